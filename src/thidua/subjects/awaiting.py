"""What the level of one subject waits for, laid out for its page: each missing thing once, with who
keeps it, what each value would leave possible, and the one thing that the reader can do about it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.accounts.actors import Scope
from thidua.campaigns.models import Campaign
from thidua.grounds.links import fact_link
from thidua.notices.matters import matter_of
from thidua.notices.models import About, Reminder
from thidua.notices.queries import ANSWERING, grant_to_remind, last_reminders
from thidua.notices.words import stand_of
from thidua.numbers import format_number
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name
from thidua.ratings.awaited import Awaited, Held, awaited
from thidua.ratings.links import rating_link
from thidua.ratings.member_discipline import FACT
from thidua.ratings.outlook import Matrix, Outlook, WhatIf
from thidua.roster.models import RosterEntry
from thidua.rulebook import Framework
from thidua.rulebook.conditions.children import total
from thidua.vocabulary import Level, SubjectType
from thidua.web.components import Link

MOST = 12
"""So many things are shown one by one."""


@dataclass(frozen=True)
class Line:
    """“nếu Tốt” and what it leaves possible. `short`: the same in the letters of tables."""

    value: str
    outcome: str
    short: str


@dataclass(frozen=True)
class Thing:
    """A missing thing as its box shows it. One verb at most: `href` with `button`, or `remind`
    (the code of the unit to be reminded).
    """

    key: str
    title: str
    owner: str
    own: bool = False
    state: str = ""
    lines: Sequence[Line] = ()
    title_href: str = ""
    href: str = ""
    button: str = ""
    remind: str = ""
    remind_from: str = ""


@dataclass(frozen=True)
class Awaiting:
    """The missing things of one subject, and how far it can still go."""

    things: Sequence[Thing]
    head: str
    only_levels: bool
    low: Level | None
    high: Level | None
    more: str = ""
    matrix: Matrix | None = None
    matrix_titles: tuple[str, str] = ("", "")
    waits: Mapping[str, Sequence[Link]] = field(default_factory=dict)

    @property
    def few(self) -> bool:
        """Few enough to say of each value what it would leave possible, line by line."""
        return len(self.things) <= 2


def awaiting_of(
    entry: RosterEntry, *, campaign: Campaign, framework: Framework, scope: Scope
) -> Awaiting | None:
    """What a rated subject waits for; None where its level can be told by the facts of now."""
    found = awaited(campaign, framework, [entry.pk])[entry.pk]
    if not found:
        return None
    outlook = Outlook(campaign, framework, entry)
    shown = found[:MOST]
    others = _others(entry, shown, campaign)
    page = _Page(entry, campaign, framework, scope, outlook, others)
    things = page.things(shown)
    left = len(found) - len(shown)
    pair = [(thing, others.get(thing.entry)) for thing in found] if len(found) == 2 else []
    return Awaiting(
        things=things,
        head=_head(found),
        only_levels=all(thing.held is Held.LEVEL for thing in found),
        low=outlook.low,
        high=outlook.high,
        more=_("và {number} trường hợp khác").format(number=format_number(left)) if left else "",
        matrix=outlook.matrix(pair[0], pair[1]) if pair else None,
        matrix_titles=(things[0].title, things[1].title) if pair else ("", ""),
        waits=page.waits(shown),
    )


def _head(found: Sequence[Awaited]) -> str:
    """“2 thông tin”, “2 thông tin và mức xếp loại của 1 trường hợp”."""
    facts = sum(thing.held is not Held.LEVEL for thing in found)
    levels = len(found) - facts
    parts = []
    if facts:
        parts.append(
            ngettext("{number} thông tin", "{number} thông tin", facts).format(
                number=format_number(facts)
            )
        )
    if levels:
        parts.append(
            ngettext(
                "mức xếp loại của {number} trường hợp",
                "mức xếp loại của {number} trường hợp",
                levels,
            ).format(number=format_number(levels))
        )
    return _(" và ").join(parts)


def _others(
    entry: RosterEntry, things: Sequence[Awaited], campaign: Campaign
) -> dict[int, RosterEntry]:
    """The subjects whose level, or whose sheet, is waited for."""
    wanted = {thing.entry for thing in things} - {entry.pk}
    if not wanted:
        return {}
    entries = RosterEntry.objects.filter(pk__in=wanted).select_related("organisation")
    found = {other.pk: other for other in entries}
    for other in found.values():
        other.campaign = campaign
    return found


@dataclass(frozen=True)
class _Page:
    """One subject, its reader, and what both need to know of the missing things."""

    entry: RosterEntry
    campaign: Campaign
    framework: Framework
    scope: Scope
    outlook: Outlook
    others: Mapping[int, RosterEntry]

    def things(self, found: Sequence[Awaited]) -> list[Thing]:
        units = self._units({thing.holder for thing in found})
        entering = {thing.holder for thing in found if thing.held is Held.SHEET}
        last = (
            last_reminders(
                campaign=self.campaign, units=[units[pk] for pk in entering], about=About.FACTS
            )
            if entering
            else {}
        )
        return [self._thing(thing, units[thing.holder], last.get(thing.holder)) for thing in found]

    def _units(self, keys: set[int]) -> dict[int, Organisation]:
        """Organisations by key: those of the subject's own line are at hand."""
        entry = self.entry
        line = (entry.organisation, entry.parent, entry.grassroots, entry.upper_level)
        units = {one.pk: one for one in line if one is not None}
        if missing := keys - units.keys():
            units |= Organisation.objects.in_bulk(missing)
        return units

    def _thing(self, thing: Awaited, unit: Organisation, last: Reminder | None) -> Thing:
        other = self.others.get(thing.entry)
        shown = other is not None and self._open_to_reader(other)
        href = rating_link(other, year=self.campaign.year) if other and shown else ""
        on_sheet = thing.held is Held.SHEET
        stand = stand_of(last)
        verb = self._verb(thing, unit, href, last)
        if "remind" in verb and not stand.now:
            verb = {}
        state = ", ".join(part for part in (stand.text, stand.again_in) if part)
        return Thing(
            key=_key(thing),
            title=str(thing.title.capitalised()),
            owner=_owner(thing, unit),
            own=on_sheet and self._acts_for(unit),
            state=state if on_sheet else "",
            lines=self._lines(self.outlook.what_if(thing, other)),
            title_href=href if thing.held is Held.LEVEL else "",
            **verb,
        )

    def _open_to_reader(self, other: RosterEntry) -> bool:
        """Whether the reader may open the other's rating page."""
        own = other.person_id is not None and other.person_id == self.scope.person_id
        return own or self.scope.covers(other.organisation.path)

    def _acts_for(self, unit: Organisation) -> bool:
        return any(
            grant.role in ANSWERING and grant.organisation_id == unit.pk
            for grant in self.scope.grants
        )

    def _verb(
        self, thing: Awaited, unit: Organisation, href: str, last: Reminder | None
    ) -> dict[str, str]:
        """The one thing that the reader can do: enter it, remind, or see whom it waits for."""
        if thing.held is Held.LEVEL:
            return {"href": href, "button": _("Xem xếp loại")} if href else {}
        matter = matter_of(About.FACTS)
        if thing.held is Held.WORK:
            whose = self.others.get(thing.entry, self.entry)
            page = fact_link(whose, thing.fact, year=self.campaign.year)
            return {"href": page, "button": _("Xem kết quả thực hiện")}
        if thing.held is Held.LISTS or matter is None:
            return {}
        if self._acts_for(unit):
            page = matter.address(self.campaign, unit)
            field = f"?at={thing.entry}#f-{thing.entry}-{thing.fact}"
            return {"href": f"{page}{field}", "button": _("Nhập ngay")}
        if grant_to_remind(self.scope, unit) is not None:
            again = _("Nhắc lại") if last is not None else _("Nhắc")
            back = rating_link(self.entry, year=self.campaign.year)
            return {"remind": unit.code, "button": again, "remind_from": back}
        return {}

    def _lines(self, found: Sequence[WhatIf]) -> list[Line]:
        """Values that leave the same possible, in one line."""
        return [
            Line(
                value=", ".join(str(line.title) for line in same),
                outcome=_outcome(same[0], self.outlook.high, "title"),
                short=_outcome(same[0], self.outlook.high, "brief"),
            )
            for same in (list(lines) for __, lines in groupby(found, _left_possible))
        ]

    def waits(self, found: Sequence[Awaited]) -> dict[str, list[Link]]:
        """Per condition that reads a missing thing, the things it waits for."""
        by_column: dict[str, list[Link]] = {}
        for thing in found:
            link = Link(str(thing.title), f"#{_key(thing)}")
            for column in self._columns(thing):
                by_column.setdefault(column, []).append(link)
        terms = self.framework.terms
        read = {
            placed.rule.id: set(placed.rule.test.every_column(terms))
            for placed in self.framework.placed_rules()
        }
        for cap in self.framework.caps:
            named = {f"cap.{cap.of}.low"} if cap.of else set()
            read[cap.id] = named | (set(cap.when.every_column(terms)) if cap.when else set())
        return {
            rule: list(
                dict.fromkeys(
                    link
                    for column, links in by_column.items()
                    if column in columns
                    for link in links
                )
            )
            for rule, columns in read.items()
        }

    def _columns(self, thing: Awaited) -> list[str]:
        """The columns of a condition that the thing fills."""
        if thing.held is not Held.LEVEL:
            return [FACT] if thing.whose else [thing.fact]
        other = self.others[thing.entry]
        if self.framework.subject is SubjectType.ORGANISATION:
            member = other.subject_type == SubjectType.MEMBER
            return [total("members" if member else "subordinates")]
        unit = other.subject_type == SubjectType.ORGANISATION
        return ["cap.unit.low" if unit else "cap.collective.low"]


def _left_possible(line: WhatIf) -> tuple[Level | None, Level | None]:
    return line.low, line.high


def _key(thing: Awaited) -> str:
    """The place of a thing on the page."""
    return f"thieu-{thing.fact or 'muc'}-{thing.entry}"


def _owner(thing: Awaited, unit: Organisation) -> str:
    name = committee_name(unit)
    if thing.held is Held.LISTS:
        return _("{name} cập nhật trong danh sách của tỉnh").format(name=name)
    if thing.held is Held.WORK:
        return _("{name} ghi kết quả ở nhiệm vụ").format(name=name)
    if thing.held is Held.LEVEL:
        return _("{name} bổ sung thông tin").format(name=name)
    return _("{name} nhập").format(name=name)


def _outcome(line: WhatIf, high: Level | None, name: str) -> str:
    """“cao nhất Hoàn thành tốt nhiệm vụ”; the level alone where it would be known."""
    if line.low is None or line.high is None:
        return _("chưa xếp loại được")
    level = str(getattr(line.high, name))
    if line.sure:
        return level
    if line.high is high:
        return _("còn có thể đến {level}").format(level=level)
    return _("cao nhất {level}").format(level=level)
