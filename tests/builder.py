"""Builds small provinces straight into the tables: organisations, people, posts, a year and what
stands in it.

A world of the tests is a short description that calls this: `tests/cast.py`, `tests/web/town.py`,
`tests/reports/year.py`, `tests/exchange/cast.py` (as workbooks). Everybody's names are invented.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.second_factor import give_second_factor
from thidua.accounts.actors import Operator
from thidua.accounts.models import Role, RoleGrant, User
from thidua.awards.models import Award
from thidua.campaigns.actions import CampaignValues, open_campaign
from thidua.campaigns.models import Campaign, Indicator
from thidua.decisions.models import Decision, DecisionItem
from thidua.frameworks.actions import bind_frameworks
from thidua.organisations.actions import refresh_paths
from thidua.organisations.models import MembershipSpell, Organisation, Person, Placement, Position
from thidua.ratings.models import EarlierLevel, Rating
from thidua.roster.actions import freeze_roster
from thidua.roster.models import RosterEntry
from thidua.vocabulary import LAST_YEAR_OF_LABELS, Body, Label, Level, Sector, Tier
from thidua.workbooks import fold
from thidua.workbooks.text import vietnamese_order_key, vietnamese_sort_key

OPERATOR = Operator()
SINCE = dt.date(2015, 1, 1)
REVIEW = dt.date(2021, 12, 20)
CUT_OFF = dt.date(2021, 12, 15)
PASSWORD = "mot cau that dai"
TITLES = {"head": "Bí thư", "deputy": "Phó bí thư"}


@dataclass(frozen=True)
class Place:
    """An organisation of a description: its words, and the code of the one above."""

    code: str
    tier: str
    body: str
    sector: str
    name: str
    parent: str


def read_tree(text: str) -> list[Place]:
    """The organisations of a description, one a line, indented by two below the one above it:
    `code tier [body] [sector]: name`. A body `cell` is written `as_cell`. Those on top come first.
    """
    above: list[str] = []
    found: list[tuple[int, Place]] = []
    for line in filter(str.strip, text.splitlines()):
        words, _, name = line.partition(":")
        code, tier, *more = words.split()
        depth = (len(words) - len(words.lstrip())) // 2
        above[depth:] = [code]
        bodies = {f"as_{body}" if body == "cell" else body: str(body) for body in Body.values()}
        place = Place(
            code=code,
            tier=str(Tier(tier)),
            body=next((bodies[word] for word in more if word in bodies), ""),
            sector=next((str(Sector(word)) for word in more if word not in bodies), ""),
            name=name.strip(),
            parent=above[depth - 1] if depth else "",
        )
        found.append((depth, place))
    return [place for _, place in sorted(found, key=lambda pair: pair[0])]


def organisation(
    code: str,
    tier: str,
    *,
    parent: Organisation | None = None,
    name: str = "",
    since: dt.date = SINCE,
    until: dt.date | None = None,
    **more: str,
) -> Organisation:
    """An organisation with one place in the tree. Call `refresh_paths()` when the last one is
    there.
    """
    name = name or f"Tổ chức {code}"
    made = Organisation.objects.create(
        code=code,
        name=name,
        tier=tier,
        search_key=fold(f"{name} {code}"),
        sort_key=vietnamese_order_key(name),
        **more,
    )
    Placement.objects.create(organisation=made, parent=parent, starts_on=since, ends_on=until)
    return made


def person(
    code: str,
    name: str = "",
    *,
    admitted_on: dt.date | None = SINCE,
) -> Person:
    """Somebody with a member's file, in no cell yet."""
    name = name or f"Đảng viên {code}"
    return Person.objects.create(
        code=code,
        full_name=name,
        admitted_on=admitted_on,
        search_key=fold(f"{name} {code}"),
        sort_key=vietnamese_sort_key(name),
    )


def spell(
    who: Person,
    cell: Organisation,
    *,
    status: str = "official",
    since: dt.date = SINCE,
    until: dt.date | None = None,
    host: Organisation | None = None,
    civil_servant: bool | None = False,
    end_reason: str = "",
) -> MembershipSpell:
    """A time of membership in a cell, of somebody who is no civil servant."""
    return MembershipSpell.objects.create(
        person=who,
        organisation=cell,
        status=status,
        starts_on=since,
        ends_on=until,
        host=host,
        civil_servant=civil_servant,
        end_reason=end_reason,
    )


def post(
    who: Person,
    where: Organisation,
    role: str = "head",
    title: str = "",
    *,
    suspended: bool = False,
    main: bool = False,
) -> Position:
    """A post held since long ago."""
    return Position.objects.create(
        person=who,
        organisation=where,
        role=role,
        title=title or TITLES.get(role, ""),
        starts_on=SINCE,
        suspended=suspended,
        main=main,
    )


def officer(
    name: str, role: Role | None, where: Organisation | None, *, who: Person | None = None
) -> User:
    """Somebody who signs in, with one role over one part of the tree; no role: only themselves."""
    user = User.objects.create_user(name, password=PASSWORD)
    user.person = who
    user.save()
    if role is not None and where is not None:
        RoleGrant.objects.create(user=user, role=role, organisation=where, starts_on=SINCE)
    give_second_factor(user)
    return user


