"""What an inspector reads of objections: how old each is and who owes the answer. Nobody is named,
no word of an objection is shown: whoever objects is protected.
"""

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from thidua.accounts.actors import Scope
from thidua.campaigns.models import Campaign
from thidua.numbers import format_number
from thidua.objections.models import OPEN, Objection, State
from thidua.organisations.names import committee_name
from thidua.organisations.queries import within
from thidua.supervision.opinion_rows import Found
from thidua.supervision.watching import MOST, Row
from thidua.vocabulary import SubjectType
from thidua.web.clock import today


def objections(campaign: Campaign, scope: Scope) -> "QuerySet[Objection]":
    """Those about subjects of a part of the tree, taken back ones left out."""
    inside = within(scope, organisation="roster_entry__organisation")
    found = Objection.objects.filter(inside, campaign=campaign)
    return found.exclude(state=State.WITHDRAWN)


def overdue(campaign: Campaign, scope: Scope) -> "QuerySet[Objection]":
    """Of them those that nobody answered by their day."""
    return objections(campaign, scope).filter(state__in=OPEN, due_on__lt=today())


def objection_rows(campaign: Campaign, scope: Scope) -> list[Found]:
    """Those that wait first, the nearest day before others; then those answered, newest first."""
    named = objections(campaign, scope).select_related("receiver", "roster_entry")
    order = (F("answered_on").desc(nulls_first=True), "due_on", "pk")
    return [Found(_row(one)) for one in named.order_by(*order)[:MOST]]


def _row(one: Objection) -> Row:
    kind = str(SubjectType(one.roster_entry.subject_type).title)
    about = _("khen thưởng") if one.decision_id is None else _("mức xếp loại")
    return Row(
        what=_("{state} · lần {instance}").format(
            state=one.get_state_display(), instance=format_number(one.instance)
        ),
        name=_("Khiếu nại số {number}").format(number=one.pk),
        place=f"{about} · {kind}",
        href="",
        before=_("gửi {day}").format(day=f"{one.sent_on:%d/%m/%Y}"),
        after=_age(one),
        who=committee_name(one.receiver),
        day=one.answered_on or one.due_on,
    )


def _age(one: Objection) -> str:
    """How long it took, or how long it waits and what is left."""
    if one.answered_on is not None:
        days = format_number((one.answered_on - one.sent_on).days)
        return _("trả lời sau {days} ngày").format(days=days)
    waits, left = (today() - one.sent_on).days, (one.due_on - today()).days
    words = (
        _("đã {waits} ngày, quá hạn {left} ngày")
        if left < 0
        else _("đã {waits} ngày, còn {left} ngày")
    )
    return words.format(waits=format_number(waits), left=format_number(abs(left)))
