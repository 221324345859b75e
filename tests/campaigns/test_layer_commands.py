"""`thidua layer`: the same act as in the browser, told in words, with an exit code."""

from collections.abc import Iterator

import pytest
from click.testing import Result

from tests.builder import OPERATOR
from tests.campaigns.test_layers import LAYER, floor, save
from tests.cast import Cast, all_decisions, campaign, everybody_good
from tests.commands import run_command
from thidua.cli.layers import COMMANDS
from thidua.decisions.actions import issue_all
from thidua.frameworks.layer_queries import binding_history
from thidua.language import speaking
from thidua.ratings.actions import classify

pytestmark = pytest.mark.usefixtures("cast")


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with speaking("vi"):
        yield


def run(*arguments: str) -> Result:
    return run_command(COMMANDS["layer"], [*arguments])


def test_a_year_is_bound_to_a_version_with_a_reason_that_history_keeps() -> None:
    year = campaign()
    save()
    result = run("bind", "2021", LAYER, "--version", "1", "--reason", "Kết luận 12")
    assert (result.exit_code, "hãy xếp loại lại" in result.output) == (0, True)
    year.refresh_from_db()
    assert floor(year) == 60
    assert binding_history(year)[0].reason == "Kết luận 12"
    again = run("bind", "2021", LAYER, "--reason", "Lần nữa")
    assert "không có gì thay đổi" in again.output
    assert len(binding_history(year)) == 2  # when the year was opened, and now


def test_every_version_is_listed_with_the_years_it_holds_and_what_is_a_draft() -> None:
    campaign()
    save()
    lines = [line.split("\t") for line in run("list").output.splitlines()]
    assert [(line[0], line[1], line[4:]) for line in lines if line[0] == LAYER] == [
        (LAYER, "v1", ["dự thảo"]),
        (LAYER, "v0", ["năm 2021"]),
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("2021", LAYER, "--version", "7", "--reason", "x"), "không có phiên bản 7"),
        (("2021", LAYER, "--version", "0", "--reason", " "), "cần nêu lý do"),
        (("2021", "nowhere", "--reason", "x"), "không có hướng dẫn “nowhere”"),
        (("1999", LAYER, "--reason", "x"), "chưa mở năm thi đua 1999"),
    ],
)
def test_a_refusal_is_one_sentence(arguments: tuple[str, ...], sentence: str) -> None:
    campaign()
    result = run("bind", *arguments)
    assert result.exit_code == 1
    assert sentence in result.output


def test_a_decided_year_is_refused_as_in_the_browser(cast: Cast) -> None:
    year = campaign()
    save()
    everybody_good(year)
    classify(campaign=year, actor=OPERATOR)
    all_decisions(year, cast)
    issue_all(campaign=year, actor=OPERATOR)
    result = run("bind", "2021", LAYER, "--version", "1", "--reason", "x")
    assert result.exit_code == 1
    assert "mở lại các quyết định trước khi thay đổi" in result.output
    assert floor(year) == 50
