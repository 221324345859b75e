"""Health papers go so many days after the last instance: the files, what was sealed of them, and
nothing else. The seal then says by which rule.
"""

from django.db import transaction

from thidua.accounts.actors import Operator
from thidua.accounts.permissions import Authority
from thidua.attachments.actions import remove
from thidua.attachments.models import Attachment
from thidua.history.tracking import recording
from thidua.language import Text
from thidua.objections.models import HEALTH, OPEN, LineKind, Objection, SealedPart
from thidua.objections.periods import erased_on
from thidua.objections.record import NAMED, held, wrote
from thidua.objections.sealing import HEALTH_PAPERS
from thidua.web.clock import today

RULE = Operator("Xoá theo hạn")
WHY = Text(
    "Hết thời hạn lưu giấy tờ sức khoẻ sau lần giải quyết cuối",
    "The time for which health papers are kept after the last instance is over",
)


def erase_due() -> int:
    """Erase the health papers of every objection whose time is over; of how many. An objection
    whose last instance still runs keeps them.
    """
    closed = Objection.objects.filter(health_erased_on=None).exclude(state__in=OPEN)
    having = closed.filter(
        pk__in=Attachment.objects.filter(kind=HEALTH, removed_at=None).values("owner_id")
    ).select_related(*NAMED)
    due = [one for one in having if (day := erased_on(one)) is not None and today() > day]
    for objection in due:
        _erase(objection)
    return len(due)


@transaction.atomic
def _erase(objection: Objection) -> None:
    stored = held(objection)
    with recording(act="objections.erase_health", actor=RULE, objection=stored.pk):
        for file in Attachment.objects.filter(kind=HEALTH, owner_id=stored.pk, removed_at=None):
            remove(attachment=file, reason=WHY.vi, actor=RULE)
        stored.health_erased_on = today()
        stored.save(update_fields=["health_erased_on"])
        SealedPart.objects.filter(objection=stored, kind=HEALTH_PAPERS).update(
            content=b"", salt=b"", erased_on=today()
        )
        wrote(stored, LineKind.ERASED, WHY.vi, Authority(RULE))
