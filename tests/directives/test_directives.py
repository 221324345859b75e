"""Documents of the movement: who reads which, what is refused, what a stamp keeps out."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied

from tests.attachments.samples import PDF, sent
from tests.directives.conftest import values
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.attachments.errors import AttachmentError
from thidua.attachments.queries import files_of
from thidua.directives.actions import (
    add_directive,
    change_directive,
    link_directive,
    unlink_directive,
    withdraw_directive,
)
from thidua.directives.errors import DirectiveError
from thidua.directives.files import FILES
from thidua.directives.models import Directive, DirectiveOpening
from thidua.directives.openings import not_opened, note_opening, opened
from thidua.directives.queries import directive_for, directives_for, linked
from thidua.directives.shipping import bring_shipped

Who = Callable[[str], User]


@pytest.mark.parametrize(
    ("name", "reads"),
    [
        ("province", True),
        ("upper_level", True),
        ("grassroots", True),
        ("cell", True),
        ("member", True),
        ("inspector", True),
        ("auditor", True),
        ("upper_level_outside", False),
        ("member_outside", True),  # of another commune of Gia Lộc
        ("administrator", False),
        ("nobody", False),
    ],
)
def test_a_document_is_read_in_its_part_and_above(
    name: str, reads: bool, town: Town, who: Who, plan: Directive
) -> None:
    reader = who(name)

    assert list(directives_for(reader, town.campaign)) == ([plan] if reads else [])
    assert (directive_for(reader, plan.pk) is not None) is reads


def test_a_unit_reads_the_documents_of_every_level_above_it(town: Town, who: Who) -> None:
    of_province = add_directive(
        values=values(town, organisation=town["XD"], number="62-KH/TU"), actor=who("province")
    )

    for name in ("upper_level", "upper_level_outside", "cell", "member"):
        assert of_province in directives_for(who(name), town.campaign)


def test_a_document_of_one_unit_is_not_read_beside_it(town: Town, who: Who) -> None:
    add_directive(values=values(town, organisation=town["GL01"]), actor=who("grassroots"))

    assert not directives_for(who("grassroots_outside"), town.campaign).exists()
    assert directives_for(who("cell_outside"), town.campaign).exists()  # stands under it


@pytest.mark.parametrize("name", ["grassroots", "cell", "inspector", "auditor", "member", "nobody"])
def test_only_its_officers_add_documents_of_a_unit(name: str, town: Town, who: Who) -> None:
    with pytest.raises(PermissionDenied):
        add_directive(values=values(town), actor=who(name))


def test_a_document_for_every_part_is_the_provinces_to_add(town: Town, who: Who) -> None:
    with pytest.raises(PermissionDenied):
        add_directive(values=values(town, organisation=None), actor=who("upper_level"))

    add_directive(values=values(town, organisation=None), actor=who("province"))


def test_a_document_for_every_year_is_there_since_it_was_signed(town: Town, who: Who) -> None:
    earlier = add_directive(
        values=values(town, campaign=None, signed_on=dt.date(2016, 5, 15)),
        actor=who("upper_level"),
    )
    later = add_directive(
        values=values(town, campaign=None, signed_on=dt.date(2022, 5, 15)),
        actor=who("upper_level"),
    )

    shown = directives_for(who("upper_level"), town.campaign)

    assert earlier in shown
    assert later not in shown


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"number": " "}, "số, ký hiệu"),
        ({"title": ""}, "trích yếu"),
        ({"issuer": ""}, "nơi ban hành"),
        ({"signed_on": dt.date(2999, 1, 1)}, "chưa tới"),
        ({"link": "http://example.org"}, "https://"),
        ({"link": "javascript:alert(1)"}, "https://"),
        ({"secret": True, "link": "https://example.org"}, "dấu mật"),
    ],
)
def test_what_is_missing_or_wrong_is_said(
    changes: dict[str, object], says: str, town: Town, who: Who
) -> None:
    with pytest.raises(DirectiveError, match=says):
        add_directive(values=values(town, **changes), actor=who("upper_level"))

    assert not Directive.objects.exists()


def test_the_same_document_stands_once(town: Town, who: Who, plan: Directive) -> None:
    with pytest.raises(DirectiveError, match="đã có ở đây"):
        add_directive(values=values(town, title="Khác"), actor=who("upper_level"))

    withdraw_directive(directive=plan, reason="nhập nhầm", actor=who("upper_level"))
    add_directive(values=values(town), actor=who("upper_level"))


def test_a_secret_document_is_number_and_day_alone(town: Town, who: Who) -> None:
    secret = add_directive(
        values=values(town, secret=True, title="Nội dung mật", issuer="Huyện uỷ"),
        actor=who("upper_level"),
    )

    assert (secret.title, secret.issuer, secret.link) == ("", "", "")
    assert (secret.number, secret.signed_on) == ("31-KH/HU", dt.date(2021, 3, 2))


def test_a_secret_document_takes_no_file(folder: Path, town: Town, who: Who) -> None:
    with pytest.raises(DirectiveError, match="không được tải lên"):
        add_directive(
            values=values(town, secret=True),
            files=[sent("ke-hoach.pdf", PDF)],
            actor=who("upper_level"),
        )
    secret = add_directive(values=values(town, secret=True), actor=who("upper_level"))
    with pytest.raises(PermissionDenied, match="dấu mật"):
        FILES.authorise(who("upper_level"), secret)
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_marking_a_document_secret_takes_its_words_and_file_away(
    folder: Path, town: Town, who: Who
) -> None:
    officer = who("upper_level")
    directive = add_directive(values=values(town), files=[sent("ke-hoach.pdf", PDF)], actor=officer)

    marked = change_directive(
        directive=directive, revision=1, values=values(town, secret=True), actor=officer
    )

    assert (marked.title, marked.issuer) == ("", "")
    assert not files_of(kind=FILES, owner=marked, reader=officer).exists()


def test_a_file_that_is_too_big_is_refused_and_nothing_is_added(
    folder: Path, town: Town, who: Who, settings: LazySettings
) -> None:
    settings.ATTACHMENT_LIMITS = replace(settings.ATTACHMENT_LIMITS, size=10)

    with pytest.raises(AttachmentError, match="ke-hoach"):
        add_directive(
            values=values(town), files=[sent("ke-hoach.pdf", PDF)], actor=who("upper_level")
        )
    assert not Directive.objects.exists()


def test_two_tabs_do_not_overwrite_each_other(town: Town, who: Who, plan: Directive) -> None:
    officer = who("upper_level")
    change_directive(
        directive=plan, revision=1, values=values(town, title="Lần một"), actor=officer
    )

    with pytest.raises(DirectiveError, match="vừa sửa"):
        change_directive(
            directive=plan, revision=1, values=values(town, title="Lần hai"), actor=officer
        )
    plan.refresh_from_db()
    assert plan.title == "Lần một"


def test_a_withdrawn_document_leaves_the_lists_and_says_why(
    town: Town, who: Who, plan: Directive
) -> None:
    officer = who("upper_level")
    with pytest.raises(DirectiveError, match="vì sao"):
        withdraw_directive(directive=plan, reason=" ", actor=officer)

    withdraw_directive(directive=plan, reason="thay bằng số 40", actor=officer)

    assert not directives_for(officer, town.campaign).exists()
    still = directive_for(officer, plan.pk)
    assert still is not None
    assert still.withdrawn_why == "thay bằng số 40"
    with pytest.raises(DirectiveError, match="đã được rút"):
        withdraw_directive(directive=plan, reason="lần nữa", actor=officer)


def test_a_document_is_linked_to_a_step_once(town: Town, who: Who, plan: Directive) -> None:
    officer = who("upper_level")
    for _ in range(2):
        link = link_directive(
            directive=plan, kind="step", target="register", campaign=town.campaign, actor=officer
        )

    assert list(linked("step", "register", actor=who("cell"))) == [plan]
    assert not linked("step", "register", actor=who("upper_level_outside")).exists()
    with pytest.raises(DirectiveError, match="chọn một mục"):
        link_directive(
            directive=plan, kind="step", target="nhảm", campaign=town.campaign, actor=officer
        )
    unlink_directive(directive=plan, link=link.pk, actor=officer)
    assert not linked("step", "register", actor=officer).exists()


def test_who_opened_is_written_once_and_counted_by_unit(
    town: Town, who: Who, plan: Directive
) -> None:
    for name in ("grassroots", "grassroots_outside", "cell", "cell_outside"):
        who(name)
    for _ in range(2):
        note_opening(directive=plan, user=who("grassroots"))
    note_opening(directive=plan, user=who("auditor"))  # looks on, reads for nobody

    assert DirectiveOpening.objects.count() == 1
    counted = opened(plan, actor=who("upper_level"))
    assert (counted.units, counted.of_units, counted.left) == (1, 4, 3)
    left = [unit.code for unit in not_opened(plan, actor=who("upper_level"))]
    assert sorted(left) == ["GL01A", "GL01B", "GL02"]


def test_shipped_entries_come_once_and_stay_as_the_office_left_them(town: Town, who: Who) -> None:
    assert bring_shipped() == 2
    assert bring_shipped() == 0

    shown = {one.number for one in directives_for(who("cell"), town.campaign)}
    assert shown == {"05-CT/TW", "04-NQ/TW"}
    ct05 = Directive.objects.get(shipped="ct05_2016")
    assert (ct05.signed_on, ct05.issuer) == (dt.date(2016, 5, 15), "Bộ Chính trị")
    withdraw_directive(directive=ct05, reason="không dùng", actor=who("province"))
    assert bring_shipped() == 0
