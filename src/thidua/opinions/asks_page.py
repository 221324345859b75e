"""The page “Ai còn nợ”: what a unit asked for, and the acts of its officers."""

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
from thidua.opinions.asking import Owed, ask_for, asked_by, asker_of, giver_asked, remind
from thidua.opinions.errors import OpinionError
from thidua.opinions.giving import give_words
from thidua.opinions.models import Ask
from thidua.opinions.permissions import Giver, exactly_at
from thidua.opinions.slip_forms import AskForm, OneAskForm
from thidua.opinions.slips import make_slip
from thidua.organisations.models import Organisation
from thidua.roster.identity import key_of
from thidua.roster.models import RosterEntry
from thidua.vocabulary import OpinionKind


class AsksPage:
    """Filled when its template asks. `secret`: of the slip that was just made, shown once."""

    def __init__(self, campaign: Campaign, unit: Organisation, user: User) -> None:
        self.campaign, self.unit, self.user = campaign, unit, user
        self.error = self.secret = self.link = ""
        self.typed: Mapping[str, Any] | None = None

    @cached_property
    def may(self) -> bool:
        return exactly_at(self.user, self.unit) is not None

    @cached_property
    def rows(self) -> Sequence[Owed]:
        return asked_by(self.campaign, self.unit)

    @property
    def owing(self) -> int:
        return sum(not one.answered for one in self.rows)

    @cached_property
    def entries(self) -> dict[int, RosterEntry]:
        """Of whom something may be asked: who stands at this unit on the year's list."""
        found = RosterEntry.objects.filter(
            campaign=self.campaign, organisation=self.unit, rated=True
        )
        return {one.pk: one for one in found.select_related("person", "organisation")}

    @cached_property
    def bodies(self) -> dict[int, AdvisoryBody]:
        """Of the unit and of the committees above it."""
        above = [int(part) for part in self.unit.path.split("/") if part]
        return {one.pk: one for one in open_bodies().filter(committee__in=above)}

    @cached_property
    def form(self) -> AskForm:
        return AskForm(
            self.typed,
            subjects=[(pk, one.name) for pk, one in self.entries.items()],
            bodies=[(pk, one.name) for pk, one in self.bodies.items()],
        )

    @property
    def slip_address(self) -> str:
        return reverse("comment_slip", args=[self.secret])

    def act(self, act: str, sent: Mapping[str, Any]) -> str:
        """What was done, in words. Raises OpinionError, PermissionDenied."""
        asker_of(self.user, self.unit)
        if act == "ask":
            return self._ask(sent)
        if act == "remind_all":
            number = remind([one.ask for one in self.rows if not one.answered], self.user)
            return _(
                "Đã nhắc {number} nơi; nơi vừa được xin hay nhắc trong hai ngày thì để sau."
            ).format(number=number)
        one = OneAskForm(sent)
        if not one.is_valid():
            raise OpinionError.nobody_asked()
        ask = next((row.ask for row in self.rows if row.ask.pk == one.cleaned_data["ask"]), None)
        if ask is None:
            raise PermissionDenied
        return self._of_one(act, ask, one.cleaned_data["comment"])

    def _of_one(self, act: str, ask: Ask, comment: str) -> str:
        if act == "remind":
            number = remind([ask], self.user)
            return _("Đã nhắc.") if number else _("Đã nhắc trong hai ngày nay; chưa nhắc lại.")
        if act == "slip":
            _slip, self.secret = make_slip(ask, self.user)
            return ""
        if act != "typed" or not comment:
            raise OpinionError.nobody_asked()
        give_words(
            campaign=self.campaign,
            key=ask.key,
            giver=giver_asked(ask),
            actor=self.user,
            comment=comment,
        )
        return _("Đã ghi theo phiếu ký; trang ghi rõ ai nhập.")

    def _ask(self, sent: Mapping[str, Any]) -> str:
        self.typed = sent
        form = self.form
        if not form.is_valid():
            self.error = _("Chưa gửi lời xin ý kiến: xem ô có ghi chú.")
            return ""
        words = form.cleaned_data
        body = self.bodies.get(words["body"]) if words["body"] else None
        ask_for(
            campaign=self.campaign,
            key=key_of(self.entries[words["subject"]]),
            giver=Giver(OpinionKind(words["kind"]), None, body, "" if body else words["name"]),
            asked_for=self.unit,
            actor=self.user,
            due_on=words["due_on"],
            contact=words["contact"],
        )
        return _("Đã xin ý kiến.")
