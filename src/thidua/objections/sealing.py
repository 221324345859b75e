"""What of an objection enters the chain of seals: the answer whole, and apart from it the digests
of health papers, which a rule erases; the answer stays provable then.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from thidua.attachments.models import Attachment
from thidua.language import Text
from thidua.objections.models import HEALTH, PAPERS, Objection, SealedPart
from thidua.seals.canonical import canonical
from thidua.seals.chain import seal
from thidua.seals.salts import new_salt
from thidua.seals.sources import Content, Erased, SealedKind

ANSWER, HEALTH_PAPERS = "objection", "objection_health"
RULE = Text(
    "giấy tờ sức khoẻ xoá sau lần giải quyết cuối (health_papers_days)",
    "health papers are erased after the last instance (health_papers_days)",
)


def seal_answer(objection: Objection) -> None:
    """Seal an objection that was just answered, as the last thing of the act."""
    health = _digests(objection, HEALTH)
    if health:
        _seal(objection, HEALTH_PAPERS, {"objection": objection.pk, "files": health})
    _seal(objection, ANSWER, content_of(objection))


def content_of(objection: Objection) -> dict[str, Any]:
    """What the seal of an answer covers; whoever holds this and the salt can prove it."""
    entry = objection.roster_entry
    decision = objection.decision
    return {
        "objection": objection.pk,
        "year": entry.campaign.year,
        "subject": entry.code,
        "subject_type": str(entry.subject_type),
        "instance": objection.instance,
        "decision": decision.number if decision is not None else None,
        "award": objection.award_id,
        "level": objection.level,
        "conditions": list(objection.conditions),
        "facts": objection.facts,
        "why": objection.why,
        "sent_on": objection.sent_on.isoformat(),
        "receiver": objection.receiver.code,
        "outcome": str(objection.state),
        "found": objection.found,
        "answer": objection.answer,
        "answered_on": objection.answered_on.isoformat() if objection.answered_on else None,
        "files": _digests(objection, PAPERS),
    }


def seal_of(objection: Objection) -> SealedPart | None:
    return objection.sealed.filter(kind=ANSWER).first()


def _digests(objection: Objection, kind: str) -> list[str]:
    files = Attachment.objects.filter(kind=kind, owner_id=objection.pk, removed_at=None)
    return sorted(files.values_list("file__sha256", flat=True))


def _seal(objection: Objection, kind: str, content: Mapping[str, Any]) -> None:
    written, salt = canonical(content), new_salt()
    link = seal(kind, str(objection.pk), written, salt)
    SealedPart.objects.create(
        objection=objection,
        kind=kind,
        content=written,
        salt=salt,
        position=link.position,
        hash=link.hash,
    )


def _reader(kind: str) -> Callable[[Sequence[str]], Mapping[str, Content | Erased]]:
    def read(keys: Sequence[str]) -> Mapping[str, Content | Erased]:
        parts = SealedPart.objects.filter(kind=kind, objection__in=[int(key) for key in keys])
        return {
            str(part.objection_id): Erased(RULE, part.erased_on)
            if part.erased_on is not None
            else Content(bytes(part.content), bytes(part.salt))
            for part in parts
        }

    return read


def _changed(keys: Sequence[str]) -> Mapping[str, Text]:
    """Answers whose rows say something else than what was sealed."""
    said = Text("khiếu nại đã đổi sau khi niêm phong", "the objection changed after it was sealed")
    parts = SealedPart.objects.filter(
        kind=ANSWER, objection__in=[int(key) for key in keys]
    ).select_related(
        "objection__roster_entry__campaign", "objection__decision", "objection__receiver"
    )
    return {
        str(part.objection_id): said
        for part in parts
        if canonical(content_of(part.objection)) != bytes(part.content)
    }


SEALED_ANSWERS = SealedKind(
    ANSWER, Text("Trả lời khiếu nại", "Answers to objections"), _reader(ANSWER), changed=_changed
)
SEALED_HEALTH = SealedKind(
    HEALTH_PAPERS,
    Text("Giấy tờ sức khoẻ kèm khiếu nại", "Health papers of objections"),
    _reader(HEALTH_PAPERS),
)
