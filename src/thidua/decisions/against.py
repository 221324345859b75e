"""What speaks against issuing a decision, each with the next step that removes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from thidua.decisions.models import Decision
from thidua.decisions.preview import Group
from thidua.decisions.refusals import Refusal, Why
from thidua.language import say


@dataclass(frozen=True)
class Against:
    """One reason, the word of the link that leads on, and how many subjects it is about."""

    text: str
    href: str = ""
    step: str = ""
    number: int = 0
    classify: bool = False
    each: tuple[str, ...] = ()
    """What the text leads to, one a line."""


def told(refusals: Iterable[Refusal], decision: Decision, groups: Sequence[Group]) -> list[Against]:
    """The refusals of a draft as they are shown; that it is issued already is no news on its own
    page.
    """
    return [_told(one, decision, groups) for one in refusals if one.why is not Why.ISSUED]


def _told(refusal: Refusal, decision: Decision, groups: Sequence[Group]) -> Against:
    text = str(refusal.lead or refusal.text)
    href, step = _next(refusal, decision, groups)
    return Against(
        text=f"{text[:1].upper()}{text[1:]}",
        href=href,
        step=step,
        number=len(refusal.subjects),
        classify=refusal.why is Why.STALE,
        each=tuple(str(one) for one in refusal.each),
    )


def _next(refusal: Refusal, decision: Decision, groups: Sequence[Group]) -> tuple[str, str]:
    on_page = {
        Why.NO_NUMBER: ("#number", say("Điền số", "Fill in the number")),
        Why.NO_SIGNER: ("#signer_post", say("Điền chức vụ", "Fill in the post")),
        Why.NO_AUTHORITY: ("#covers", say("Chọn lại đối tượng", "Choose other subjects")),
        Why.NOBODY: ("#covers", say("Chọn lại đối tượng", "Choose other subjects")),
        Why.RETURNED: ("#covered", say("Xem danh sách", "See the list")),
        Why.NO_REASON: ("#covered", say("Mở từng trường hợp", "Open each of them")),
    }
    if refusal.why in on_page:
        return on_page[refusal.why]
    year = {"year": decision.campaign.year}
    kind = _kind(refusal, groups)
    if refusal.why is Why.CANNOT_TELL:
        asked = {
            "subject_type": kind,
            "tier": "all",
            "level": "unknown",
            "under": decision.issuer.code,
        }
        return f"{reverse('figures_list', kwargs=year)}?{urlencode(asked)}", say(
            "Bổ sung dữ kiện", "Add the facts"
        )
    if refusal.why is Why.OVER_CEILING:
        board = reverse("board", kwargs={**year, "code": decision.issuer.code})
        return f"{board}?{urlencode({'kind': kind})}", say(
            "Chọn lại trên bảng", "Choose again on the board"
        )
    if refusal.why is Why.DECIDED:
        return reverse("decisions", kwargs=year), say("Xem các quyết định", "See the decisions")
    return "", ""


def _kind(refusal: Refusal, groups: Sequence[Group]) -> str:
    """The kind of the subjects that a refusal is about."""
    about = set(refusal.subjects)
    for group in groups:
        if about & {one.entry.code for one in group.subjects}:
            return group.kind.value
    return groups[0].kind.value if groups else ""
