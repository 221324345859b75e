"""The list of objections: what the reader's committee answers, what they verify, what their unit
was asked, what they sent.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.models import Role
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.frame import campaign_or_404
from thidua.numbers import format_number
from thidua.objections.links import page_of
from thidua.objections.models import Objection, Question, State
from thidua.objections.queries import questions_to, visible_to
from thidua.objections.rights import handles, is_objector, verifies
from thidua.vocabulary import ShownLevel, shown_level
from thidua.web.clock import today


@dataclass(frozen=True)
class Row:
    """One objection of a list: its age, the days left, how far it is."""

    objection: Objection
    href: str

    @property
    def name(self) -> str:
        return self.objection.roster_entry.name

    @property
    def level(self) -> ShownLevel | None:
        return shown_level(self.objection.level) if self.objection.level else None

    @property
    def state(self) -> str:
        return str(State(self.objection.state).label)

    @property
    def age(self) -> int:
        """Days since it was sent, up to the answer."""
        end = self.objection.answered_on or self.objection.withdrawn_on or today()
        return (end - self.objection.sent_on).days

    @property
    def left(self) -> int:
        return (self.objection.due_on - today()).days

    @property
    def left_words(self) -> str:
        """“còn 6 ngày”, “quá hạn 2 ngày”; "" once it is answered or taken back."""
        if not self.objection.is_open:
            return ""
        text = _("còn {days} ngày") if self.left >= 0 else _("quá hạn {days} ngày")
        return text.format(days=format_number(abs(self.left)))

    @property
    def is_late(self) -> bool:
        return self.objection.is_open and self.left < 0


class ListPage:
    """Raises Http404 for whoever has neither a part of the tree nor a file of their own."""

    def __init__(self, request: SignedIn, year: int) -> None:
        self.request = request
        self.campaign = campaign_or_404(request, year)
        scope = scope_of_request(request)
        if not (scope.grants or scope.narrowed or scope.person_id or scope.everything):
            raise Http404

    @cached_property
    def _all(self) -> list[Objection]:
        rows = list(visible_to(self.request.user).filter(campaign=self.campaign))
        for one in rows:
            one.campaign = one.roster_entry.campaign = self.campaign
        return rows

    def _rows(self, wanted: Sequence[Objection]) -> list[Row]:
        return [Row(one, page_of(one)) for one in wanted]

    @cached_property
    def to_answer(self) -> list[Row]:
        user = self.request.user
        mine = [one for one in self._all if handles(user, one)]
        return self._rows(sorted(mine, key=lambda one: (not one.is_open, one.due_on, one.pk)))

    @cached_property
    def to_verify(self) -> list[Row]:
        user = self.request.user
        return self._rows([one for one in self._all if one.is_open and verifies(user, one)])

    @cached_property
    def sent(self) -> list[Row]:
        return self._rows([one for one in self._all if is_objector(self.request.user, one)])

    @cached_property
    def questions(self) -> list[Question]:
        return list(questions_to(self.request.user, self.campaign))

    @property
    def is_empty(self) -> bool:
        return not (self.to_answer or self.to_verify or self.sent or self.questions)

    @property
    def inspects(self) -> str:
        """Where an inspector counts objections and their age, whose words they never read."""
        inspecting = {Role.INSPECTOR, Role.AUDITOR} & set(scope_of_request(self.request).roles)
        return reverse("inspect_decisions", args=(self.campaign.year,)) if inspecting else ""

    @property
    def waiting(self) -> int:
        return sum(row.objection.is_open for row in self.to_answer)

    @property
    def day(self) -> dt.date:
        return today()
