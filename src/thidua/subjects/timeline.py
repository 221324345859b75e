"""What happened to a subject this year, in order: entered, claimed, proposed, chosen, sent back,
reminded, decided, awarded; each on its day, with who did it.

Who is a post and its unit, never a name: the story is read by everybody who may see the subject."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from thidua.accounts.models import Role
from thidua.decisions.models import DecisionItem
from thidua.numbers import format_number
from thidua.organisations.names import committee_of, who_decides
from thidua.roster.models import RosterEntry
from thidua.rulebook import Framework
from thidua.subjects.events import Happened
from thidua.subjects.story import STORY, Told
from thidua.subjects.work_story import told_by_work
from thidua.vocabulary import Level, SubjectType, shown_level
from thidua.web.clock import shown
from thidua.web.components import Event

MOST_FACTS = 3
"""So many facts changed in one act are told one by one."""


def events_of(
    entry: RosterEntry, framework: Framework | None, happened: Iterable[Happened]
) -> list[Event]:
    """Everything recorded (`happened`: what `timeline` gave), oldest first, and the decision at the
    end (or that there is none yet).
    """
    told = [*_recorded(entry, framework, happened), *_decision(entry)]
    told += [one for source in STORY for one in source(entry)]
    decided: DecisionItem | None = getattr(entry, "decided", None)
    last = decided.decision.decided_on if decided else dt.date.max
    # what was loaded afterwards came before the decision: only its day is not known
    told.sort(key=lambda one: min(one.day, last) if one.from_file else one.day)
    events = [Event(_when(one), one.title, one.detail) for one in told]
    if decided is None and entry.rated:
        events.append(Event("", _("Chưa có quyết định"), missing=True))
    return events


def _when(told: Told) -> str:
    return _("theo tệp") if told.from_file else f"{told.day:%d/%m/%Y}"


def _recorded(
    entry: RosterEntry, framework: Framework | None, everything: Iterable[Happened]
) -> Iterator[Told]:
    """What the history keeps of the subject's sheet and levels."""
    before: dict[str, Mapping[str, Any]] = {}
    for happened in everything:
        model, by = happened.what.partition(".")[0], who(happened)
        for title, detail in _entries_of(happened, before.get(model), framework, entry):
            more = " · ".join(part for part in (detail, by) if part)
            from_file = happened.act == "import"
            yield Told(shown(happened.at).date(), title, more, from_file=from_file)
        before[model] = happened.values


def who(happened: Happened) -> str:
    """Officers by their role and organisation; what came in a file by the day it was loaded; else
    nobody.
    """
    if happened.act == "import":
        return _("nạp ngày {day}").format(day=f"{shown(happened.at):%d/%m/%Y}")
    role = happened.context.get("role", "")
    if role not in Role.values:
        return ""
    acting = f"{Role(role).label}, {happened.context.get('place', '')}"
    if happened.context.get("oneself"):
        return _("{acting} (về chính mình)").format(acting=acting)
    return acting


def _entries_of(
    happened: Happened,
    before: Mapping[str, Any] | None,
    framework: Framework | None,
    entry: RosterEntry,
) -> Iterator[tuple[str, str]]:
    if happened.what.startswith("Proposal"):
        yield from _proposal(happened.values, before or {}, entry)
    elif happened.what.startswith("FactSheet") and framework is not None:
        yield from _facts(happened.values["facts"], before, framework)
        yield from told_by_work(happened.values, before or {}, framework)
    elif happened.what in {"Reminder.insert", "Reminder.update"}:
        yield from _reminder(happened.values, before)
    elif happened.what == "DecisionItem.delete":
        yield _("Mở lại quyết định"), happened.context.get("reason", "")


def _proposal(
    now: Mapping[str, Any], before: Mapping[str, Any], entry: RosterEntry
) -> Iterator[tuple[str, str]]:
    member = entry.subject_type == SubjectType.MEMBER
    words = {
        "self_claimed": (_("Tự nhận {level}"), _("Rút mức tự nhận")),
        "proposed": (
            (_("Chi bộ đề nghị {level}") if member else _("Đề nghị {level}")),
            _("Rút đề nghị"),
        ),
        "chosen": (_("Cấp uỷ chọn {level}"), _("Hoàn tác lựa chọn của cấp uỷ")),
    }
    for name, (set_to, taken_back) in words.items():
        level = now[name]
        if level == before.get(name, ""):
            continue
        title = set_to.format(level=shown_level(level).title) if level else taken_back
        yield title, now["reason"] if name == "chosen" and level else ""
    if now["returned"] and now["returned"] != before.get("returned"):
        yield _("Cấp uỷ đề nghị xem xét lại"), now["returned"]


def _facts(
    now: Mapping[str, Any], before: Mapping[str, Any] | None, framework: Framework
) -> Iterator[tuple[str, str]]:
    if before is None:
        known = sum(now.get(name) not in (None, "") for name in framework.fields)
        if known:
            yield _("Nhập {number} thông tin").format(number=format_number(known)), ""
        return
    was = before["facts"]
    changed = [name for name in framework.fields if now.get(name) != was.get(name)]
    if len(changed) > MOST_FACTS:
        yield (
            _("Sửa {number} thông tin").format(number=format_number(len(changed))),
            "",
        )
        return
    for name in changed:
        spec = framework.fields[name]
        if was.get(name) in (None, ""):
            title = _("Nhập “{title}”: {value}")
            yield title.format(title=spec.title, value=spec.show_stored(now.get(name))), ""
            continue
        change = f"{spec.show_stored(was.get(name))} → {spec.show_stored(now.get(name))}"
        yield _("Sửa “{title}”").format(title=spec.title), change


def _reminder(
    now: Mapping[str, Any], before: Mapping[str, Any] | None
) -> Iterator[tuple[str, str]]:
    """The unit that keeps the sheet was reminded of what is missing, and saw it."""
    unit = committee_of(now["unit"])
    if now["seen_at"] and before is not None and not before["seen_at"]:
        yield _("{unit} đã xem lời nhắc").format(unit=unit), ""
    elif not now["seen_at"]:
        title = _("{sender} nhắc {unit} bổ sung thông tin")
        yield title.format(sender=committee_of(now["sender"]), unit=unit), ""


def _decision(entry: RosterEntry) -> Iterator[Told]:
    # of a decision that is not issued too: its event says that it is a draft
    item: DecisionItem | None = getattr(entry, "decided", None)
    if item is None:
        return
    decision = item.decision
    text = (
        _("{issuer} quyết định {level}") if entry.issued_item else _("Dự thảo quyết định: {level}")
    )
    parts = (decision.number, decision.signer_post)
    yield Told(
        decision.decided_on,
        text.format(issuer=who_decides(decision.issuer), level=Level(item.level).title),
        " · ".join(part for part in parts if part),
    )
