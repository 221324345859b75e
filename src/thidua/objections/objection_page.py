"""The page of one objection: how far it is, the pair, what was said and seen, what can be done."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn
from thidua.attachments.models import Attachment
from thidua.campaigns.frame import campaign_or_404
from thidua.decisions.models import ReopenedLevel
from thidua.facts.values import Fact, facts_on
from thidua.numbers import format_number
from thidua.objections.comparing import Pair, pair_of
from thidua.objections.erasing import WHY as ERASED_WHY
from thidua.objections.files import may_open_health
from thidua.objections.forms import AnswerForm, AskForm, AssignForm, FindForm, GiveQuery, WordsForm
from thidua.objections.limits import way_to_name
from thidua.objections.models import (
    FLOW,
    HEALTH,
    PAPERS,
    Line,
    Objection,
    SealedPart,
    State,
)
from thidua.objections.periods import Window, second_window
from thidua.objections.queries import one_visible
from thidua.objections.rights import (
    allowed,
    authority_to_decide,
    authority_to_handle,
    authority_to_verify,
    is_objector,
)
from thidua.objections.sealing import seal_of
from thidua.objections.verifying import candidates, units_asked
from thidua.objections.way import Dot, dots_of
from thidua.organisations.names import committee_name
from thidua.ratings.links import rating_link
from thidua.seals.models import Link
from thidua.vocabulary import DecisionStatus
from thidua.web.clock import today
from thidua.web.components import Crumb


class ObjectionPage:
    """Raises Http404 for whoever does not read it whole."""

    def __init__(self, request: SignedIn, year: int, pk: int) -> None:
        self.request = request
        self.campaign = campaign_or_404(request, year)
        found = one_visible(request.user, self.campaign, pk)
        if found is None:
            raise Http404
        prefetch_related_objects([self.campaign], "bindings")  # asked of several times
        self.objection: Objection = found
        self.entry = found.roster_entry
        self.error = ""
        self.failed = ""
        self.sent: Any = None

    @cached_property
    def is_mine(self) -> bool:
        return is_objector(self.request.user, self.objection)

    @cached_property
    def handles(self) -> bool:
        return allowed(authority_to_handle, self.request.user, self.objection)

    @cached_property
    def verifies(self) -> bool:
        return self._may("note") and allowed(authority_to_verify, self.request.user, self.objection)

    @cached_property
    def decides(self) -> bool:
        return self._may("keep") and allowed(authority_to_decide, self.request.user, self.objection)

    @property
    def receives(self) -> bool:
        return self.handles and self._may("receive")

    @property
    def assigns(self) -> bool:
        """Once somebody verifies, more are named where that is asked for (`?giao=1`)."""
        if not self.handles:
            return False
        more = bool(GiveQuery.read(self.request.GET)["giao"]) or self.failed == "assign"
        verifying = self.objection.state == State.VERIFYING
        return self._may("receive") or (self._may("assign") and (more or not verifying))

    @property
    def gives_more(self) -> bool:
        """Whether the page leads to naming more people."""
        return self.handles and self._may("assign") and not self.assigns

    @property
    def withdraws(self) -> bool:
        return self.is_mine and self._may("withdraw")

    @cached_property
    def again(self) -> Window | None:
        """In which the objector may go on to the next instance."""
        if not self.is_mine or getattr(self.objection, "second", None) is not None:
            return None
        return second_window(self.objection)

    def _may(self, act: str) -> bool:
        return FLOW.may(act, self.objection.state)

    @property
    def heading(self) -> str:
        return _("Khiếu nại của {name}").format(name=self.entry.name)

    @property
    def receiver_name(self) -> str:
        return committee_name(self.objection.receiver)

    @property
    def decider_name(self) -> str:
        decided = self.objection.decision
        return committee_name(decided.issuer) if decided is not None else ""

    @property
    def place(self) -> str:
        entry = self.entry
        kind = str(entry.get_subject_type_display())
        return f"{kind}, {entry.organisation.name}" if entry.person_id else kind

    @property
    def days_left(self) -> str:
        """“còn 6 ngày”, “quá hạn 2 ngày”; "" once it is answered."""
        if not self.objection.is_open:
            return ""
        days = (self.objection.due_on - today()).days
        text = _("còn {days} ngày") if days >= 0 else _("quá hạn {days} ngày")
        return text.format(days=format_number(abs(days)))

    @cached_property
    def pair(self) -> Pair | None:
        return pair_of(self.objection)

    @property
    def reopened(self) -> ReopenedLevel | None:
        return self.objection.reopened

    @property
    def undecided(self) -> str:
        """What stands in the place of the second level while, or because, there is none."""
        unheard = {State.KEPT: _("giữ nguyên mức lần 1"), State.WITHDRAWN: _("đã rút")}
        return unheard.get(State(self.objection.state), _("chưa quyết định"))

    @property
    def which_counts(self) -> str:
        """Below the pair: which of both levels counts."""
        if self.pair is not None and self.pair.second is not None:
            return _("Số liệu tính theo mức lần 2; lần 1 giữ nguyên để đối chiếu.")
        if not self.objection.is_open and self.reopened is None:
            return _("Không có quyết định lần 2: mức lần 1 vẫn được tính.")
        return _(
            "Mức lần 2 chỉ có khi {who} ra quyết định; khi đó tỷ lệ xuất sắc của các nhóm được "
            "kiểm tra lại."
        ).format(who=self.receiver_name)

    @property
    def to_decide(self) -> str:
        """Where whoever answered writes the second decision; "": it is issued, or not theirs."""
        second = self.reopened.second if self.reopened is not None else None
        if not self.handles or second is None or second.status == DecisionStatus.ISSUED:
            return ""
        return reverse("decision", args=(self.campaign.year, second.pk))

    @cached_property
    def lines(self) -> list[Line]:
        return list(self.objection.lines.all())

    @property
    def erased_why(self) -> str:
        """What a line about erased papers says, in the reader's language."""
        return str(ERASED_WHY)

    @cached_property
    def _files(self) -> dict[str, list[Attachment]]:
        rows = Attachment.objects.filter(
            kind__in=(PAPERS, HEALTH), owner_id=self.objection.pk, removed_at=None
        ).order_by("pk")
        found: dict[str, list[Attachment]] = {PAPERS: [], HEALTH: []}
        for file in rows:
            found[file.kind].append(file)
        return found

    @property
    def papers(self) -> Sequence[Attachment]:
        return self._files[PAPERS]

    @property
    def health(self) -> Sequence[Attachment]:
        """Named for whoever may open them; the others read only how many there are."""
        may = may_open_health(self.request.user, self.objection)
        return self._files[HEALTH] if may else ()

    @property
    def hidden_health(self) -> int:
        return len(self._files[HEALTH]) - len(self.health)

    @cached_property
    def seal(self) -> Link | SealedPart | None:
        """Of the answer."""
        if not self.objection.is_answered:
            return None
        return self.pair.answer_seal if self.pair is not None else seal_of(self.objection)

    @property
    def dots(self) -> list[Dot]:
        return dots_of(self.objection, self.lines)

    # Forms
    # ----------------------------------------------------------------------------------------------

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The contested facts of the sheet; all of it where only conditions are contested."""
        known = facts_on(self.entry, getattr(self.entry, "fact_sheet", None))
        named = [one["fact"] for one in self.objection.facts]
        return {name: known[name] for name in named if name in known} or known

    @cached_property
    def assign_form(self) -> AssignForm:
        choices = [(user.pk, f"{user} · {place}") for user, place, _b in candidates(self.objection)]
        return AssignForm(choices, self._sent("assign"))

    @cached_property
    def note_form(self) -> WordsForm:
        return WordsForm(self._sent("note"), prefix="note")

    @cached_property
    def find_form(self) -> FindForm:
        initial = {f"f-{name}": value for name, value in self.objection.found.items()}
        return FindForm(self.facts, self._sent("find"), initial=initial, prefix="find")

    @cached_property
    def ask_form(self) -> AskForm:
        units = [(unit.pk, unit.name) for unit in units_asked(self.objection)]
        facts = [(name, str(fact.title)) for name, fact in self.facts.items()]
        return AskForm(units, facts, self._sent("ask"), prefix="ask")

    @cached_property
    def answer_form(self) -> AnswerForm:
        return AnswerForm(self._sent("answer"), prefix="answer")

    @cached_property
    def again_form(self) -> WordsForm:
        return WordsForm(self._sent("again"), prefix="again")

    def _sent(self, act: str) -> Any:
        return self.sent if self.failed == act else None

    @property
    def raises(self) -> str:
        """Where what the verification shows becomes a remedy of the unit."""
        return way_to_name(self.request.user, self.objection)

    @property
    def rating(self) -> str:
        return rating_link(self.entry, year=self.campaign.year)

    @property
    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Khiếu nại"), reverse("objections", args=(self.campaign.year,))),
            Crumb(self.entry.organisation.name),
        ]
