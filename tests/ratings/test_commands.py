"""The commands of the year: what they do, what they print, and their exit codes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

from tests.builder import post
from tests.cast import Cast, all_decisions, campaign, choose, entry, everybody_good, write_facts
from tests.commands import run_command
from thidua.awards.models import Award
from thidua.campaigns.models import Campaign
from thidua.cli.year import COMMANDS, explain_subject, framework_load
from thidua.decisions.models import Decision, DecisionItem
from thidua.frameworks.models import FrameworkText
from thidua.language import speaking
from thidua.ratings.errors import SubjectNotFoundError
from thidua.rulebook import FrameworkError, Library
from thidua.vocabulary import Level


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with speaking("vi"):
        yield


def run(name: str, *arguments: str) -> Result:
    return run_command(COMMANDS[name], [*arguments])


@pytest.fixture
def year(cast: Cast) -> Campaign:
    made = campaign()
    everybody_good(made)
    all_decisions(made, cast)
    return made


def test_rate_does_the_whole_year_and_says_what_came_of_it(cast: Cast, year: Campaign) -> None:
    Award.objects.create(
        campaign=year,
        form="praise",
        subject_type="member",
        person=cast.of_cell("G1A", 4),
        authority=cast["G1"],
    )
    result = run("rate", "2021")
    assert result.exit_code == 0, result.output
    assert "Xếp loại năm 2021" in result.output
    assert "Đã ban hành 6 quyết định, 81 trường hợp; chưa ban hành được 0." in result.output
    assert "Khen thưởng: 1 đủ điều kiện, 0 không đủ điều kiện." in result.output
    assert set(Decision.objects.values_list("status", flat=True)) == {"issued"}


def test_rate_ends_with_1_when_a_decision_or_an_award_is_refused(
    cast: Cast, year: Campaign
) -> None:
    write_facts(entry(year, "M-G1A-04"), self_reviewed=None)
    Award.objects.create(
        campaign=year,
        form="district_certificate_year",
        subject_type="organisation",
        organisation=cast["G1"],
        authority=cast["U1"],
    )
    result = run("rate", "2021")
    assert result.exit_code == 1
    assert "chưa ban hành được" in result.output
    assert "✗ G1-QĐ: chưa đủ căn cứ xếp loại 1 trường hợp: Đảng viên M-G1A-04" in result.output
    assert (
        "✗ Giấy khen của ban thường vụ cấp trên trực tiếp cơ sở (năm) – Tổ chức G1 (G1)"
        in result.output
    )


def test_rate_reopens_when_asked_with_a_reason(cast: Cast, year: Campaign) -> None:
    run("rate", "2021")
    write_facts(entry(year, "M-G1A-04"), discipline="reprimand")
    result = run("rate", "2021", "--reopen", "Phát hiện vi phạm")
    assert result.exit_code == 0, result.output
    assert DecisionItem.objects.get(
        roster_entry__code="M-G1A-04", roster_entry__subject_type="member"
    ).level == ("not_completed")


def test_warnings_are_shown(cast: Cast, year: Campaign) -> None:
    choose(entry(year, "M-G2-04"))
    result = run("rate", "2021")
    assert result.exit_code == 0
    assert "! G2-QĐ: được chọn hoàn thành xuất sắc nhưng không đạt tiêu chuẩn" in result.output


def test_the_steps_can_be_taken_one_by_one(cast: Cast, year: Campaign) -> None:
    assert run("classify", "2021").exit_code == 0
    assert run("decide", "2021").exit_code == 0
    once_more = run("freeze", "2021")
    assert (once_more.exit_code, "đã chốt theo ngày" in once_more.output) == (1, True)
    again = run("freeze", "2021", "--again")  # what is decided stays decided
    assert (again.exit_code, "(thêm 0, thay đổi 0, bỏ 0)" in again.output) == (0, True)
    assert DecisionItem.objects.filter(decision__status="issued").count() == 81


def test_freeze_says_who_is_rated(cast: Cast) -> None:
    campaign(frozen=False)
    assert (
        "Đã chốt: 81 trường hợp được xếp loại, 1 miễn theo quy định, 0 chưa kiểm điểm (thêm 82"
        in run("freeze", "2021").output
    )
    assert "đã chốt theo ngày 15/12/2021" in run("freeze", "2021").output
    assert "(thêm 0, thay đổi 0, bỏ 0)" in run("freeze", "2021", "--again").output


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_an_unknown_year_is_one_sentence_and_exit_code_1(db: None, name: str) -> None:
    result = run(name, "1999")
    assert result.exit_code == 1
    assert "chưa mở năm thi đua 1999" in result.output


def test_english_is_spoken_when_asked(cast: Cast, year: Campaign) -> None:
    with speaking("en"):
        output = run("rate", "2021").output
    assert "6 decisions issued, 81 subjects; 0 refused." in output


def test_a_subject_is_explained_by_its_code(cast: Cast, year: Campaign) -> None:
    assert explain_subject(2021, "M-G1A-04").level is Level.GOOD
    run("classify", "2021")
    assert explain_subject(2021, "G1").level is Level.GOOD
    assert (
        explain_subject(2021, "G1", subject_type="collective").framework == "hd21_2019/collective"
    )
    with pytest.raises(SubjectNotFoundError, match="không có mã “NOBODY”"):
        explain_subject(2021, "NOBODY")


def test_a_leader_of_two_is_explained_when_told_which(cast: Cast) -> None:
    post(cast.of_cell("G1A", 2), cast["U1"], "deputy")
    everybody_good(campaign())
    at_the_main_post = explain_subject(2021, "M-G1A-02", subject_type="leader")
    assert at_the_main_post == explain_subject(2021, "M-G1A-02", subject_type="leader", leads="U1")
    assert not explain_subject(2021, "M-G1A-02", subject_type="leader", leads="G1").rated


def test_a_corrected_framework_is_loaded_from_a_file(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "member.yaml"
    text = Library.packaged()["hd21_2019/member"].to_yaml().replace("version: 2", "version: 3", 1)
    file.write_text(text, encoding="utf-8")
    assert framework_load(file).version == 3
    file.write_text(text.replace("subject: member", "subject: nobody", 1), encoding="utf-8")
    with pytest.raises(FrameworkError, match="subject"):
        framework_load(file)
    assert FrameworkText.objects.count() == 1
