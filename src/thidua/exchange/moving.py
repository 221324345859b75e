"""An upload from one state to the next by what somebody does: held, moved, handed to the worker."""

from django.db import OperationalError, transaction

from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.exchange.errors import UploadRefusedError
from thidua.exchange.jobs import TASKS
from thidua.exchange.models import FLOW, Upload, UploadProgress, UploadState
from thidua.exchange.queries import authorise_acting
from thidua.history.tracking import recording


def held(upload: Upload, actor: User, act: str) -> tuple[Upload, Authority]:
    """The upload, locked, if it is this actor's to act on and in one of these states; the worker
    holds it at work. Raises UploadRefusedError, PermissionDenied.
    """
    authority = authorise_acting(actor, upload)
    try:
        with transaction.atomic():
            upload = Upload.objects.select_for_update(no_key=True, nowait=True).get(pk=upload.pk)
    except OperationalError as error:
        raise UploadRefusedError.busy() from error
    if not FLOW.may(act, upload.state):
        raise UploadRefusedError.not_now(upload.get_state_display())
    return upload, authority


def move(upload: Upload, state: UploadState) -> None:
    upload.state, upload.note = state, {}
    upload.save(update_fields=["state", "note", "applied_by", "undo_reason", "undone_by"])


def hand_over(  # noqa: PLR0913 - who does what to which upload, and how the worker is to take it
    upload: Upload,
    act: str,
    *,
    authority: Authority,
    user: User,
    reason: str = "",
    ask_all: bool = False,
) -> Upload:
    """Move the upload to where the worker takes it up, and queue that step."""
    details = {"reason": reason} if reason else {}
    state = UploadState(FLOW.next(act, upload.state, reason=reason))
    with recording(act=f"exchange.{act}", actor=authority, upload=upload.pk, **details):
        move(upload, state)
    queue(upload, user, ask_all=ask_all)
    return upload


def queue(upload: Upload, actor: User, *, ask_all: bool = False) -> None:
    """Queue the worker's part in this very transaction: a request that was kept is never without
    its job. `ask_all`: its check also asks what it understood without asking.
    """
    UploadProgress.objects.filter(pk=upload.pk).update(
        doing_vi="", doing_en="", done=0, total=0, began_at=None
    )
    more = {"ask_all": True} if ask_all else {}
    TASKS[UploadState(upload.state)].defer(upload_id=upload.pk, user_id=actor.pk, **more)
