"""Taking decisions back without issuing them again: one, many, of a committee; all or none."""

from collections.abc import Callable

import pytest
from click.testing import Result
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.builder import OPERATOR
from tests.cast import Cast, all_decisions
from tests.commands import run_command
from tests.second_factor import signed_in_now
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign
from thidua.cli.decisions import COMMANDS
from thidua.cli.year import COMMANDS as OF_THE_YEAR
from thidua.decisions.actions import issue_all, reopen_decisions
from thidua.decisions.errors import DecisionError
from thidua.decisions.models import Decision
from thidua.language import speaking

Browser = Callable[[Role, str], Client]
LIST = "/quyet-dinh/2021/"


@pytest.fixture
def issued(cast: Cast, year: Campaign) -> dict[str, Decision]:
    """Everybody of the year is decided; the decisions by their issuers."""
    made = all_decisions(year, cast)
    assert not issue_all(campaign=year, actor=OPERATOR).refused
    return made


def reopened() -> set[str]:
    """The issuers whose decisions are taken back."""
    return set(Decision.objects.filter(status="reopened").values_list("issuer__code", flat=True))


def run(*words: str) -> Result:
    with speaking("vi"):
        return run_command(COMMANDS["decisions"], words)


# On the command line
# --------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("issued")
@pytest.mark.parametrize(
    ("words", "taken_back"),
    [
        (["--all"], {"G1", "G2", "G3", "U1", "U2", "P"}),
        (["--under", "U1"], {"U1", "G1", "G2"}),
        (["--number", "G2-QĐ", "--number", "U2-QĐ"], {"G2", "U2"}),
        (["--number", "G2-QĐ", "--under", "U1"], {"G2"}),
    ],
)
def test_the_command_reopens_what_it_is_asked_and_issues_nothing(
    words: list[str], taken_back: set[str]
) -> None:
    result = run("reopen", "2021", "--reason", "Sót đảng viên", *words)
    assert result.exit_code == 0
    assert f"Đã mở lại {len(taken_back)} quyết định" in result.output
    assert reopened() == taken_back
    contexts = apps.get_model("decisions", "DecisionEvent").objects.filter(status="reopened")
    reasons = contexts.values_list("pgh_context__metadata__reason", flat=True)
    assert set(reasons) == {"Sót đảng viên"}


@pytest.mark.usefixtures("issued")
@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([], "hãy nêu quyết định nào"),
        (["--all", "--number", "G2-QĐ"], "hãy nêu quyết định nào"),
        (["--number", "99-QĐ"], "không có quyết định đã ban hành mang số 99-QĐ; các số của năm: G"),
        (["--number", "G3-QĐ", "--under", "U1"], "không có quyết định đã ban hành mang số G3-QĐ"),
        (["--under", "X9"], "không có tổ chức mã X9"),
    ],
)
def test_the_command_takes_back_nothing_that_it_does_not_find(words: list[str], why: str) -> None:
    result = run("reopen", "2021", "--reason", "vì", *words)
    assert result.exit_code != 0
    assert why in result.output
    assert reopened() == set()


def test_a_number_of_two_committees_is_not_guessed(issued: dict[str, Decision]) -> None:
    Decision.objects.update(number="1-QĐ")
    result = run("reopen", "2021", "--reason", "vì", "--number", "1-QĐ")
    assert result.exit_code == 1
    assert "số 1-QĐ là của nhiều cấp uỷ" in result.output
    assert "(G1)" in result.output
    assert "hãy nêu thêm --under" in result.output
    assert (
        run("reopen", "2021", "--reason", "vì", "--number", "1-QĐ", "--under", "G3").exit_code == 0
    )
    assert reopened() == {"G3"}
    assert len(issued) > 1


