"""The reader's own ratings on the first page: this year's, why, what comes next; earlier years."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from thidua.access.presenters import Seen, seen
from thidua.campaigns.models import Campaign
from thidua.ratings.earlier_levels import Whose, levels_before
from thidua.ratings.links import rating_link
from thidua.ratings.queries import level_of, strip_of
from thidua.roster.models import RosterEntry
from thidua.subjects.queries import own_entries, own_pages
from thidua.vocabulary import NoLevel, ShownLevel

if TYPE_CHECKING:
    from thidua.roster.models import Levelled


@dataclass(frozen=True)
class OwnRating:
    """One rating of this year: as what, its level, how far it is settled, and its page."""

    entry: RosterEntry
    level: ShownLevel
    sentence: str
    href: str


@dataclass(frozen=True)
class OwnYear:
    """The level of an earlier year, with its page where the house has one."""

    year: int
    level: ShownLevel
    href: str = ""


@dataclass(frozen=True)
class Own:
    """What the first page shows somebody of themselves."""

    ratings: list[OwnRating]
    years: list[OwnYear]
    seen: Seen


def own_of(*, campaign: Campaign, person_id: int) -> Own:
    """This year's ratings, the earlier years as a member (else as a leader), the newest first, and
    how often the file was opened.
    """
    entries = own_entries(campaign=campaign, person_id=person_id)
    ratings = [
        OwnRating(entry, level_of(entry), _sentence(entry), rating_link(entry, year=campaign.year))
        for entry in entries
    ]
    return Own(ratings, _years(campaign, entries), seen(person_id))


def _years(campaign: Campaign, entries: "list[Levelled]") -> list[OwnYear]:
    if not entries:
        return []
    whose = Whose.of(entries[0])
    levels = levels_before(campaign.year, [whose])[whose]
    pages = own_pages(entries[0])
    strip = strip_of(year=campaign.year, levels=levels, with_now=False)
    return [
        OwnYear(
            one.year,
            one.level,
            rating_link(pages[one.year], year=one.year) if one.year in pages else "",
        )
        for one in reversed(strip.years)
        if one.level is not None
    ]


def _sentence(entry: "Levelled") -> str:
    """How far it is settled, and what comes next."""
    decided = entry.issued_item
    if decided is not None:
        return _("Theo Quyết định {number}, ngày {day}.").format(
            number=decided.decision.number, day=f"{decided.decision.decided_on:%d/%m/%Y}"
        )
    level = level_of(entry)
    if level is NoLevel.UNRATED:
        return _("Năm nay không thuộc diện xếp loại; lý do ở trang xếp loại của đồng chí.")
    if isinstance(level, NoLevel):
        return _("Còn chờ thông tin; trang xếp loại ghi rõ còn thiếu gì và ai giữ.")
    return _("Tạm xếp; chưa có quyết định nên có thể thay đổi.")
