"""What speaks against issuing a decision, each with the next step that removes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.decisions.models import Decision
from thidua.decisions.preview import Group
from thidua.decisions.refusals import Refusal, Why


@dataclass(frozen=True)
class Obstacle:
    """One reason, the word of the link that leads on, and how many subjects it is about."""

    text: str
    href: str = ""
    step: str = ""
    number: int = 0
    classify: bool = False
    each: tuple[str, ...] = ()
    """What the text leads to, one a line."""


def obstacles_of(
    refusals: Iterable[Refusal], decision: Decision, groups: Sequence[Group]
) -> list[Obstacle]:
    """The refusals of a draft as they are shown; that it is issued already is no news on its own
    page.
    """
    return [_obstacle(one, decision, groups) for one in refusals if one.why is not Why.ISSUED]


def _obstacle(refusal: Refusal, decision: Decision, groups: Sequence[Group]) -> Obstacle:
    text = str(refusal.lead or refusal.text)
    href, step = _next(refusal, decision, groups)
    return Obstacle(
        text=f"{text[:1].upper()}{text[1:]}",
        href=href,
        step=step,
        number=len(refusal.subjects),
        classify=refusal.why is Why.STALE,
        each=tuple(str(one) for one in refusal.each),
    )


def _next(refusal: Refusal, decision: Decision, groups: Sequence[Group]) -> tuple[str, str]:
    on_page = {
        Why.NO_NUMBER: ("#number", _("Điền số")),
        Why.NO_SIGNER: ("#signer_post", _("Điền chức vụ")),
        Why.NOT_YET: ("#decided_on", _("Sửa ngày ký")),
        Why.BEFORE_REVIEW: ("#decided_on", _("Sửa ngày ký")),
        Why.NO_AUTHORITY: ("#covers", _("Chọn lại đối tượng")),
        Why.NOBODY: ("#covers", _("Chọn lại đối tượng")),
        Why.RETURNED: ("#covered", _("Xem danh sách")),
        Why.NO_REASON: ("#covered", _("Mở từng trường hợp")),
    }
    if refusal.why in on_page:
        return on_page[refusal.why]
    year = {"year": decision.campaign.year}
    kind = _kind(refusal, groups)
    if refusal.why is Why.CANNOT_TELL:
        return _where_to_fill(refusal, decision, groups), _("Bổ sung thông tin")
    on_board = {
        Why.OVER_CEILING: _("Chọn lại trên bảng"),
        Why.AGAINST_BALLOT: _("Nêu lý do trên bảng"),
    }
    if refusal.why in on_board:
        board = reverse("board", kwargs={**year, "code": decision.issuer.code})
        return f"{board}?{urlencode({'kind': kind})}", on_board[refusal.why]
    if refusal.why is Why.SUPPLEMENTS_OPEN and decision.supplements is not None:
        earlier = {**year, "pk": decision.supplements.pk}
        return reverse("decision", kwargs=earlier), _("Mở quyết định ấy")
    if refusal.why is Why.DECIDED:
        return reverse("decisions", kwargs=year), _("Xem các quyết định")
    return "", ""


def _where_to_fill(refusal: Refusal, decision: Decision, groups: Sequence[Group]) -> str:
    """One subject: the page of whoever keeps its sheet; several: who of the issuer's holds what."""
    about = set(refusal.subjects)
    entries = [
        covered.entry.pk
        for group in groups
        for covered in group.subjects
        if covered.entry.code in about
    ]
    year = {"year": decision.campaign.year}
    if len(entries) == 1:
        return reverse("fill_subject", kwargs={**year, "entry": entries[0]})
    return reverse("fill", kwargs={**year, "code": decision.issuer.code})


def _kind(refusal: Refusal, groups: Sequence[Group]) -> str:
    """The kind of the subjects that a refusal is about."""
    about = set(refusal.subjects)
    for group in groups:
        if about & {covered.entry.code for covered in group.subjects}:
            return group.kind.value
    return groups[0].kind.value if groups else ""
