"""What committees above prompted somebody to review: a sentence that takes each of them up."""

from django.utils.translation import gettext as _

from thidua.language import Text
from thidua.organisations.names import committee_name
from thidua.reviews.material import Asked, Material, MaterialKind
from thidua.reviews.material.words import both, in_vietnamese
from thidua.reviews.models import Prompt
from thidua.reviews.prompts import prompts_to


def read_prompts(asked: Asked) -> list[Material]:
    """Those of the year to whom the review is about, the oldest first."""
    found = prompts_to(asked.campaign, [asked.key]).select_related("by")
    return [_prompt(one, number) for number, one in enumerate(found, start=1)]


def _prompt(one: Prompt, number: int) -> Material:
    by = committee_name(one.by)
    words = one.text.strip().rstrip(". ")
    return Material(
        MaterialKind.PROMPT,
        str(one.pk),
        f"GY {number}",
        f"“{words}”",
        Text(words, words),
        both(lambda: _("gợi ý của {by}").format(by=by)),
        in_vietnamese(lambda: _("Về gợi ý của {by}, “{words}”").format(by=by, words=words)),
    )
