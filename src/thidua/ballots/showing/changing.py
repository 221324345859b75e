"""The page on which a draft is changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.forms import BoundField

from thidua.ballots.models import Candidate
from thidua.ballots.plan_form import PlanForm
from thidua.ballots.showing.page import BallotPage
from thidua.ballots.showing.words import rule_words, standing_words
from thidua.organisations.models import Person

ONE_BY_ONE = ("title", "secrecy", "held", "closes_on", "closes_at")
NUMBERS = ("members", "present", "chair", "secretary", "scrutineer")


@dataclass
class ChangePage(BallotPage):
    """`sent`: what was typed, where it was refused."""

    sent: Any = None

    @cached_property
    def people(self) -> dict[int, Person]:
        """Who may be called: whoever is on the list or keeps it, then whom the matter has more."""
        listed = self.ballot.voters.select_related("person").order_by("pk")
        found = {one.person_id: one.person for one in listed}
        for one in (self.ballot.chair, self.ballot.secretary, self.ballot.scrutineer):
            if one is not None:
                found.setdefault(one.pk, one)
        purpose = self.options.purpose
        more = purpose.callable_at(self.ballot) if purpose else {}
        return found | {key: one for key, one in more.items() if key not in found}

    @cached_property
    def form(self) -> PlanForm:
        lines = self.ballot.candidates.select_related("person", "own_voter__person").order_by("no")
        by_number: dict[int, Candidate] = {one.no: one for one in lines}
        purpose = self.options.purpose
        return PlanForm(
            self.sent,
            ballot=self.ballot,
            people=self.people,
            lines=by_number,
            keeps_secrecy=purpose is not None and purpose.keeps_secrecy,
        )

    @property
    def how(self) -> Sequence[BoundField]:
        return [self.form[name] for name in ONE_BY_ONE if name in self.form.fields]

    @property
    def who(self) -> Sequence[BoundField]:
        return [self.form[name] for name in NUMBERS]

    @property
    def ticked(self) -> Sequence[BoundField]:
        return [self.form["voters"], self.form["lines"]]

    @property
    def rule_said(self) -> str:
        rule = self.ballot.the_rule
        return f"{rule_words(rule).capitalize()} ({standing_words(rule)})"
