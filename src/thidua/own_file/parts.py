"""The parts of the page and of the PDF, in order. The page gathers only the one it shows."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.own_file import wording
from thidua.own_file.done import tasks_told
from thidua.own_file.levels import earlier_told, own_ratings, ratings_told
from thidua.own_file.lines import Link, Section
from thidua.own_file.looked import looks_told, taken_told
from thidua.own_file.part import Asked, Part
from thidua.own_file.parts_of_objections import OBJECTIONS
from thidua.own_file.parts_of_review import PARTS_OF_REVIEW
from thidua.own_file.promised import commitment_told
from thidua.own_file.schema import Commitment, Earlier, Look, OwnFile, Rating, Taken, Task

SHOWN = 50
"""Looks on the page; all stand on their own page."""


def _level_page(asked: Asked) -> list[Section]:
    campaign, entries = asked.campaign, own_ratings(asked.campaign, asked.person.pk)
    return [
        _levels(ratings_told(campaign, entries), campaign.year),
        _earlier(earlier_told(campaign, entries)),
    ]


def _level_paper(file: OwnFile) -> list[Section]:
    return [_levels(file.ratings, file.year), _earlier(file.earlier)]


def _levels(found: tuple[Rating, ...], year: int) -> Section:
    return Section(
        _("Mức xếp loại năm {year} và vì sao").format(year=year),
        tuple(wording.rated(found)),
        _("Năm này chưa có mức xếp loại nào của đồng chí."),
    )


def _earlier(found: tuple[Earlier, ...]) -> Section:
    return Section(
        _("Những năm trước"),
        tuple(wording.before(found)),
        _("Chưa có mức của năm trước nào."),
    )


def _promised_page(asked: Asked) -> list[Section]:
    return _promised(commitment_told(asked.campaign, asked.person), asked.campaign.year)


def _promised_paper(file: OwnFile) -> list[Section]:
    return _promised(file.commitment, file.year)


def _promised(found: Commitment | None, year: int) -> list[Section]:
    return [
        Section(
            _("Cam kết năm {year}").format(year=year),
            wording.promised(found),
            _("Đồng chí chưa viết cam kết của năm này."),
            links=(Link(_("Mở cam kết"), reverse("commitments", args=[year])),),
        )
    ]


def _done_page(asked: Asked) -> list[Section]:
    ballots = Link(_("Phiếu và biên nhận của tôi"), reverse("ballots", args=[asked.campaign.year]))
    return [replace(one, links=(ballots,)) for one in _done(tasks_told(asked.user, asked.campaign))]


def _done_paper(file: OwnFile) -> list[Section]:
    return _done(file.tasks)


def _done(found: tuple[Task, ...]) -> list[Section]:
    return [
        Section(
            _("Nhiệm vụ ghi tên đồng chí"),
            wording.done(found),
            _("Năm này không nhiệm vụ nào đã nhận ghi tên đồng chí."),
        )
    ]


def _looked_page(asked: Asked) -> list[Section]:
    key = asked.person.pk
    return _looked(looks_told(key, most=SHOWN), taken_told(key, most=SHOWN))


def _looked_paper(file: OwnFile) -> list[Section]:
    return _looked(file.looks, file.taken)


def _looked(looks: tuple[Look, ...], rows: tuple[Taken, ...]) -> list[Section]:
    return [
        Section(
            _("Ai đã mở hồ sơ của đồng chí"),
            tuple(wording.looked(looks)),
            _("Chưa ai mở hồ sơ của đồng chí."),
            links=(Link(_("Xem tất cả"), reverse("looks")),),
        ),
        Section(
            _("Những tệp đã lấy ra có thể có đồng chí"),
            tuple(wording.taken(rows)),
            _("Chưa tệp nào."),
        ),
    ]


PARTS = (
    Part("muc", gettext_lazy("Mức của tôi"), _level_page, _level_paper),
    Part("cam-ket", gettext_lazy("Đã cam kết"), _promised_page, _promised_paper),
    Part("da-lam", gettext_lazy("Đã làm"), _done_page, _done_paper),
    *PARTS_OF_REVIEW,
    OBJECTIONS,
    Part("ai-xem", gettext_lazy("Ai đã xem"), _looked_page, _looked_paper),
)


def part_called(wanted: str) -> Part:
    """The part of the address; the first where it names none."""
    return next((part for part in PARTS if part.id == wanted), PARTS[0])
