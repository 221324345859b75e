"""Reading codes on paper: the members of a cell and where each stands, the cells of a committee,
what a secretary has to hand over.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from thidua.accounts.actors import Scope
from thidua.accounts.by_paper import without_role
from thidua.accounts.models import Role, User
from thidua.code_sheets.models import CodeSheet, CodeState, RevokedBecause, SheetCode
from thidua.code_sheets.permissions import ACTS, CONFIRM, PRINT
from thidua.organisations.models import MembershipSpell, Organisation, Person, Placement
from thidua.organisations.queries import placed_on, under
from thidua.vocabulary import Body, MembershipStatus, Tier
from thidua.web.clock import today
from thidua.workbooks.text import fold

LIVE = (CodeState.PRINTED, CodeState.HANDED)
NEAREST = (Role.GRASSROOTS, Role.UPPER_LEVEL)
"""Whose work it is to print again: the province has none of it on its first page."""


@dataclass(frozen=True)
class MemberRow:
    """A member of a cell: their account, the newest code on paper, whether one may be printed."""

    person: Person
    account: User | None
    code: SheetCode | None
    printable: bool

    @property
    def state(self) -> CodeState:
        return CodeState.NONE if self.code is None else self.code.state

    @property
    def renews(self) -> bool:
        """Whether a code would give an account another password."""
        return self.account is not None

    @property
    def waits_for_a_code(self) -> bool:
        """Whether they have neither an account nor a code that opens one."""
        return self.account is None and self.state not in LIVE

    @property
    def born(self) -> int | None:
        return self.person.born_on.year if self.person.born_on else self.person.born_year


def cells() -> "QuerySet[Organisation]":
    """Where members meet, of the tree as it stands today."""
    stands = Placement.objects.filter(placed_on(today()), organisation=OuterRef("pk"))
    meets = Q(tier=Tier.CELL) | Q(tier=Tier.GRASSROOTS, body=Body.CELL)
    return Organisation.objects.filter(meets, Exists(stands)).exclude(path="")


def cells_to_print(scope: Scope, *, words: str = "") -> "QuerySet[Organisation]":
    """The cells below the committees for which somebody prints, in the order of the tree."""
    paths = [grant.path for grant in scope.grants if grant.role in ACTS[PRINT]]
    found = cells().filter(under(paths)).exclude(path__in=paths)
    if words:
        found = found.filter(search_key__contains=fold(words))
    return found.order_by("path")


def cells_to_confirm(scope: Scope) -> "QuerySet[Organisation]":
    """The cells whose secretary somebody is by a role of their own, with codes on paper."""
    paths = [
        grant.path for grant in scope.grants if grant.role in ACTS[CONFIRM] and not grant.for_whom
    ]
    if not paths:
        return Organisation.objects.none()
    printed = CodeSheet.objects.filter(organisation=OuterRef("pk")).exclude(printed_at=None)
    return cells().filter(under(paths), Exists(printed)).order_by("path")


def _members() -> "QuerySet[MembershipSpell]":
    return (
        MembershipSpell.objects.filter(placed_on(today()))
        .exclude(status=MembershipStatus.TRANSFERRED)
        .select_related("person", "person__user")
        .order_by("person__sort_key", "person__code")
    )


def members_of(cell: Organisation, *, besides: int | None = None) -> list[MemberRow]:
    """The members of a cell today, by name; three questions. `besides`: the file of whoever looks,
    for whom they print nothing.
    """
    people = [spell.person for spell in _members().filter(organisation=cell)]
    codes = newest_codes(person.pk for person in people)
    accounts = [_account(person) for person in people]
    keys = [account.pk for account in accounts if account is not None]
    renewable = set(without_role().filter(pk__in=keys).values_list("pk", flat=True))
    return [
        MemberRow(
            person=person,
            account=account,
            code=codes.get(person.pk),
            printable=person.pk != besides and (account is None or account.pk in renewable),
        )
        for person, account in zip(people, accounts, strict=True)
    ]


def _account(person: Person) -> User | None:
    found: User | None = getattr(person, "user", None)
    return found


def newest_codes(people: Iterable[int]) -> dict[int, SheetCode]:
    """The newest code of each person by their key."""
    found = SheetCode.objects.filter(person__in=list(people)).select_related(
        "sheet__printed_by", "sheet__organisation", "user", "handed_by", "person"
    )
    return {code.person_id: code for code in found.order_by("pk")}


@dataclass(frozen=True)
class CellCounts:
    """How many members of a cell have no account, and where the codes of the others stand."""

    members: int = 0
    none: int = 0
    printed: int = 0
    handed: int = 0
    used: int = 0


def counts_of(found: Collection[Organisation]) -> dict[int, CellCounts]:
    """The counts of each cell by its key; two questions however many cells."""
    spells = list(_members().filter(organisation__in=[cell.pk for cell in found]))
    codes = newest_codes(spell.person_id for spell in spells)
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for spell in spells:
        code, here = codes.get(spell.person_id), counted[spell.organisation_id]
        here["members"] += 1
        state = code.state if code else CodeState.NONE
        if state in (CodeState.PRINTED, CodeState.HANDED, CodeState.USED):
            here[state.value] += 1
        elif _account(spell.person) is None:
            here["none"] += 1
    return {cell.pk: CellCounts(**counted[cell.pk]) for cell in found}


def waiting_codes(cell: Organisation) -> list[SheetCode]:
    """The newest code of each person of a cell's sheets that the secretary has to do with: all but
    those that another print replaced, by name.
    """
    mine = SheetCode.objects.filter(sheet__organisation=cell).values_list("person", flat=True)
    codes = newest_codes(set(mine)).values()
    here = [code for code in codes if code.sheet.organisation_id == cell.pk]
    return sorted(here, key=lambda code: (code.person.sort_key, code.person.code))


def asked_for() -> "QuerySet[CodeSheet]":
    """The sheets that committees asked for and nobody printed yet, the oldest first."""
    return (
        CodeSheet.objects.filter(printed_at=None, withdrawn_at=None)
        .select_related("organisation", "asked_by")
        .order_by("asked_at", "pk")
    )


def asked_for_cell(cell: Organisation) -> CodeSheet | None:
    return asked_for().filter(organisation=cell).first()


def newest_sheet(cell: Organisation) -> CodeSheet | None:
    """The sheet printed last for a cell."""
    printed = CodeSheet.objects.filter(organisation=cell).exclude(printed_at=None)
    return printed.select_related("printed_by").order_by("-printed_at", "-pk").first()


def prints_of(cell: Organisation) -> int:
    """How often sheets were printed for a cell."""
    return CodeSheet.objects.filter(organisation=cell).exclude(printed_at=None).count()


def to_hand_over(scope: Scope, *, now: dt.datetime | None = None) -> dict[Organisation, int]:
    """How many codes wait for the secretary's word, a cell; one question."""
    paths = [
        grant.path for grant in scope.grants if grant.role in ACTS[CONFIRM] and not grant.for_whom
    ]
    return _counted(
        SheetCode.objects.filter(
            under(paths, organisation="sheet__organisation"),
            handed_at=None,
            used_at=None,
            revoked_at=None,
            sheet__expires_at__gt=now or timezone.now(),
        )
    )


def to_print_again(scope: Scope) -> dict[Organisation, int]:
    """How many people's codes were revoked and have no other yet, a cell of the committees right
    above: a commune's for its cells, a district's for cells at the grassroots; one question.
    """
    by_role = {role: [one.path for one in scope.grants if one.role == role] for role in NEAREST}
    below = under(by_role[Role.GRASSROOTS], organisation="sheet__organisation")
    directly = under(by_role[Role.UPPER_LEVEL], organisation="sheet__organisation")
    later = SheetCode.objects.filter(person=OuterRef("person"), pk__gt=OuterRef("pk"))
    return _counted(
        SheetCode.objects.filter(
            ~Exists(later),
            below | directly & Q(sheet__organisation__tier=Tier.GRASSROOTS),
            revoked_at__isnull=False,
        ).exclude(revoked_because=RevokedBecause.REPRINTED)
    )


def _counted(codes: "QuerySet[SheetCode]") -> dict[Organisation, int]:
    found = codes.select_related("sheet__organisation")
    return dict(Counter(code.sheet.organisation for code in found))
