"""The page on which a committee above prompts the collective and the people of a unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.accounts.models import User
from thidua.campaigns.cells import is_cell, spells_in
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation, Person
from thidua.organisations.names import committee_name
from thidua.organisations.queries import posts_in
from thidua.reviews.forms_shown import answering_headings, headings_by_form
from thidua.reviews.marks import words_in
from thidua.reviews.models import LONGEST_PROMPT, Prompt, Review, Section
from thidua.reviews.prompting import give_prompt, prompting
from thidua.reviews.prompts import prompts_to
from thidua.reviews.ways import Way, ways_of
from thidua.reviews.writing_errors import WritingError
from thidua.roster.identity import SubjectKey, member
from thidua.submissions.models import SubmissionStatus
from thidua.vocabulary import SubjectType
from thidua.web.clock import today
from thidua.web.forms import WordsField, first_fault

COLLECTIVE = "collective"


class PromptForm(forms.Form):
    """To whom (“collective”, or a person's code), what, and under which heading ("": wherever the
    form answers prompts).
    """

    to = forms.ChoiceField(label=gettext_lazy("Gợi ý cho"))
    text = WordsField(
        label=gettext_lazy("Nội dung gợi ý kiểm điểm"),
        max_length=LONGEST_PROMPT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    heading = forms.ChoiceField(label=gettext_lazy("Nói về mục"), required=False)


@dataclass(frozen=True)
class PromptRow:
    """One prompt that was given. `state`: whether it is answered; `removable`: it was not sent an
    answer yet.
    """

    prompt: Prompt
    to: str
    by: str
    state: str
    removable: bool


class PromptsPage:
    """Prompts to one unit, for an officer of a committee above it. Raises PermissionDenied."""

    def __init__(self, user: User, campaign: Campaign, unit: Organisation) -> None:
        self.user, self.campaign, self.unit = user, campaign, unit
        _authority, self.committee = prompting(user, unit)
        self.sent: PromptForm | None = None
        self.error = ""

    @property
    def address_list(self) -> str:
        return reverse("reviews_unit", args=[self.campaign.year, self.unit.code])

    @property
    def ways(self) -> list[Way]:
        """To the other pages of the unit's review."""
        here = reverse("review_prompts", args=[self.campaign.year, self.unit.code])
        return ways_of(self.campaign, self.unit, self.user, here=here)

    @property
    def by_name(self) -> str:
        return committee_name(self.committee)

    @cached_property
    def people(self) -> Sequence[Person]:
        """Members of a cell; of a larger unit those who hold posts in it."""
        if is_cell(self.unit):
            spells = spells_in(self.campaign).filter(organisation=self.unit)
            found = spells.select_related("person").order_by("person__sort_key")
            return [spell.person for spell in found]
        posts = posts_in(self.user, self.unit, on=today())
        return list({post.person_id: post.person for post in posts}.values())

    @cached_property
    def keys(self) -> Mapping[str, SubjectKey]:
        """Whom the form may name, by what it sends."""
        collective = SubjectKey(SubjectType.COLLECTIVE, organisation_id=self.unit.pk)
        return {COLLECTIVE: collective} | {one.code: member(one.pk) for one in self.people}

    def form(self, data: Mapping[str, str] | None = None) -> PromptForm:
        form = PromptForm(data)
        names = [(one.code, one.full_name) for one in self.people]
        collective = _("Tập thể {name}").format(name=committee_name(self.unit))
        form.fields["to"].choices = [("", _("Chọn")), (COLLECTIVE, collective), *names]  # type: ignore[attr-defined]
        anywhere = ("", _("Trả lời ở mục giải trình gợi ý"))
        form.fields["heading"].choices = [anywhere, *headings_by_form(self.campaign)]  # type: ignore[attr-defined]
        return form

    @cached_property
    def form_shown(self) -> PromptForm:
        return self.sent or self.form()

    def give(self, data: Mapping[str, str]) -> Prompt:
        """Do what the form says. Raises WritingError, PermissionDenied."""
        self.sent = form = self.form(data)
        if not form.is_valid():
            raise WritingError.unreadable(first_fault(form))
        key = self.keys.get(form.cleaned_data["to"])
        if key is None:
            raise WritingError.nobody_to_prompt()
        words = form.cleaned_data
        return give_prompt(
            campaign=self.campaign,
            key=key,
            text=words["text"],
            heading=words["heading"],
            actor=self.user,
        )

    def name_of(self, prompt: Prompt) -> str:
        """Whom a prompt is for, in words."""
        if prompt.person_id is None:
            return _("Tập thể {name}").format(name=committee_name(self.unit))
        return next((one.full_name for one in self.people if one.pk == prompt.person_id), "")

    @cached_property
    def rows(self) -> list[PromptRow]:
        """The prompts to this unit and its people, the newest first."""
        found = prompts_to(self.campaign, list(self.keys.values()))
        prompts = list(found.select_related("by", "person", "organisation").order_by("-pk"))
        reviews = {review.key: review for review in self._reviews(prompts)}
        answered = self._answered([review.pk for review in reviews.values()])
        return [self._row(one, reviews.get(one.key), answered) for one in prompts]

    def _reviews(self, prompts: Sequence[Prompt]) -> list[Review]:
        people = [one.person_id for one in prompts if one.person_id]
        own = Review.objects.filter(campaign=self.campaign, person__in=people)
        return list(own | Review.objects.filter(campaign=self.campaign, organisation=self.unit))

    def _answered(self, reviews: Sequence[int]) -> set[int]:
        """The reviews whose answering heading says something."""
        headings = answering_headings(self.campaign)
        found = Section.objects.filter(review__in=reviews, heading__in=headings)
        return {one.review_id for one in found if words_in(one.text)}

    def _row(self, one: Prompt, review: Review | None, answered: set[int]) -> PromptRow:
        """A draft is its writer's alone: nobody above learns whether it answers yet."""
        is_sent = review is not None and review.status in {
            SubmissionStatus.SENT,
            SubmissionStatus.ACCEPTED,
        }
        if review is None or not is_sent:
            state = _("chưa gửi bản kiểm điểm")
        else:
            state = _("đã trả lời") if review.pk in answered else _("gửi mà chưa trả lời")
        return PromptRow(
            one, self.name_of(one) or one.name, committee_name(one.by), state, not is_sent
        )
