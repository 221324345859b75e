"""What the buttons of the writing page do: save, bring in a fact, go on, keep for the practices."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.accounts.models import User
from thidua.reviews.actions import save_section
from thidua.reviews.bringing import Typed, bring_in
from thidua.reviews.keeping import keep_for_practices
from thidua.reviews.writing_errors import WritingError
from thidua.reviews.writing_forms import SectionForm
from thidua.reviews.writing_page import WritingPage
from thidua.web.forms import first_fault


@dataclass(frozen=True)
class Done:
    """Where the writer goes ("": they stay), what they are told; `caret`: of a fact brought in,
    where they go on.
    """

    leads_to: str = ""
    said: str = ""
    caret: int | None = None


def perform(page: WritingPage, form: SectionForm, act: str, *, actor: User) -> Done:
    """Store what was typed, and do what the button says. Raises what storing raises, WritingError
    for what cannot be read.
    """
    if not form.is_valid():
        raise WritingError.unreadable(first_fault(form))
    words = form.cleaned_data
    typed = Typed(
        words["text"] if "text" in form.data else page.text, words["caret"], words["revision"]
    )
    if words["cite"]:
        caret = bring_in(
            review=page.review,
            heading=page.heading,
            name=words["cite"],
            typed=typed,
            actor=actor,
        )
        page.shows_all = page.shows_all or words["all"]
        page.with_facts = True
        page.stored()
        return Done(caret=caret)
    save_section(
        review=page.review,
        heading=page.heading.id,
        text=typed.text,
        revision=typed.revision,
        actor=actor,
    )
    page.stored()
    if act == "practice":
        keep_for_practices(review=page.review, heading=page.heading.id, actor=actor)
        return Done(said=_("Đã giữ đoạn này làm bản nháp mô hình hay."))
    return Done(leads_to=_next(page, act))


def _next(page: WritingPage, act: str) -> str:
    way = {"next": page.after, "before": page.before}.get(act)
    if way is not None:
        return way.href
    return page.address_read if act == "look" else ""