def open_year(values: CampaignValues | None = None, *, frozen: bool = True) -> Campaign:
    """The year 2021, its frameworks bound, its roster frozen unless asked otherwise."""
    dates: CampaignValues = {"review_date": REVIEW, "cut_off_date": CUT_OFF}
    year = open_campaign(year=2021, values=dates | (values or {}), actor=OPERATOR)
    bind_frameworks(campaign=year, actor=OPERATOR)
    if frozen:
        freeze_roster(campaign=year, actor=OPERATOR)
        year.refresh_from_db()
    return year


def rate(entry: RosterEntry, level: str) -> Rating:
    """The level that a subject reached, and where it stands ("": nobody can tell)."""
    standing = Level(level).code if level else None
    low, high = (standing, standing) if standing else (2, 3)
    return Rating.objects.create(
        roster_entry=entry, low=low, high=high, standing=standing, outcomes=""
    )


def decision(
    year: Campaign, issuer: Organisation, covers: Iterable[str], *, number: str = "", **more: Any
) -> Decision:
    """A draft decision unless another status is given."""
    known = {"decided_on": REVIEW, "signer_post": "Bí thư", "number": number or f"{issuer.code}-QĐ"}
    return Decision.objects.create(
        campaign=year, issuer=issuer, covers=list(covers), **(known | more)
    )


def decide(by: Decision, levels: Iterable[tuple[RosterEntry, str]]) -> None:
    """What a decision says of each subject, as reached by its rating."""
    DecisionItem.objects.bulk_create(
        DecisionItem(
            decision=by,
            roster_entry=entry,
            level=level,
            reached_low=entry.rating.low,
            reached_high=entry.rating.high,
        )
        for entry, level in levels
    )


def remember(subject: Organisation | Person, level: str, *years: int) -> None:
    """A subject's level in earlier years; in 2017 and before the label that counts like it."""
    kind = "organisation" if isinstance(subject, Organisation) else "member"
    of = {"organisation" if kind == "organisation" else "person": subject}
    EarlierLevel.objects.bulk_create(
        EarlierLevel(year=year, subject_type=kind, **held_in(year, level, kind), **of)
        for year in years
    )


LABELS = {
    ("organisation", "outstanding"): Label.EXEMPLARY,
    ("organisation", "good"): Label.CLEAN_AND_STRONG,
    ("organisation", "completed"): Label.ORGANISATION_COMPLETED,
    ("organisation", "not_completed"): Label.WEAK,
    ("member", "outstanding"): Label.MEMBER_OUTSTANDING,
    ("member", "good"): Label.MEMBER_GOOD,
    ("member", "completed"): Label.MEMBER_COMPLETED,
    ("member", "not_completed"): Label.MEMBER_FAILED,
}


def held_in(year: int, level: str, subject_type: str) -> dict[str, str]:
    """A level as a year stores it: in 2017 and before as the label at its place."""
    if year > LAST_YEAR_OF_LABELS:
        return {"level": level}
    return {"label": LABELS[subject_type, level].value}


def indicate(year: Campaign, names: str, *rows: tuple[Any, ...]) -> None:
    """The indicators of a year: one a row, `names` are those of its fields."""
    for position, row in enumerate(rows):
        values = dict(zip(names.split(), row, strict=True))
        for name in ("target", "result"):
            values[name] = values[name] and Decimal(values[name])
        Indicator.objects.create(campaign=year, position=position, **values)


class Province:
    """What was written, by code. `campaign` is there once its year is open."""

    campaign: Campaign

    def __init__(self, tree: str = "") -> None:
        self.organisations: dict[str, Organisation] = {}
        self.people: dict[str, Person] = {}
        self.plant(tree)

    def plant(self, tree: str, below: str = "") -> None:
        """Add the organisations of a description (`read_tree`), below one that is there already."""
        for place in read_tree(tree):
            self.organisations[place.code] = organisation(
                place.code,
                place.tier,
                name=place.name,
                parent=self.organisations.get(place.parent or below),
                body=place.body,
                sector=place.sector,
            )
        refresh_paths()
        for made in self.organisations.values():
            made.refresh_from_db()

    def __getitem__(self, code: str) -> Organisation:
        return self.organisations[code]

    @property
    def root(self) -> Organisation:
        return next(iter(self.organisations.values()))

    def member(
        self,
        code: str,
        cell: str,
        name: str = "",
        *,
        civil_servant: bool | None = False,
        **more: Any,
    ) -> Person:
        """Somebody in a cell since long ago."""
        self.people[code] = person(code, name, **more)
        spell(self.people[code], self[cell], civil_servant=civil_servant)
        return self.people[code]

    def officer(self, name: str, role: Role | None, code: str = "", *, person: str = "") -> User:
        """Somebody who signs in, over the whole tree unless an organisation is named."""
        where = self[code] if code else self.root
        return officer(name, role, where, who=self.people[person] if person else None)

    def award(
        self, form: str, code: str = "", *, person: str = "", by: str = "", **more: Any
    ) -> Award:
        """Recognition, given by the province unless another or a State authority is named."""
        known = {"subject_type": "member" if person else "organisation", "status": "given"}
        return Award.objects.create(
            campaign=self.campaign,
            form=form,
            organisation=self[code] if code else None,
            person=self.people[person] if person else None,
            authority=None if "state_authority" in more else self[by] if by else self.root,
            **(known | more),
        )
