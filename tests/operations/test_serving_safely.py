"""A server that lacks a secret or its names does not start, and says everything that is missing at
once.
"""

import datetime as dt

import pytest

from tests.commands import run_command
from thidua.campaigns.models import Campaign
from thidua.cli.server import serve
from thidua.operations import serving
from thidua.operations.errors import NotReadyToServeError
from thidua.operations.serving import refuse_unsafe, web_command
from thidua.ratings.models import Summary

SAFE = {"THIDUA_SECRET_KEY": "k" * 32, "THIDUA_HOSTS": "thidua.tinh.example"}


def test_what_is_missing_is_said_at_once() -> None:
    with pytest.raises(NotReadyToServeError) as refused:
        refuse_unsafe({})
    assert "THIDUA_SECRET_KEY" in refused.value.text.vi
    assert "THIDUA_HOSTS" in refused.value.text.en


@pytest.mark.parametrize("lacking", [{"THIDUA_SECRET_KEY": "short"}, {"THIDUA_HOSTS": ""}])
def test_a_short_secret_or_no_name_is_refused(lacking: dict[str, str]) -> None:
    with pytest.raises(NotReadyToServeError):
        refuse_unsafe(SAFE | lacking)


@pytest.mark.parametrize("environment", [SAFE, {"THIDUA_DEMO": "1"}])
def test_a_server_with_both_and_a_demo_may_start(environment: dict[str, str]) -> None:
    refuse_unsafe(environment)


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
