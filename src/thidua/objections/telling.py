"""What this room tells people and units, in words that name no person and no level."""

from collections.abc import Collection

from django.db.models import Q
from django.urls import reverse

from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.language import Text
from thidua.notices.kinds import Kind
from thidua.notices.telling import tell, tell_units
from thidua.objections import kinds
from thidua.objections.links import page_of, question_page
from thidua.objections.models import Line, Objection, Question
from thidua.organisations.models import Organisation
from thidua.organisations.names import who_decides


def tell_receiver(objection: Objection, by: Authority) -> None:
    text = Text("Có một khiếu nại mức xếp loại gửi đến", "An objection to a level has come")
    _tell_unit(kinds.SENT, objection, objection.receiver, text, by)


def tell_withdrawn(objection: Objection, by: Authority) -> None:
    text = Text("Một khiếu nại đã được rút", "An objection was withdrawn")
    _tell_unit(kinds.WITHDRAWN, objection, objection.receiver, text, by)


def tell_received(objection: Objection, by: Authority) -> None:
    who = who_decides(objection.receiver)
    text = Text(f"{who} đã nhận khiếu nại", f"{who} received the objection")
    _tell_objector(kinds.RECEIVED, objection, text, by)


def tell_answered(objection: Objection, by: Authority) -> None:
    """The objector, and the committee that decided: what came of it, not what was objected."""
    who = who_decides(objection.receiver)
    text = Text(f"{who} đã trả lời khiếu nại", f"{who} answered the objection")
    _tell_objector(kinds.ANSWERED, objection, text, by)
    if objection.decision is None:
        return
    decided = objection.decision
    _tell_unit(
        kinds.OUTCOME,
        objection,
        decided.issuer,
        Text(
            f"{who} đã trả lời một khiếu nại về Quyết định {decided.number}",
            f"{who} answered an objection to decision {decided.number}",
        ),
        by,
        href=reverse("decision", args=(objection.campaign.year, decided.pk)),
    )


def tell_opened(objection: Objection, by: Authority) -> None:
    text = Text("Giấy tờ sức khoẻ đồng chí gửi vừa được mở", "Your health papers were opened")
    _tell_objector(kinds.OPENED, objection, text, by)


def tell_verifiers(
    kind: Kind, objection: Objection, text: Text, by: Authority, users: Collection[int]
) -> None:
    tell(
        kind.id,
        users=User.objects.filter(pk__in=users, is_active=True),
        key=_key(kind, objection),
        text=text,
        href=page_of(objection),
        campaign=objection.campaign,
        organisation=objection.receiver,
        due_on=objection.due_on,
        authority=by,
    )


def tell_asked(question: Question, by: Authority) -> None:
    """The unit, in words that name no objection."""
    who = who_decides(question.objection.receiver)
    text = Text(f"{who} hỏi để xác minh thông tin", f"{who} asks to verify facts")
    tell_units(
        kinds.ASKED.id,
        units=[question.unit],
        key=f"{kinds.ASKED.id}:{question.pk}",
        text=text,
        href=lambda _unit: question_page(question),
        campaign=question.objection.campaign,
        due_on=question.objection.due_on,
        authority=by,
    )


def _tell_objector(kind: Kind, objection: Objection, text: Text, by: Authority) -> None:
    mine = Q(pk=objection.asked_by_id)
    person = objection.roster_entry.person_id
    if person is not None:
        mine |= Q(person=person)
    tell(
        kind.id,
        users=User.objects.filter(mine, is_active=True),
        key=_key(kind, objection),
        text=text,
        href=page_of(objection),
        campaign=objection.campaign,
        organisation=objection.receiver,
        authority=by,
    )


def _tell_unit(  # noqa: PLR0913, PLR0917 - what a notice is made of
    kind: Kind,
    objection: Objection,
    unit: Organisation,
    text: Text,
    by: Authority,
    href: str = "",
) -> None:
    address = href or page_of(objection)
    tell_units(
        kind.id,
        units=[unit],
        key=_key(kind, objection),
        text=text,
        href=lambda _unit: address,
        campaign=objection.campaign,
        due_on=objection.due_on if kind.owed else None,
        authority=by,
    )


def _key(kind: Kind, objection: Objection) -> str:
    """Each line of the record is told once."""
    last = Line.objects.filter(objection=objection).order_by("-pk").values_list("pk", flat=True)
    return f"{kind.id}:{objection.pk}:{last.first() or 0}"
