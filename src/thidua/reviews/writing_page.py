"""The page on which a review is written: one heading at a time, with what the year knows of it."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.accounts.models import User
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.numbers import format_number
from thidua.reviews.errors import ConflictError
from thidua.reviews.form import form_of_review
from thidua.reviews.forms_shown import Shown, written_headings
from thidua.reviews.marks import labels_in, words_in
from thidua.reviews.material import Material, MaterialKind, material_of
from thidua.reviews.material.remedies import to_be_told_of
from thidua.reviews.models import Review
from thidua.reviews.prompts import Prompted, prompted
from thidua.reviews.whose import Whose, whose
from thidua.reviews.writing_facts import Chip, Group, chips, fitting, groups
from thidua.reviews.writing_forms import SectionForm
from thidua.reviews.writing_lines import Asked, Line, state_words, unwritten
from thidua.reviews.writing_reading import Draft, draft_again
from thidua.reviews.writing_ways import BringAll, Way, bring_commitments
from thidua.reviews.writing_words import entries_name, saved_words, section_address

_STRENGTHS = {MaterialKind.TASK, MaterialKind.INDICATOR, MaterialKind.EVIDENCE}


class WritingPage:
    """One heading of one review, for whoever writes it. `sent`: what was typed and not stored, of a
    form that came back; `theirs`: what was saved elsewhere meanwhile. `with_facts`: whether the
    facts of the year are read too, for the list beside the sheet.
    """

    def __init__(self, user: User, draft: Draft, heading: Shown) -> None:
        self.user, self.draft, self.heading = user, draft, heading
        self.shows_all = self.with_facts = False
        self.sent: SectionForm | None = None
        self.error = ""
        self.theirs: str | None = None

    @property
    def review(self) -> Review:
        return self.draft.review

    @property
    def texts(self) -> Mapping[str, str]:
        """What is stored under each heading, by its id."""
        return self.draft.texts

    @cached_property
    def headings(self) -> Sequence[Shown]:
        return written_headings(self.review)

    @cached_property
    def material(self) -> list[Material]:
        """What the year knows: everything, or what belongs under this heading and what it cites."""
        if not self.with_facts:
            return []
        kinds = None if self.shows_all else self._kinds_here
        return material_of(self.user, self.review.campaign, self.review.key, kinds)

    @property
    def _kinds_here(self) -> set[MaterialKind]:
        cited = labels_in(self.text, {one.label for one in self.draft.citations})
        kinds = {one.kind for one in self.draft.citations if one.label in cited}
        return {*self.heading.takes, *(kind for kind in MaterialKind if kind.value in kinds)}

    # the head

    @cached_property
    def whose(self) -> Whose:
        return whose(self.user, self.review)

    @property
    def saved_words(self) -> str:
        """“Đã lưu lúc 20:41 · chỉ mình đồng chí thấy”."""
        return saved_words(self.review, self.whose)

    @property
    def place_words(self) -> str:
        """“mục 2/9”."""
        return _("mục {at}/{all}").format(
            at=format_number(self._at + 1), all=format_number(len(self._own))
        )

    # the headings

    @property
    def lines(self) -> list[Line]:
        return [
            Line(
                "" if one.is_part else one.number,
                f"{one.number_in_part}. {one.title}" if one.is_part else one.title,
                state_words(one, self.texts, self._asked(one), here=one == self.heading),
                "" if one.parts else self.address_of(one),
                one.is_part,
                one == self.heading,
            )
            for one in self.headings
        ]

    def _asked(self, heading: Shown) -> Asked:
        return Asked(
            prompts=len(self.all_prompts) if heading.answers_prompts else 0,
            remedies=self.remedies if MaterialKind.REMEDY in heading.takes else 0,
        )

    @cached_property
    def remedies(self) -> int:
        """Of earlier years, to be told of; not asked for once something is written of them."""
        theirs = [one.id for one in self._own if MaterialKind.REMEDY in one.takes]
        if not theirs or any(words_in(self.texts.get(one, "")) for one in theirs):
            return 0
        return to_be_told_of(self.user, self.review.campaign, self.review.key)

    @cached_property
    def _own(self) -> list[Shown]:
        """Those that hold words."""
        return [one for one in self.headings if not one.parts]

    @cached_property
    def _at(self) -> int:
        return self._own.index(self.heading)

    @property
    def before(self) -> Way | None:
        return self._way(self._own[self._at - 1]) if self._at else None

    @property
    def after(self) -> Way | None:
        rest = self._own[self._at + 1 :]
        return self._way(rest[0]) if rest else None

    def _way(self, heading: Shown) -> Way:
        return Way(heading.number, heading.label, self.address_of(heading))

    @property
    def left_words(self) -> str:
        """“Còn 6 mục chưa viết”."""
        left = unwritten(self.headings, self.texts)
        if not left:
            return _("Đã viết đủ các mục")
        words = ngettext("Còn {number} mục chưa viết", "Còn {number} mục chưa viết", left)
        return words.format(number=format_number(left))

    # the sheet

    @property
    def form_words(self) -> str:
        """“Mẫu 02-HD KĐ.ĐG 2019 · Bản kiểm điểm cá nhân”."""
        form = form_of_review(self.review)
        return f"{form.number} · {form.title}"

    @property
    def text(self) -> str:
        return self.texts.get(self.heading.id, "")

    @cached_property
    def form(self) -> SectionForm:
        if self.sent is not None:
            return self.sent
        return SectionForm(initial={"text": self.text, "revision": self.review.revision})

    @property
    def all_prompts(self) -> list[Prompted]:
        answer = next((one.id for one in self._own if one.answers_prompts), "")
        return prompted(self.draft.prompts, answered=bool(words_in(self.texts.get(answer, ""))))

    @property
    def prompts(self) -> list[Prompted]:
        """Those that speak of this heading; under the one that answers them, all."""
        if self.heading.answers_prompts:
            return self.all_prompts
        return [one for one in self.all_prompts if one.heading == self.heading.id]

    @property
    def answering(self) -> Way | None:
        """Where prompts are answered; None: here."""
        found = next((one for one in self._own if one.answers_prompts), None)
        return self._way(found) if found is not None and found != self.heading else None

    @property
    def chips(self) -> list[Chip]:
        return chips(self.text, self.draft.citations, self.material)

    @property
    def bring_all(self) -> BringAll | None:
        """The items of a commitment, where its heading has nothing of them yet."""
        return bring_commitments(self.fitting, self.draft.citations)

    # the facts

    @cached_property
    def fitting(self) -> list[Material]:
        return fitting(self.heading, self.material)

    @property
    def groups(self) -> list[Group]:
        shown_here = self.material if self.shows_all else self.fitting
        return groups(shown_here, self.draft.citations, self.texts)

    @property
    def level_address(self) -> str:
        """Where the writer proposes their own level; "": no room hands that page in yet."""
        if self.review.person_id != self.user.person_id or self.review.person_id is None:
            return ""
        try:
            return reverse("opinions_own", args=[self.review.campaign.year])
        except NoReverseMatch:
            return ""

    @property
    def may_keep_practice(self) -> bool:
        """Whether a strength stands here: not under what speaks of limits, prompts and plans."""
        takes = self.heading.takes
        return (
            bool(takes & _STRENGTHS) and not self.heading.against_only and bool(self.text.strip())
        )

    @property
    def facts_title(self) -> str:
        if self.review.person_id is None:
            return _("Của tập thể trong năm")
        own = self.review.person_id == self.user.person_id
        return _("Của đồng chí trong năm") if own else _("Của đảng viên này trong năm")

    @property
    def nothing_words(self) -> str:
        if self.shows_all:
            return _("Năm nay chưa ghi nhận điều gì có thể đưa vào.")
        return _("Chưa có điều nào của năm hợp với mục này; cứ viết bằng lời của mình.")

    # what was done here

    def stored(self) -> None:
        """The review was stored just now: what was read of it before counts no more."""
        for name in ("form", "material", "fitting"):
            self.__dict__.pop(name, None)
        self.draft, self.sent = draft_again(self.review), None

    def refuse(self, form: SectionForm, refused: RefusedError) -> None:
        """The page stays with what was typed; of two versions both are shown, and saving again
        stands on the other.
        """
        self.error = as_sentence(refused)
        self.sent = form
        if isinstance(refused, ConflictError):
            self.theirs = refused.theirs
            data = dict(form.data.items())
            data["revision"] = str(refused.review.revision)
            self.sent = SectionForm(data)

    # addresses

    @property
    def address(self) -> str:
        return self.address_of(self.heading)

    def address_of(self, heading: Shown) -> str:
        return section_address(self.review, heading.id)

    @property
    def facts_address(self) -> str:
        return reverse(
            "review_facts", args=[self.review.campaign.year, self.review.pk, self.heading.id]
        )

    @property
    def address_read(self) -> str:
        return reverse("review_read", args=[self.review.campaign.year, self.review.pk])

    @property
    def entry(self) -> str:
        """How the browser calls what it keeps of this heading."""
        return f"{self.entries}{self.heading.id}"

    @property
    def entries(self) -> str:
        """How all begin that it keeps of this review."""
        return entries_name(self.review)


def writing_page(user: User, draft: Draft, heading: str) -> WritingPage | None:
    """The page of one heading; None: the form has no such heading to be written under."""
    known = {one.id: one for one in written_headings(draft.review) if not one.parts}
    return WritingPage(user, draft, known[heading]) if heading in known else None