@pytest.mark.usefixtures("issued")
def test_after_reopening_the_year_goes_on_as_before_the_decisions() -> None:
    assert run("reopen", "2021", "--reason", "Sót đảng viên", "--all").exit_code == 0
    with speaking("vi"):
        frozen = run_command(OF_THE_YEAR["freeze"], ["2021", "--again"])
    assert (frozen.exit_code, "Đã chốt" in frozen.output) == (0, True)
    assert run("list", "2021").output.count("Mở lại") == 6


# Many at once in the browser
# --------------------------------------------------------------------------------------------------


def test_ticked_decisions_are_reopened_with_one_reason(
    as_: Browser, issued: dict[str, Decision]
) -> None:
    client = as_(Role.UPPER_LEVEL, "U1")
    shown = client.get(LIST).content.decode()
    assert shown.count('name="decision"') == 3
    sent = {
        "act": "reopen",
        "reason": "Sót đảng viên",
        "decision": [issued["G1"].pk, issued["G2"].pk],
    }
    answer = client.post(LIST, sent, follow=True)
    assert "Đã mở lại 2 quyết định." in answer.content.decode()
    assert reopened() == {"G1", "G2"}


@pytest.mark.usefixtures("issued")
def test_all_of_the_filtered_list_are_reopened(as_: Browser) -> None:
    client = as_(Role.PROVINCE, "P")
    client.post(f"{LIST}?kind=member", {"act": "reopen", "reason": "Sai số", "every": "1"})
    assert reopened() == {"G1", "G2", "G3"}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"reason": " "}, "phải nêu lý do"),
        ({"decision": []}, "hãy đánh dấu ít nhất một quyết định"),
        ({"decision": ["G1", "G3"]}, "danh sách đã thay đổi"),
    ],
)
def test_none_is_reopened_where_one_may_not_be(
    as_: Browser, issued: dict[str, Decision], changes: dict[str, object], why: str
) -> None:
    sent: dict[str, object] = {"act": "reopen", "reason": "Sai số", "decision": ["G1"]} | changes
    codes = sent["decision"]
    assert isinstance(codes, list)
    sent["decision"] = [issued[code].pk for code in codes]
    answer = as_(Role.UPPER_LEVEL, "U1").post(LIST, sent)
    assert answer.status_code == 422
    assert why in answer.content.decode().lower()
    assert reopened() == set()


def test_an_old_sign_in_confirms_itself_and_loses_nothing(
    user: Callable[[Role, str], User], issued: dict[str, Decision]
) -> None:
    client = signed_in_now(user(Role.UPPER_LEVEL, "U1"), minutes_ago=16)
    sent = {"act": "reopen", "reason": "Sót đảng viên", "decision": [issued["G1"].pk]}
    answer = client.post(LIST, sent)
    shown = answer.content.decode()
    assert (answer.status_code, "Xác nhận lại người làm" in shown) == (422, True)
    assert "Sót đảng viên" in shown
    row = shown.split(f'value="{issued["G1"].pk}"')[1].split(">")[0]
    assert "checked" in row
    assert reopened() == set()


@pytest.mark.usefixtures("issued")
def test_whoever_decides_nothing_is_offered_nothing(as_: Browser) -> None:
    client = as_(Role.AUDITOR, "P")
    assert 'name="decision"' not in client.get(LIST).content.decode()
    assert client.post(LIST, {"act": "reopen", "reason": "x", "every": "1"}).status_code == 404
    assert reopened() == set()


def test_the_act_itself_takes_back_all_or_none(
    user: Callable[[Role, str], User], year: Campaign, issued: dict[str, Decision]
) -> None:
    who = user(Role.UPPER_LEVEL, "U1")
    keys = [issued["G1"].pk, issued["G3"].pk]
    with pytest.raises(PermissionDenied):
        reopen_decisions(campaign=year, reason="Sai số", actor=who, only=keys)
    reopen_decisions(campaign=year, reason="Sai số", actor=OPERATOR, only=keys[:1])
    with pytest.raises(DecisionError, match="chưa ban hành"):
        reopen_decisions(campaign=year, reason="Sai số", actor=OPERATOR, only=keys)
    assert reopened() == {"G1"}
