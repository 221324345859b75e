"""The page on which somebody objects: what was decided, why not higher, which of it is wrong."""

from functools import cached_property

from django.http import Http404, QueryDict
from django.utils.datastructures import MultiValueDict

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.awards.models import Award
from thidua.awards.queries import awards_of
from thidua.campaigns.frame import campaign_or_404
from thidua.decisions.models import DecisionItem
from thidua.facts.values import Fact, facts_on
from thidua.frameworks.binding import bound_frameworks
from thidua.objections.actions import object_to_award, object_to_level
from thidua.objections.forms import ObjectForm, ObjectQuery
from thidua.objections.models import Objection
from thidua.objections.periods import Window, told_on, window_of
from thidua.objections.places import above
from thidua.objections.queries import standing_objection
from thidua.objections.rights import may_object
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name
from thidua.procedures.reading import procedure_of
from thidua.ratings.explaining import explanation_of
from thidua.ratings.links import rating_link
from thidua.ratings.subjects import subject_or_404
from thidua.roster.models import RosterEntry
from thidua.rulebook.reasons import Reason
from thidua.vocabulary import ShownLevel, SubjectType, shown_level
from thidua.web.forms import first_fault


class SendingPage:
    """Raises Http404 for whoever may not object to this subject's level."""

    def __init__(self, request: SignedIn, year: int, subject_type: str, code: str) -> None:
        self.request = request
        self.campaign = campaign_or_404(request, year)
        self.entry: RosterEntry = subject_or_404(request, self.campaign, subject_type, code)
        if not may_object(scope_of_request(request), self.entry):
            raise Http404
        self.query = ObjectQuery.read(request.GET)
        self.error = ""

    @cached_property
    def award(self) -> Award | None:
        wanted = self.query["khen"]
        if not wanted:
            return None
        found = awards_of(self.entry).select_related("authority").filter(pk=wanted).first()
        if found is None:
            raise Http404
        return found

    @property
    def item(self) -> DecisionItem | None:
        found: DecisionItem | None = self.entry.issued_item
        return found

    @property
    def level(self) -> ShownLevel | None:
        return shown_level(self.item.level) if self.item is not None else None

    @cached_property
    def window(self) -> Window | None:
        if self.award is not None:
            told = self.award.decided_on
            return window_of(self.campaign, told) if told is not None else None
        return window_of(self.campaign, told_on(self.item.decision)) if self.item else None

    @cached_property
    def standing(self) -> Objection | None:
        """What was sent already against this decision."""
        if self.item is None or self.award is not None:
            return None
        return standing_objection(self.entry, self.item.decision_id)

    @property
    def may_send(self) -> bool:
        sendable = self.item is not None or self.award is not None
        in_time = self.window is None or self.window.is_open
        return sendable and in_time and self.standing is None

    @cached_property
    def receiver(self) -> Organisation | None:
        decided = (
            self.award.authority if self.award else self.item.decision.issuer if self.item else None
        )
        return above(decided) if decided is not None else None

    @property
    def receiver_name(self) -> str:
        return committee_name(self.receiver) if self.receiver is not None else ""

    @property
    def answer_days(self) -> int:
        return procedure_of(self.campaign).answer_days

    @property
    def is_own(self) -> bool:
        """Whether a person objects for themself: then their unit does not read it."""
        person = scope_of_request(self.request).person_id
        return person is not None and self.entry.person_id == person

    @property
    def rating(self) -> str:
        return rating_link(self.entry, year=self.campaign.year)

    @cached_property
    def reasons(self) -> list[Reason]:
        """What stood between the subject and the next higher level."""
        explanation = explanation_of(self.entry)
        named = {reason.id: reason for reason in explanation.decided_by}
        named |= {reason.id: reason for reason in explanation.what_would_change}
        wanted = self.query["dieu"]
        if wanted:
            named |= {one.id: one for one in explanation.reasons if one.id == wanted}
        return sorted(named.values(), key=lambda reason: reason.id != wanted)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The facts of the sheet that those conditions read; all of it where they read none."""
        known = facts_on(self.entry, getattr(self.entry, "fact_sheet", None))
        framework = bound_frameworks(self.campaign)[SubjectType(self.entry.subject_type)]
        rules = {placed.rule.id: placed.rule for placed in framework.placed_rules()}
        read = {
            name
            for reason in self.reasons
            if reason.id in rules
            for name in rules[reason.id].test.every_column(framework.terms)
        }
        return {name: fact for name, fact in known.items() if name in read} or known

    @cached_property
    def form(self) -> ObjectForm:
        return self._form(None, None)

    def _form(
        self, data: QueryDict | None, files: "MultiValueDict[str, object] | None"
    ) -> ObjectForm:
        about_level = self.award is None and self.item is not None
        conditions = [(one.id, str(one.title)) for one in self.reasons] if about_level else []
        wanted = self.query["dieu"]
        initial = {"conditions": [wanted] if wanted else [conditions[0][0]] if conditions else []}
        facts = self.facts if about_level else {}
        return ObjectForm(facts, conditions, data, files, initial=initial)

    @property
    def offered(self) -> list[tuple[Reason, bool]]:
        """Each condition, and whether it is ticked."""
        ticked = self.form["conditions"].value() or []
        return [(reason, reason.id in ticked) for reason in self.reasons]

    def send(self) -> Objection | None:
        """None where the form says what is wrong.

        Raises what `object_to_level` raises; the form keeps what was typed."""
        self.form = form = self._form(self.request.POST, self.request.FILES)  # type: ignore[arg-type]
        if not form.is_valid():
            self.error = first_fault(form)
            return None
        known = form.cleaned_data
        if self.award is not None:
            return object_to_award(
                award=self.award,
                roster_entry=self.entry,
                why=known["why"],
                actor=self.request.user,
                papers=form.files_of("papers"),
            )
        return object_to_level(
            roster_entry=self.entry,
            conditions=known["conditions"],
            facts=form.wanted(),
            why=known["why"],
            actor=self.request.user,
            papers=form.files_of("papers"),
            health=form.files_of("health"),
        )
