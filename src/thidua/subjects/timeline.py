"""What happened to a subject this year, in order: what was entered, claimed, proposed, chosen, sent
back, decided.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.accounts.models import Role
from thidua.decisions.models import DecisionItem
from thidua.numbers import format_number
from thidua.roster.models import RosterEntry
from thidua.rulebook import Framework
from thidua.subjects.events import Happened, timeline
from thidua.vocabulary import shown_level
from thidua.web.components import Event

MOST_FACTS = 3
"""So many facts changed in one act are told one by one."""


def events_of(entry: RosterEntry, framework: Framework | None) -> list[Event]:
    """Everything recorded, oldest first, and the decision at the end (or that there is none
    yet).
    """
    events: list[Event] = []
    before: dict[str, Mapping[str, Any]] = {}
    last = ""
    for happened in timeline(entry):
        model, by = happened.what.partition(".")[0], who(happened)
        for title, detail in _entries_of(happened, before.get(model), framework):
            # Who did several things is named once.
            author = "" if _when(happened) + by == last else by
            events.append(
                Event(_when(happened), title, " · ".join(part for part in (detail, author) if part))
            )
            last = _when(happened) + by
        before[model] = happened.values
    return [*events, *_decision(entry)]


def _when(happened: Happened) -> str:
    """The day; of what came in a file, only the day of loading is known: it stands with who did
    it.
    """
    return "" if happened.act == "import" else f"{timezone.localtime(happened.at):%d/%m/%y}"


def who(happened: Happened) -> str:
    """Officers by their role and organisation; what came in a file by the day it was loaded."""
    if happened.act == "import":
        day = timezone.localtime(happened.at)
        return _("theo tệp nạp ngày {day}").format(day=f"{day:%d/%m/%Y}")
    role = happened.context.get("role", "")
    if role in Role.values:
        acting = f"{Role(role).label}, {happened.context.get('place', '')}"
        if happened.context.get("oneself"):
            return _("{acting} (về chính mình)").format(acting=acting)
        return acting
    return happened.actor


def _entries_of(
    happened: Happened, before: Mapping[str, Any] | None, framework: Framework | None
) -> Iterator[tuple[str, str]]:
    if happened.what.startswith("Proposal"):
        yield from _proposal(happened.values, before or {})
    elif happened.what.startswith("FactSheet") and framework is not None:
        yield from _facts(happened.values["facts"], before, framework)
    elif happened.what == "DecisionItem.delete":
        yield _("Quyết định được mở lại"), happened.context.get("reason", "")


def _proposal(now: Mapping[str, Any], before: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    words = {
        "self_claimed": _("Tự nhận"),
        "proposed": _("Đề nghị"),
        "chosen": _("Cấp uỷ chọn"),
    }
    for name, word in words.items():
        level = now[name]
        if level == before.get(name, ""):
            continue
        text = shown_level(level).short if level else _("bỏ")
        yield f"{word}: {text}", now["reason"] if name == "chosen" and level else ""
    if now["returned"] and now["returned"] != before.get("returned"):
        yield pgettext("event", "Trả lại để đề nghị lại"), now["returned"]


def _facts(
    now: Mapping[str, Any], before: Mapping[str, Any] | None, framework: Framework
) -> Iterator[tuple[str, str]]:
    if before is None:
        yield _("Nhập dữ kiện"), ""
        return
    was = before["facts"]
    changed = [name for name in framework.fields if now.get(name) != was.get(name)]
    if len(changed) > MOST_FACTS:
        yield (
            _("Sửa {number} dữ kiện").format(number=format_number(len(changed))),
            "",
        )
        return
    for name in changed:
        spec = framework.fields[name]
        change = f"{spec.show_stored(was.get(name))} → {spec.show_stored(now.get(name))}"
        yield _("Sửa dữ kiện: {title}").format(title=spec.title), change


def _decision(entry: RosterEntry) -> Iterator[Event]:
    # of a decision that is not issued too: its event says that it is a draft
    item: DecisionItem | None = getattr(entry, "decided", None)
    if item is None:
        if entry.rated:
            yield Event("", _("Chưa có quyết định"), missing=True)
        return
    decision = item.decision
    verb = pgettext("event", "Quyết định") if entry.issued_item else _("Dự thảo quyết định")
    yield Event(
        f"{decision.decided_on:%d/%m/%y}",
        f"{verb}: {shown_level(item.level).short}",
        f"{decision.issuer.name} · {decision.number} · {decision.signer_post}",
    )
