"""A registration on paper: what its unit wrote, what others were sent, a part in one print."""

from django.conf import LazySettings

from tests.cast import Cast
from tests.registrations.conftest import whole
from thidua.accounts.models import Role, User
from thidua.documents.blocks import Block, Centred, Heading, Paper, Paragraph, Table
from thidua.documents.pdf import as_pdf
from thidua.documents.word import as_word
from thidua.registrations.actions import add_task, start_registration
from thidua.registrations.models import Registration, Task
from thidua.registrations.paper import DRAFT, part_paper, registration_paper
from thidua.registrations.sending import send_registration
from thidua.web.demo_note import DEMO_NOTE


def headings(blocks: tuple[Block, ...]) -> list[str]:
    return [one.text for one in blocks if isinstance(one, Heading)]


def rows(blocks: tuple[Block, ...]) -> dict[str, str]:
    """What the first table says of each clarity."""
    table = next(one for one in blocks if isinstance(one, Table))
    return {row[0]: row[1] for row in table.cells}


def test_a_registration_says_its_five_clarities_in_a_table(
    registration: Registration, task: Task, commune: User, cast: Cast
) -> None:
    send_registration(registration, actor=commune)
    registration.refresh_from_db()

    paper = registration_paper(registration, actor=commune)

    said = rows(paper.body)
    assert paper.letterhead.title == "BẢN ĐĂNG KÝ"
    assert paper.letterhead.subject == "nhiệm vụ trọng tâm, khâu đột phá năm 2021"
    assert paper.letterhead.above == cast["U2"].name.upper()
    assert headings(paper.body) == ["I. NHIỆM VỤ TRỌNG TÂM"]
    assert list(said) == ["Rõ việc", "Rõ người", "Rõ thời gian", "Rõ hiệu quả", "Rõ trách nhiệm"]
    assert "Khối lượng: 30 ha" in said["Rõ việc"]
    assert "(chủ trì)" in said["Rõ người"]
    assert said["Rõ thời gian"].startswith("Từ 01/04/2021 đến 30/11/2021")
    assert said["Rõ hiệu quả"] == "Diện tích đã chuyển đổi: 30 ha; năm trước 12 ha"
    assert "Trước: Ban Thường vụ Huyện uỷ Gia Lộc" in said["Rõ trách nhiệm"]
    assert paper.signature.on_behalf_of == "T/M ĐẢNG UỶ"


def test_a_draft_says_that_it_is_one_and_blanks_stand_for_what_is_missing(
    registration: Registration, commune: User
) -> None:
    words = {"work": {"work": "Làm đường", "kind": "breakthrough"}}
    add_task(registration, actor=commune, values=words)

    paper = registration_paper(registration, actor=commune)

    assert DRAFT in [one.text for one in paper.body if isinstance(one, Centred)]
    assert rows(paper.body)["Rõ hiệu quả"] == "……"


def test_others_print_what_was_sent_and_not_what_is_being_written(
    registration: Registration, task: Task, commune: User, district: User, cast: Cast
) -> None:
    send_registration(registration, actor=commune)
    Task.objects.filter(pk=task.pk).update(amount="99 ha")
    registration.refresh_from_db()

    above = rows(registration_paper(registration, actor=district).body)

    assert "30 ha" in above["Rõ việc"]
    assert "99 ha" not in above["Rõ việc"]


def test_a_target_of_nothing_is_printed(
    registration: Registration, commune: User, cast: Cast
) -> None:
    effect = {"measures": [{"name": "Hộ nghèo", "unit": "hộ", "target": "0", "direction": "lower"}]}
    add_task(registration, actor=commune, values=whole(cast, effect=effect))

    said = rows(registration_paper(registration, actor=commune).body)

    assert said["Rõ hiệu quả"] == "Hộ nghèo: 0 hộ; càng thấp càng tốt"


def test_a_whole_part_stands_in_one_print_without_drafts_of_others(
    registration: Registration, task: Task, commune: User, district: User, cast: Cast
) -> None:
    year = registration.campaign
    cell = cast.officer("chibo", Role.CELL, "G3A")
    start_registration(year, cast["G3A"], actor=cell)  # a draft of the cell's own

    nothing = part_paper(cast["G3"], year, actor=district)
    send_registration(registration, actor=commune)
    paper = part_paper(cast["U2"], year, actor=district)

    assert nothing is None
    assert paper is not None
    listed = rows_of_overview(paper)
    assert listed == [cast["G3"].name]
    assert headings(paper.annexes)[0] == "BẢN ĐĂNG KÝ"


def rows_of_overview(paper: Paper) -> list[str]:
    table = next(one for one in paper.body if isinstance(one, Table))
    return [row[1] for row in table.cells]


def test_odd_signs_are_printed_and_a_demo_says_what_it_is(
    registration: Registration, commune: User, cast: Cast, settings: LazySettings
) -> None:
    settings.DEMO = True
    odd = {"work": "=1+1 #set page() $x$ <b>\u202e漢</b> 😀", "kind": "key_task"}
    add_task(registration, actor=commune, values=whole(cast, work=odd))

    paper = registration_paper(registration, actor=commune)

    assert paper.note == DEMO_NOTE.vi
    assert as_word(paper).startswith(b"PK")
    assert as_pdf(paper).startswith(b"%PDF")
    assert any("=1+1" in one.text for one in paper.body if isinstance(one, Paragraph))
