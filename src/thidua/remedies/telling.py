"""What this room tells people and units, in words that name no person and no limit."""

from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.language import Text
from thidua.notices.kinds import Kind
from thidua.notices.telling import tell, tell_units
from thidua.organisations.models import Organisation
from thidua.organisations.names import who_decides
from thidua.remedies import kinds
from thidua.remedies.links import page_of
from thidua.remedies.models import Remedy
from thidua.web.clock import today


def tell_raised(remedy: Remedy, authority: Authority) -> None:
    """Whoever does it."""
    text = Text("Có một việc khắc phục giao cho đồng chí", "A remedy is given to you")
    _tell_doer(kinds.RAISED, remedy, text, authority)


def tell_asked(remedy: Remedy, authority: Authority) -> None:
    """Whoever verifies."""
    text = Text(
        f"{remedy.organisation.name} xin xác nhận một việc khắc phục đã xong",
        f"{remedy.organisation.name} asks to confirm that a remedy is done",
    )
    _tell_unit(kinds.ASKED, remedy, remedy.verifier, text, authority)


def tell_sent_back(remedy: Remedy, authority: Authority) -> None:
    who = who_decides(remedy.verifier)
    text = Text(f"{who} hỏi lại một việc khắc phục", f"{who} sends a remedy back")
    _tell_doer(kinds.SENT_BACK, remedy, text, authority)


def tell_carried(remedy: Remedy, authority: Authority) -> None:
    who = who_decides(remedy.verifier)
    text = Text(f"{who} chuyển hạn một việc khắc phục", f"{who} gives a remedy a new end")
    _tell_doer(kinds.CARRIED, remedy, text, authority)


def tell_closed(remedy: Remedy, authority: Authority) -> None:
    who = who_decides(remedy.verifier)
    text = Text(f"{who} xác nhận một việc khắc phục đã xong", f"{who} confirms that one is done")
    _tell_doer(kinds.CLOSED, remedy, text, authority)


def tell_reminded(remedy: Remedy, authority: Authority) -> None:
    who = who_decides(remedy.verifier)
    text = Text(f"{who} nhắc một việc khắc phục", f"{who} reminds of a remedy")
    _tell_doer(kinds.REMINDED, remedy, text, authority)


def _tell_doer(kind: Kind, remedy: Remedy, text: Text, by: Authority) -> None:
    """The person whose it is, or whoever acts for the unit."""
    if remedy.person_id is None:
        _tell_unit(kind, remedy, remedy.unit or remedy.organisation, text, by)
        return
    tell(
        kind.id,
        users=User.objects.filter(person=remedy.person_id, is_active=True),
        key=_key(kind, remedy),
        text=text,
        href=page_of(remedy),
        campaign=remedy.campaign,
        organisation=remedy.organisation,
        due_on=remedy.due_on,
        authority=by,
    )


def _tell_unit(kind: Kind, remedy: Remedy, unit: Organisation, text: Text, by: Authority) -> None:
    address = page_of(remedy)
    tell_units(
        kind.id,
        units=[unit],
        key=_key(kind, remedy),
        text=text,
        href=lambda each: address,
        campaign=remedy.campaign,
        due_on=remedy.due_on,
        authority=by,
    )


def _key(kind: Kind, remedy: Remedy) -> str:
    """Each line of a remedy's record is told once, a reminder once a day."""
    if kind is kinds.REMINDED:
        return f"{kind.id}:{remedy.pk}:{today():%Y-%m-%d}"
    last = remedy.steps.order_by("-pk").values_list("pk", flat=True).first()
    return f"{kind.id}:{remedy.pk}:{last or 0}"
