"""What this room tells units, in words that name no person and no task."""

from collections.abc import Iterable

from thidua.acceptance.readers import reader_of
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.language import Text
from thidua.notices.kinds import Kind
from thidua.notices.telling import tell, tell_units
from thidua.organisations.models import Organisation
from thidua.organisations.names import who_decides
from thidua.progress import kinds
from thidua.progress.links import task_page
from thidua.progress.models import Check, Note, Promise


def tell_blocked(note: Note, authority: Authority) -> None:
    """Whoever could free it, and the committee above."""
    unit = note.task.registration.organisation
    able = {one.pk: one for one in (note.freed_by, reader_of(unit)) if one is not None}
    able.pop(unit.pk, None)
    text = Text(
        f"{unit.name} ghi một nhiệm vụ đang vướng, cần gỡ",
        f"{unit.name} notes a task as blocked",
    )
    _tell(kinds.BLOCKED, able.values(), (note, note.pk), text, authority)


def tell_corrected(note: Note, authority: Authority) -> None:
    """The committee that had confirmed the result learns that it says something else now."""
    unit = note.task.registration.organisation
    text = Text(
        f"{unit.name} ghi lại một kết quả đã xác nhận: cần xác nhận lại",
        f"{unit.name} corrects a result that was confirmed: it waits to be confirmed again",
    )
    committee = reader_of(unit)
    _tell(kinds.CORRECTED, [committee] if committee else [], (note, note.pk), text, authority)


def tell_questioned(check: Check, authority: Authority) -> None:
    """The unit, and whoever holds the post where the task is theirs."""
    who, note = who_decides(check.committee), check.note
    text = Text(f"{who} hỏi lại một kết quả", f"{who} asks about a result")
    _tell_holder(kinds.QUESTIONED, (note, check.pk), text, authority)


def tell_answered(check: Check, authority: Authority) -> None:
    """The committee that asked."""
    unit = check.note.task.registration.organisation
    text = Text(f"{unit.name} đã trả lời câu hỏi về kết quả", f"{unit.name} answers about a result")
    _tell(kinds.ANSWERED, [check.committee], (check.note, check.pk), text, authority)


def tell_promised(promise: Promise, authority: Authority) -> None:
    """The unit that is blocked."""
    who = who_decides(promise.unit)
    text = Text(f"{who} hẹn gỡ một nhiệm vụ đang vướng", f"{who} promises to free a task")
    _tell_holder(kinds.PROMISED, (promise.note, promise.pk), text, authority)


def _tell(
    kind: Kind, units: Iterable[Organisation], about: tuple[Note, int], text: Text, by: Authority
) -> None:
    note, key = about
    address = task_page(note.task)
    tell_units(
        kind.id,
        units=list(units),
        key=f"{kind.id}:{key}",
        text=text,
        href=lambda unit: address,
        campaign=note.task.registration.campaign,
        authority=by,
    )


def _tell_holder(kind: Kind, about: tuple[Note, int], text: Text, by: Authority) -> None:
    note, key = about
    registration = note.task.registration
    unit = registration.organisation
    if registration.person_id is not None:
        tell(
            kind.id,
            users=User.objects.filter(person=registration.person_id, is_active=True),
            key=f"{kind.id}:{key}:{unit.pk}",
            text=text,
            href=task_page(note.task),
            campaign=registration.campaign,
            organisation=unit,
            authority=by,
        )
    _tell(kind, [unit], about, text, by)
