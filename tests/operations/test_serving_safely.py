"""A server that lacks a secret or its names does not start, and says everything that is missing at
once.
"""

import datetime as dt

import pytest

from tests.commands import run_command
from thidua.campaigns.models import Campaign
from thidua.cli.server import run, serve
from thidua.operations import serving
from thidua.operations.errors import NotReadyToServeError
from thidua.operations.refusing import refuse_unsafe
from thidua.operations.serving import web_command
from thidua.ratings.models import Summary

SAFE = {
    "THIDUA_SECRET_KEY": "0f8e4c1b7a9d2365e0b1c2d3f4a59687",
    "THIDUA_HOSTS": "thidua.tinh.example",
    "THIDUA_HTTPS": "1",
    "THIDUA_PROXIES": "1",
    "THIDUA_PROXY_ADDRESSES": "10.0.0.5",
}
OUTSIDE = "10.0.0.8"
"""An address that others reach."""


def test_what_is_missing_is_said_at_once() -> None:
    with pytest.raises(NotReadyToServeError) as refused:
        refuse_unsafe({})
    assert "THIDUA_SECRET_KEY" in refused.value.text.vi
    assert "THIDUA_HOSTS" in refused.value.text.en


UNSAFE = [
    {"THIDUA_SECRET_KEY": "short"},
    {"THIDUA_SECRET_KEY": "k" * 64},
    {"THIDUA_HOSTS": ""},
    {"THIDUA_HOSTS": "*"},
    {"THIDUA_HOSTS": "thidua.tinh.example, *"},
    {"THIDUA_HOSTS": ".example"},
    {"THIDUA_DEBUG": "1"},
    {"THIDUA_DEMO": "1"},
    {"THIDUA_HTTPS": ""},
    {"THIDUA_HTTPS": "yes"},
]


def _refused(environment: dict[str, str], host: str) -> str:
    with pytest.raises(NotReadyToServeError) as refused:
        refuse_unsafe(environment, host=host)
    return refused.value.text.en


@pytest.mark.parametrize("host", [OUTSIDE, "0.0.0.0", "::", "127.0.0.1"])  # noqa: S104
@pytest.mark.parametrize(
    "change", UNSAFE, ids=lambda change: " ".join(f"{a}={b}" for a, b in change.items())
)
def test_each_unsafe_setting_is_named_also_behind_a_proxy_on_loopback(
    change: dict[str, str], host: str
) -> None:
    assert _refused(SAFE | change, host).count("THIDUA_") == 1
    assert f"{next(iter(change))}: " in _refused(SAFE | change, host)


def test_a_site_with_a_name_is_reached_by_others_even_if_nobody_counted_the_proxy() -> None:
    environment = SAFE | {"THIDUA_PROXIES": "", "THIDUA_HTTPS": "", "THIDUA_DEMO": "1"}
    assert "THIDUA_HTTPS" in _refused(environment, "127.0.0.1")
    assert "THIDUA_DEMO" in _refused(environment, "127.0.0.1")


def test_a_node_on_the_network_says_whose_word_about_addresses_it_takes() -> None:
    unsaid = SAFE | {"THIDUA_PROXY_ADDRESSES": ""}
    assert "THIDUA_PROXY_ADDRESSES" in _refused(unsaid, OUTSIDE)
    refuse_unsafe(unsaid, host="127.0.0.1")


def test_everything_is_named_at_once() -> None:
    said = _refused({"THIDUA_DEMO": "1", "THIDUA_DEBUG": "1", "THIDUA_HOSTS": "*"}, OUTSIDE)
    names = ("SECRET_KEY", "HOSTS", "DEMO", "DEBUG", "HTTPS")
    assert [name for name in names if f"THIDUA_{name}: " not in said] == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
@pytest.mark.parametrize(
    "environment",
    [
        SAFE,
        {"THIDUA_DEMO": "1"},
        {"THIDUA_DEMO": "1", "THIDUA_HOSTS": "*", "THIDUA_DEBUG": "1"},
        {**SAFE, "THIDUA_HOSTS": "127.0.0.1,localhost", "THIDUA_HTTPS": "", "THIDUA_PROXIES": ""},
    ],
    ids=["a server", "a demo", "trying everything", "plain http"],
)
def test_a_server_as_it_should_be_and_whoever_tries_it_alone_may_start(
    environment: dict[str, str], host: str
) -> None:
    refuse_unsafe(environment, host=host)


def test_a_safe_server_may_bind_an_address_of_the_network() -> None:
    refuse_unsafe(SAFE, host=OUTSIDE)


def test_trying_it_in_front_of_others_is_serving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_DEMO", "1")
    said = run_command(run, ["--host", OUTSIDE])
    assert said.exit_code == 1
    assert "THIDUA_DEMO" in said.output


def test_the_command_ends_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("THIDUA_SECRET_KEY", "THIDUA_HOSTS", "THIDUA_DEMO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("THIDUA_LOG", "json")
    said = run_command(serve, [])
    assert said.exit_code == 1
    assert "openssl rand -hex 32" in said.output
    assert "Traceback" not in said.output


def test_requests_under_way_may_end_before_a_stop() -> None:
    command = web_command(host="127.0.0.1", port=8101, processes=3)
    assert command[command.index("--graceful-timeout") + 1] == "30"
    assert command[command.index("--bind") + 1] == "127.0.0.1:8101"


@pytest.mark.django_db
def test_a_new_version_counts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    year = Campaign.objects.create(
        year=2021, review_date=dt.date(2021, 12, 20), cut_off_date=dt.date(2021, 12, 15)
    )
    Summary.objects.create(campaign=year, place="unrated:", content="an older shape", seen="1:1:")
    monkeypatch.setattr(serving, "call_command", lambda *args, **kwargs: None)
    serving.prepare()
    assert not Summary.objects.exists()
