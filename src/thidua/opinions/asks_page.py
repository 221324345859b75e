"""The page “Ai còn nợ”: what a unit asked for and what follows the tree, and the acts of its
officers.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.models import User
from thidua.bodies.models import AdvisoryBody
from thidua.bodies.queries import open_bodies
from thidua.campaigns.models import Campaign
from thidua.frameworks.errors import NotBoundError
from thidua.numbers import format_number
from thidua.opinions.asked_form import Slot, slots_of
from thidua.opinions.asking import Owed, ask_for, asked_by, asker_of, remind
from thidua.opinions.asking_many import ask_about, ask_bodies, fielded
from thidua.opinions.errors import OpinionError
from thidua.opinions.models import Ask
from thidua.opinions.owing import TreeOwes, remind_cells, remind_members, tree_owes
from thidua.opinions.permissions import Giver, exactly_at
from thidua.opinions.slip_forms import EVERYBODY, AskForm, BodiesForm, OneAskForm, OneCellForm
from thidua.opinions.slips import make_slip
from thidua.organisations.models import Organisation
from thidua.roster.identity import key_of
from thidua.roster.models import RosterEntry
from thidua.vocabulary import OpinionKind, SubjectType


class AsksPage:
    """Filled when its template asks. `secret`: of the slip that was just made, shown once; `here`:
    the ask whose signed paper is typed.
    """

    def __init__(self, campaign: Campaign, unit: Organisation, user: User) -> None:
        self.campaign, self.unit, self.user = campaign, unit, user
        self.error = self.secret = self.link = ""
        self.typed: Mapping[str, Any] | None = None
        self.here: Slot | None = None

    @cached_property
    def may(self) -> bool:
        return exactly_at(self.user, self.unit) is not None

    @cached_property
    def rows(self) -> Sequence[Owed]:
        return asked_by(self.campaign, self.unit)

    @cached_property
    def tree(self) -> TreeOwes:
        """What nobody has to ask for; nothing before the year has its frameworks."""
        try:
            return tree_owes(self.campaign, self.unit)
        except NotBoundError:
            return TreeOwes()

    @property
    def owing(self) -> int:
        return sum(not one.answered for one in self.rows) + self.tree.number

    @cached_property
    def remindable(self) -> bool:
        """Whether there is anybody whom the unit reminds: of what it owes itself nobody."""
        owed = any(not one.answered and not one.ended for one in self.rows)
        return owed or bool(self.tree.themselves or self.tree.cells)

    @cached_property
    def entries(self) -> dict[int, RosterEntry]:
        """Of whom something may be asked."""
        return {one.pk: one for one in self.tree.listed}

    @cached_property
    def members(self) -> list[RosterEntry]:
        return [one for one in self.tree.listed if one.subject_type == SubjectType.MEMBER]

    @cached_property
    def bodies(self) -> dict[int, AdvisoryBody]:
        """Of the unit and of the committees above it."""
        above = [int(part) for part in self.unit.path.split("/") if part]
        return {one.pk: one for one in open_bodies().filter(committee__in=above)}

    @property
    def fielded(self) -> list[AdvisoryBody]:
        """The bodies of this committee that may be asked about the units below it."""
        below = any(one.organisation_id != self.unit.pk for one in self.tree.listed)
        own = [one for one in self.bodies.values() if one.committee_id == self.unit.pk]
        return fielded(own) if below else []

    @cached_property
    def form(self) -> AskForm:
        return AskForm(
            self.typed,
            subjects=self._subjects(),
            bodies=[(pk, one.name) for pk, one in self.bodies.items()],
        )

    def _subjects(self) -> list[tuple[int, str]]:
        found = [(pk, _named(one)) for pk, one in self.entries.items()]
        if len(self.members) < 2:
            return found
        words = _("Tất cả {n} đảng viên trong danh sách").format(n=format_number(len(self.members)))
        return [*found, (EVERYBODY, words)]

    @property
    def bodies_form(self) -> BodiesForm:
        return BodiesForm()

    @property
    def href(self) -> str:
        return reverse("opinions_asks", args=[self.campaign.year, self.unit.code])

    @property
    def open_rows(self) -> list[Owed]:
        return [one for one in self.rows if not one.answered]

    @property
    def slip_address(self) -> str:
        return reverse("comment_slip", args=[self.secret])

    def open(self, key: int | None) -> None:
        """Show the form of one ask, to type what its signed paper says."""
        row = next((one for one in self.rows if one.ask.pk == key), None)
        if row is not None and self.may and row.may_be_typed:
            self.here = slots_of(self.campaign, [row])[0]

    def act(self, act: str, sent: Mapping[str, Any]) -> str:
        """What was done, in words. Raises OpinionError, PermissionDenied."""
        asker_of(self.user, self.unit)
        whole = {
            "ask": self._ask,
            "ask_bodies": self._ask_bodies,
            "remind_all": self._remind_all,
            "remind_members": self._remind_members,
            "remind_cell": self._remind_cell,
        }
        if act in whole:
            return whole[act](sent)
        one = OneAskForm(sent)
        if not one.is_valid():
            raise OpinionError.nobody_asked()
        row = next((row for row in self.rows if row.ask.pk == one.cleaned_data["ask"]), None)
        if row is None:
            raise PermissionDenied
        return self._of_one(act, row, sent)

    def _remind_all(self, sent: Mapping[str, Any]) -> str:
        number = remind([one.ask for one in self.rows if not one.answered], self.user)
        number += self._members_reminded()
        number += remind_cells(
            self.campaign, self.unit, [one.cell for one in self.tree.cells], self.user
        )
        return _(
            "Đã nhắc {number} nơi; nơi vừa được xin hay nhắc trong hai ngày thì để sau."
        ).format(number=number)

    def _remind_members(self, sent: Mapping[str, Any]) -> str:
        number = self._members_reminded()
        return _(
            "Đã nhắc {number} đảng viên; ai chưa có tài khoản hay vừa được nhắc "
            "trong hai ngày thì để sau."
        ).format(number=number)

    def _members_reminded(self) -> int:
        found = (one.entry.person_id for one in self.tree.themselves)
        people = [person for person in found if person is not None]
        return remind_members(self.campaign, self.unit, people, self.user)

    def _remind_cell(self, sent: Mapping[str, Any]) -> str:
        form = OneCellForm(sent)
        wanted = form.cleaned_data["cell"] if form.is_valid() else 0
        cells = [one.cell for one in self.tree.cells if one.cell.pk == wanted]
        if not cells:
            raise PermissionDenied
        return _reminded(remind_cells(self.campaign, self.unit, cells, self.user))

    def _of_one(self, act: str, row: Owed, sent: Mapping[str, Any]) -> str:
        ask: Ask = row.ask
        if act == "remind":
            return _reminded(remind([ask], self.user))
        if act == "slip":
            _slip, self.secret = make_slip(ask, self.user)
            return ""
        if act != "typed":
            raise OpinionError.nobody_asked()
        self.here = slots_of(self.campaign, [row])[0]
        self.here.save(sent, self.campaign, self.user)
        return _("Đã ghi theo phiếu ký; trang ghi rõ ai nhập.")

    def _ask_bodies(self, sent: Mapping[str, Any]) -> str:
        form = BodiesForm(sent)
        if not form.is_valid():
            raise OpinionError.unreadable()
        bodies, number = ask_bodies(
            campaign=self.campaign,
            unit=self.unit,
            bodies=self.fielded,
            entries=self.tree.listed,
            actor=self.user,
            due_on=form.cleaned_data["due_on"],
        )
        return _("Đã xin ý kiến {bodies} cơ quan, {number} lời xin mới.").format(
            bodies=bodies, number=number
        )

    def _ask(self, sent: Mapping[str, Any]) -> str:
        self.typed = sent
        form = self.form
        if not form.is_valid():
            self.error = _("Chưa gửi lời xin ý kiến: xem ô có ghi chú.")
            return ""
        words = form.cleaned_data
        body = self.bodies.get(words["body"]) if words["body"] else None
        asked: dict[str, Any] = {
            "campaign": self.campaign,
            "giver": Giver(OpinionKind(words["kind"]), None, body, "" if body else words["name"]),
            "asked_for": self.unit,
            "actor": self.user,
            "due_on": words["due_on"],
            "contact": words["contact"],
        }
        if words["subject"] == EVERYBODY:
            number = ask_about(entries=self.members, **asked)
            return _("Đã xin ý kiến về {number} đảng viên.").format(number=number)
        ask_for(key=key_of(self.entries[words["subject"]]), **asked)
        return _("Đã xin ý kiến.")


def _reminded(number: int) -> str:
    return _("Đã nhắc.") if number else _("Đã nhắc trong hai ngày nay; chưa nhắc lại.")


def _named(entry: RosterEntry) -> str:
    """With its place, where the name alone does not say it."""
    if entry.subject_type == SubjectType.MEMBER or entry.name == entry.organisation.name:
        return entry.name
    return f"{entry.name} · {entry.organisation.name}"
