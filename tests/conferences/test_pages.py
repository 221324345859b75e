"""The pages of a conference: the door, what a form refuses, what stays typed, what is made of a
conclusion.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.html import parse_html
from django.urls import reverse

from tests.attachments.samples import picture
from tests.conferences.conftest import values
from tests.html import words
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.attachments.queries import files_of
from thidua.campaigns.models import Limit
from thidua.conferences.actions import note_presence, prepare_conference
from thidua.conferences.files import FILES
from thidua.conferences.models import Conclusion, Conference, Invitation
from thidua.conferences.paper import minutes
from thidua.directives.models import Directive
from thidua.directives.queries import linked
from thidua.documents.blocks import Bullets, Paragraph, Table
from thidua.documents.pdf import as_pdf
from thidua.documents.word import as_word
from thidua.registrations.models import Registration

As = Callable[[str], Client]
Who = Callable[[str], User]


def said(answer: Any) -> str:
    """What the eye reads of an answer."""
    return words(parse_html(answer.content.decode()))


Invited = dict[str, Invitation]


def address(conference: Conference, page: str = "conference", **more: object) -> str:
    return reverse(page, kwargs={"year": 2021, "pk": conference.pk, **more})


def test_a_tick_at_the_door_comes_back_with_its_line_and_the_count(
    as_: As, conference: Conference, invited: Invited
) -> None:
    client = as_("upper_level")
    where = address(conference, "conference_tick", invitation=invited["GL01"].pk)
    sent = {"presence": "present", "seen": "unknown", "reason": ""}

    by_script = client.post(where, sent, headers={"HX-Request": "true"})
    plainly = client.post(where, sent)

    assert by_script.status_code == 200
    assert "1/3" in said(by_script)
    assert plainly.status_code == 302
    assert plainly.headers["Location"] == address(conference, "conference_door")
    invited["GL01"].refresh_from_db()
    assert invited["GL01"].presence == "present"


def test_the_door_says_what_another_door_noted(
    as_: As, who: Who, conference: Conference, invited: Invited
) -> None:
    note_presence(
        invitation=invited["GL01"], presence="absent", seen="unknown", actor=who("province")
    )

    answer = as_("upper_level").post(
        address(conference, "conference_tick", invitation=invited["GL01"].pk),
        {"presence": "present", "seen": "unknown", "reason": ""},
        headers={"HX-Request": "true"},
    )

    assert "nơi khác vừa ghi “vắng”" in said(answer)
    invited["GL01"].refresh_from_db()
    assert invited["GL01"].presence == "absent"


@pytest.mark.parametrize("query", ["doan thuong", "Đoàn Thượng", "ĐOÀN"])
def test_the_door_finds_names_with_and_without_accents(
    as_: As, conference: Conference, query: str
) -> None:
    page = as_("upper_level").get(address(conference, "conference_door"), {"q": query})

    text = said(page)
    assert "Đảng bộ xã Đoàn Thượng" in text
    assert "Bùi Văn Lạc" not in text


def test_guests_are_not_told_to_the_units_below(as_: As, conference: Conference) -> None:
    below = said(as_("grassroots").get(address(conference)))
    above = said(as_("province").get(address(conference)))

    assert "Bùi Văn Lạc" not in below
    assert "Bùi Văn Lạc" in above
    assert "Ghi thành phần có mặt" not in below


def test_what_was_typed_of_guests_stays_when_it_is_refused(as_: As, conference: Conference) -> None:
    long = "Nguyễn Văn " + "a" * 500

    page = as_("upper_level").post(address(conference), {"act": "invite", "guests": long})

    assert page.status_code == 409
    assert "dòng 1 dài 511 ký tự" in said(page)
    assert long in page.content.decode()


def test_a_day_that_is_none_keeps_everything_typed(as_: As, conference: Conference) -> None:
    page = as_("upper_level").post(
        address(conference, "conference_edit"),
        {
            "revision": "1",
            "held_on": "31/02/2021",
            "venue": "Nhà <văn> hoá",
            "state": "held",
            "agenda": "Một\nHai",
        },
    )

    assert page.status_code == 409
    assert "Nhà &lt;văn&gt; hoá" in page.content.decode()
    conference.refresh_from_db()
    assert conference.state == "planned"


def test_photos_are_sent_and_a_program_is_refused(
    as_: As, who: Who, folder: Path, conference: Conference
) -> None:
    client = as_("upper_level")
    photo = SimpleUploadedFile("hoi-nghi.jpg", picture())
    program = SimpleUploadedFile("hoi-nghi.jpg", b"MZ\x90\x00 program")

    assert client.post(address(conference), {"act": "files", "files": photo}).status_code == 302
    refused = client.post(address(conference), {"act": "files", "files": program})

    assert refused.status_code == 409
    assert "hoi-nghi.jpg" in said(refused)
    assert files_of(kind=FILES, owner=conference, reader=who("cell")).count() == 1


def test_there_is_no_report_before_the_first_year(as_: As, conference: Conference) -> None:
    page = as_("upper_level").post(address(conference), {"act": "report"})

    assert page.status_code == 409
    assert "chưa có số liệu năm 2020" in said(page).lower()


def test_a_conclusion_becomes_a_document_that_links_back(
    as_: As, who: Who, conference: Conference
) -> None:
    conclusion = Conclusion.objects.get(conference=conference, position=2)
    sent = {
        "act": "directive",
        "row": conclusion.pk,
        "number": "40-TB/HU",
        "signed_on": "08/03/2021",
    }

    assert as_("upper_level").post(address(conference), sent).status_code == 302
    again = as_("upper_level").post(address(conference), sent)

    made = Directive.objects.get(number="40-TB/HU")
    assert made.title == conclusion.text
    assert list(linked("conference", str(conference.pk), actor=who("cell"))) == [made]
    assert again.status_code == 409
    page = as_("upper_level").get(address(conference)).content.decode()
    assert reverse("directive", kwargs={"year": 2021, "pk": made.pk}) in page


def test_only_the_provinces_conclusions_become_limits(
    as_: As, who: Who, town: Town, conference: Conference
) -> None:
    own = Conclusion.objects.get(conference=conference, position=1)
    refused = as_("upper_level").post(address(conference), {"act": "limit", "row": own.pk})
    of_province = prepare_conference(
        campaign=town.campaign, organisation=town["XD"], values=values(), actor=who("province")
    )
    conclusion = of_province.conclusions.get(position=1)

    taken = as_("province").post(address(of_province), {"act": "limit", "row": conclusion.pk})

    assert refused.status_code == 409
    assert taken.status_code == 302
    assert [one.text for one in Limit.objects.filter(campaign=town.campaign)] == [conclusion.text]


def test_a_conclusion_becomes_a_draft_of_a_task(as_: As, conference: Conference) -> None:
    conclusion = Conclusion.objects.get(conference=conference, position=1)
    Registration.objects.filter(organisation=conference.organisation).update(status="draft")

    answer = as_("upper_level").post(address(conference), {"act": "task", "row": conclusion.pk})

    assert answer.status_code == 302
    conclusion.refresh_from_db()
    assert conclusion.became == "task"


def test_the_minutes_say_who_came_and_why_not(
    who: Who, conference: Conference, invited: Invited
) -> None:
    officer = who("upper_level")
    note_presence(invitation=invited["GL01"], presence="present", seen="unknown", actor=officer)
    note_presence(
        invitation=invited["GL02"],
        presence="absent",
        seen="unknown",
        reason="tiếp đoàn kiểm tra",
        actor=officer,
    )

    paper = minutes(conference)

    told = " ".join(block.text for block in paper.body if isinstance(block, Paragraph))
    assert paper.letterhead.title == "BIÊN BẢN"
    assert paper.letterhead.committee == "HUYỆN UỶ GIA LỘC"
    assert paper.letterhead.dateline == "Gia Lộc, ngày 05 tháng 3 năm 2021"
    assert "Mời 3 (2 đơn vị, 1 khách mời); có mặt 1; vắng 1; chưa điểm danh 1." in told
    lists = [item for block in paper.body if isinstance(block, Bullets) for item in block.items]
    assert "Đảng bộ xã Gia Tân: tiếp đoàn kiểm tra;" in lists
    assert "Rà soát hộ nghèo từng thôn" in lists
    (table,) = [block for block in paper.annexes if isinstance(block, Table)]
    assert len(table.cells) == 3


def test_the_minutes_print_whatever_was_typed(
    who: Who, conference: Conference, invited: Invited
) -> None:
    Conclusion.objects.filter(conference=conference).update(text="=1+1 <b>\u202e 漢 #set page()")
    note_presence(
        invitation=invited["guest"],
        presence="absent",
        seen="unknown",
        reason="$x$ *đậm* _nghiêng_ 😀",
        actor=who("upper_level"),
    )

    assert as_word(minutes(conference)).startswith(b"PK")
    assert as_pdf(minutes(conference)).startswith(b"%PDF")


def test_a_reader_below_takes_no_minutes(as_: As, conference: Conference) -> None:
    where = address(conference, "conference_minutes", extension="docx")

    assert as_("grassroots").get(where).status_code == 404
    assert as_("inspector").get(where).status_code == 200
    assert (
        as_("upper_level")
        .get(address(conference, "conference_minutes", extension="exe"))
        .status_code
        == 404
    )


def test_an_empty_year_says_what_to_do_next(as_: As) -> None:
    page = said(as_("upper_level").get("/nam/2021/hoi-nghi/"))

    assert "Chưa có hội nghị nào của năm này" in page
    assert "Chuẩn bị hội nghị của Đảng bộ huyện Gia Lộc" in page
