"""`thidua roster`: the list of the year from a terminal."""

import pytest
from click.testing import Result

from tests.cast import Cast, entry
from tests.commands import run_command
from thidua.campaigns.models import Campaign
from thidua.cli.roster import COMMANDS

pytestmark = pytest.mark.django_db


def run(*words: str) -> Result:
    return run_command(COMMANDS["roster"], words)


def test_a_review_is_put_off_made_up_for_and_counted(cast: Cast, year: Campaign) -> None:
    code = "M-G1A-04"
    before = run("show", "2021").output
    assert run("put-off", "2021", code, "--reason", "ill").exit_code == 0
    assert not entry(year, code).rated
    assert " + 1 chưa kiểm điểm" in run("show", "2021").output
    assert run("make-up", "2021", code, "--on", "01/03/2022").exit_code == 0
    assert entry(year, code).rated
    assert run("show", "2021").output == before


def test_a_note_is_taken_back(cast: Cast, year: Campaign) -> None:
    assert run("put-off", "2021", "M-G1A-04", "--reason", "absent").exit_code == 0
    assert run("withdraw", "2021", "M-G1A-04").exit_code == 0
    assert entry(year, "M-G1A-04").rated


def test_the_list_is_corrected_for_one_subject(cast: Cast, year: Campaign) -> None:
    entry(year, "M-G1A-04").delete()
    result = run("correct", "2021", "M-G1A-04", "--reason", "bị sót")
    assert (result.exit_code, result.output) == (0, "Thêm 1, thay đổi 0, bỏ 0.\n")
    assert entry(year, "M-G1A-04").rated


def test_nobody_of_a_code_is_one_sentence(cast: Cast, year: Campaign) -> None:
    result = run("put-off", "2021", "NOBODY", "--reason", "ill")
    assert result.exit_code == 1
    assert "NOBODY" in result.output
