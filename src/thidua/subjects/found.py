"""What the search box finds: people, organisations, decisions and pages, each told apart from its
like, the nearest first, in groups.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.frame import campaign_of, frame_of
from thidua.campaigns.models import Campaign
from thidua.decisions.models import Decision
from thidua.decisions.queries import decisions_of
from thidua.decisions.wording import of_kinds
from thidua.numbers import format_number
from thidua.organisations.finding import Found, namesakes, search, search_people
from thidua.organisations.models import Organisation, Person, Position
from thidua.organisations.names import short_name, who_decides
from thidua.organisations.queries import placed_on
from thidua.organisations.syllables import Nearness, Piece, Rank, Syllable, marked, rank, syllables
from thidua.ratings.links import organisation_link, place_of, rating_link
from thidua.roster.models import RosterEntry
from thidua.roster.queries import roster
from thidua.vocabulary import DecisionStatus
from thidua.web.clock import today

_DECISION = re.compile(r"^\s*(quyết định|quyet dinh|qđ|qd)\b\s*(số|so)?\s*", re.IGNORECASE)
_NUMBER = re.compile(r"^\d+\s*[-/]?\s*[^\d\s]*$")
_ISSUERS = 3
"""Of so many of the organisations found the decisions are shown too."""


@dataclass(frozen=True)
class Hit:
    """Something found: its name in pieces, where it stands, what else tells it apart; without an
    address when there is no page of it this year.
    """

    name: Sequence[Piece]
    rank: Rank
    place: str = ""
    more: str = ""
    href: str = ""


@dataclass(frozen=True)
class Group:
    """Hits of one kind; `note`: what is said of all of them."""

    title: str
    hits: Sequence[Hit]
    note: str = ""

    @property
    def best(self) -> Rank:
        return min(hit.rank for hit in self.hits)


@dataclass(frozen=True)
class Results:
    """Groups, that with the nearest hit first; `more`: some were left out."""

    groups: Sequence[Group]
    more: bool = False


def results(request: SignedIn, text: str, *, limit: int) -> Results:
    """Everything that answers the typed text, at most `limit` of each kind."""
    typed = syllables(text)
    if not typed:
        return Results(())
    campaign = campaign_of(request)
    people = search_people(request.user, text, limit + 1)
    about = _DECISION.sub("", text)  # "quyết định Đoàn Thượng": the organisation
    organisations = search(request.user, about, limit + 1) if syllables(about) else []
    groups = [
        _people(request, typed, people[:limit], campaign),
        Group(
            _("Tổ chức"),
            [] if about != text else _organisations(typed, organisations[:limit]),
        ),
        Group(
            _("Quyết định, trang"),
            [
                *_decisions(request, about, organisations[:_ISSUERS])[:limit],
                *_pages(request, typed)[:limit],
            ],
        ),
    ]
    shown = sorted((one for one in groups if one.hits), key=lambda group: group.best)
    return Results(shown, more=len(people) > limit or len(organisations) > limit)


def _people(
    request: SignedIn,
    typed: Sequence[Syllable],
    found: Sequence[Found[Person]],
    campaign: Campaign | None,
) -> Group:
    people = [one.row for one in found]
    entries = _entries(request, people, campaign)
    posts = _posts(people)
    hits = []
    for one in found:
        entry = entries.get(one.row.pk)
        hits.append(
            Hit(
                name=marked(typed, one.row.full_name),
                rank=one.rank,
                place=_place(entry) if entry else "",
                more=" · ".join(filter(None, (_born(one.row), posts.get(one.row.pk, "")))),
                href=rating_link(entry, year=campaign.year) if entry and campaign else "",
            )
        )
    return Group(_("Đảng viên"), hits, _how_many(request, found))


def _how_many(request: SignedIn, found: Sequence[Found[Person]]) -> str:
    """“7 người tên Nguyễn Đức Anh trong toàn tỉnh”, where a whole name was typed and several bear
    it.
    """
    whole = [
        one.row
        for one in found
        if one.rank.nearness == Nearness.WHOLE_NAME
        or (one.rank.nearness == Nearness.WITHOUT_ACCENTS and not one.rank.scattered)
    ]
    same = [one for one in whole if one.sort_key == whole[0].sort_key]
    if len(same) < 2 or len(syllables(same[0].full_name)) < 2:
        return ""
    number = namesakes(request.user, same[0].full_name)
    everywhere = any(path.count("/") <= 2 for path in scope_of_request(request).paths)
    where = _("trong toàn tỉnh") if everywhere else _("trong phạm vi phụ trách")
    text = ngettext(
        "{number} người tên {name} {where}", "{number} người tên {name} {where}", number
    )
    return text.format(number=format_number(number), name=same[0].full_name, where=where)


def _entries(
    request: SignedIn, people: Sequence[Person], campaign: Campaign | None
) -> dict[int | None, RosterEntry]:
    if campaign is None or not people:
        return {}
    found = roster(campaign=campaign, actor=request.user).filter(
        subject_type="member", person__in=people
    )
    related = found.select_related("organisation", "grassroots", "upper_level")
    return {entry.person_id: entry for entry in related}


def _place(entry: RosterEntry) -> str:
    """“Chi bộ thôn Yên Xá · Xã Toàn Thắng · Gia Lộc”: the cell as it is called, the rest short."""
    above = place_of(entry).removeprefix(short_name(entry.organisation))
    return f"{entry.organisation.name}{above}"


def _posts(people: Sequence[Person]) -> dict[int, str]:
    """The posts that they hold today, in words."""
    if not people:
        return {}
    found: dict[int, str] = {}
    for post in Position.objects.filter(placed_on(today()), person__in=people).order_by("-pk"):
        found[post.person_id] = post.title or str(post.get_role_display())
    return found


def _born(person: Person) -> str:
    year = person.born_on.year if person.born_on else person.born_year
    return _("sinh {year}").format(year=year) if year else ""


def _organisations(typed: Sequence[Syllable], found: Sequence[Found[Organisation]]) -> list[Hit]:
    above = {pk for one in found for pk in _above(one.row)}
    names = Organisation.objects.in_bulk(above) if above else {}
    return [
        Hit(
            name=marked(typed, one.row.name),
            rank=one.rank,
            place=" · ".join(short_name(names[pk]) for pk in _above(one.row) if pk in names),
            more=str(one.row.get_tier_display()),
            href=organisation_link(one.row.code),
        )
        for one in found
    ]


def _above(organisation: Organisation) -> list[int]:
    """What an organisation stands under, from below up; the province goes without saying."""
    return [int(part) for part in organisation.path.split("/") if part][1:-1][::-1]


def _decisions(request: SignedIn, text: str, issuers: Iterable[Found[Organisation]]) -> list[Hit]:
    """By number (“175-QĐ”, “175”), or of the organisations that were found by their names."""
    scope = scope_of_request(request)
    if not scope.grants:
        return []
    of_organisations = [one.row.pk for one in issuers if one.rank.nearness < Nearness.BEGINNINGS]
    number = text.strip() if _NUMBER.match(text.strip()) else ""
    if not number and not of_organisations:
        return []
    ranks = {True: Rank(Nearness.WHOLE_NAME), False: Rank(Nearness.BEGINNINGS)}
    return [
        Hit(
            name=marked(syllables(text), _called(decision)),
            rank=ranks[by_number],
            place=_("xếp loại {whom}").format(whom=of_kinds(decision.covers, decision.tier)),
            more=who_decides(decision.issuer),
            href=reverse("decision", args=[decision.campaign.year, decision.pk]),
        )
        for decision, by_number in decisions_of(
            scope=scope, number=number, issuers=of_organisations
        )
    ]


def _called(decision: Decision) -> str:
    if not decision.number:
        return _("Dự thảo quyết định năm {year}").format(year=decision.campaign.year)
    if decision.status != DecisionStatus.ISSUED:
        return _("Quyết định số {number}, chưa ban hành").format(number=decision.number)
    return _("Quyết định số {number}, {day}").format(
        number=decision.number, day=f"{decision.decided_on:%d/%m/%Y}"
    )


def _pages(request: SignedIn, typed: Sequence[Syllable]) -> list[Hit]:
    """The pages of the rail and the lists of the year, by their names."""
    found = []
    for name, href in dict.fromkeys(_named_pages(request)):
        place = rank(typed, name)
        if place is not None and href:
            found.append(Hit(marked(typed, name), place, more=_("trang"), href=href))
    return sorted(found, key=lambda hit: hit.rank)


def _named_pages(request: SignedIn) -> Iterable[tuple[str, str]]:
    frame = frame_of(request)
    for item in frame.rail:
        yield item.name, item.href
    yield _("Tài khoản của tôi"), reverse("account")
    if frame.year is None or not scope_of_request(request).grants:
        return
    for name, page, query in _LISTS:
        title = name().format(year=frame.year)
        yield title, reverse(page, args=[frame.year]) + query


_LISTS: tuple[tuple[Callable[[], str], str, str], ...] = (
    (lambda: _("Danh sách đảng viên năm {year}"), "figures_list", "?subject_type=member"),
    (lambda: _("Danh sách tổ chức cơ sở đảng năm {year}"), "figures_list", ""),
    (lambda: _("Danh sách chi bộ năm {year}"), "figures_list", "?tier=cell"),
    (lambda: _("Nhóm tính tỷ lệ năm {year}"), "pools", ""),
    (lambda: _("Quyết định xếp loại năm {year}"), "decisions", ""),
    (lambda: _("Kết quả, số liệu năm {year}"), "figures", ""),
)
