"""One registration as its reader sees it: each clarity, what it said before, what came of it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.acceptance.forms import ACCEPT, RETURN, VerdictForm
from thidua.acceptance.models import Verdict
from thidua.acceptance.queries import answered_last
from thidua.acceptance.wordings import Line, changed, in_one_line, lines_of
from thidua.language import Text
from thidua.numbers import format_number
from thidua.registrations.clarities import ClarityText, clarities_of
from thidua.registrations.content import from_json
from thidua.registrations.models import Task, TaskStatus, TaskVersion
from thidua.web.clock import shown


@dataclass(frozen=True)
class Clause:
    """One clarity of a version. `earlier`: what another version said where it said otherwise;
    `by_reason`: the day of the return that it follows. `form`: where the reader decides it now.
    """

    clarity: str
    title: Text
    lines: tuple[Line, ...]
    state: str
    """open, accepted, returned, or sent: waits, and this reader does not decide it."""
    earlier: str = ""
    earlier_number: int = 0
    by_reason: dt.date | None = None
    verdict: Verdict | None = None
    form: VerdictForm | None = None

    @property
    def key(self) -> str:
        return f"{self.form.prefix}" if self.form is not None else self.clarity


@dataclass(frozen=True)
class Sending:
    """One line of what went back and forth: its day, what happened, which version may be compared
    with.
    """

    on: dt.date
    words: str
    compare: int = 0


@dataclass(frozen=True)
class ReadTask:
    """One task of a registration as it is read."""

    task: Task
    version: TaskVersion
    number: int
    heading: str
    clauses: tuple[Clause, ...]
    sendings: tuple[Sending, ...]
    sent_words: str
    asks_out: str = ""
    """Why its unit asks to withdraw it; "": it does not."""
    moved_from: str = ""

    @property
    def is_open(self) -> bool:
        return any(clause.form is not None for clause in self.clauses)

    @property
    def above_withdrawn(self) -> bool:
        """Whether the superior's task that it is a part of is no more; this one stands."""
        above = self.task.taken_from
        return above is not None and above.status == TaskStatus.WITHDRAWN

    @property
    def is_withdrawn(self) -> bool:
        return self.task.status == TaskStatus.WITHDRAWN


@dataclass(frozen=True)
class How:
    """How a registration is read: in which year, `who` answers by name, whether this reader does
    (`decides`), what they sent where it came back (`data`), and the number of the version to stand
    beside (`compare`; None: the one before).
    """

    year: int
    who: str
    decides: bool = False
    data: Mapping[str, Any] | None = None
    compare: int | None = None


def read_tasks(versions: Sequence[TaskVersion], how: How) -> list[ReadTask]:
    """The tasks of a registration, from all their versions (the newest of each first)."""
    by_task: dict[int, list[TaskVersion]] = {}
    for version in versions:
        by_task.setdefault(version.task_id, []).append(version)
    return [_read(own, number, how) for number, own in enumerate(by_task.values(), start=1)]


def _read(versions: Sequence[TaskVersion], number: int, how: How) -> ReadTask:
    newest = versions[0]
    task = newest.task
    return ReadTask(
        task=task,
        version=newest,
        number=number,
        heading=from_json(newest.content).heading,
        clauses=tuple(_clause(one, versions, how) for one in clarities_of(how.year)),
        sendings=tuple(_sendings(versions, how)),
        sent_words=_sent_words(versions),
        asks_out=task.withdrawal_reason if task.withdrawal_asked_at is not None else "",
        moved_from=getattr(newest, "moved_from", None) or "",
    )


@dataclass(frozen=True)
class Prepared:
    """What a reader had chosen for a clarity that they no longer decide."""

    title: Text
    accepts: bool
    why: str


def prepared_of(tasks: Sequence[ReadTask], versions: Sequence[int], how: How) -> list[Prepared]:
    """What came with a form about versions that no longer wait: shown beside what stands now, so
    that nothing that was written is lost.
    """
    if how.data is None:
        return []
    open_ones = {task.version.pk for task in tasks if task.is_open}
    found = []
    for version in versions:
        for one in clarities_of(how.year) if version not in open_ones else ():
            word = one.id.value
            form = VerdictForm(how.data, prefix=f"v{version}-{word}", clarity=word)
            form.full_clean()
            verdict = form.cleaned_data.get("verdict")
            if verdict:
                why = form.why if verdict == RETURN else ""
                found.append(Prepared(one.title, accepts=verdict == ACCEPT, why=why))
    return found


def _beside(versions: Sequence[TaskVersion], compare: int | None) -> TaskVersion | None:
    earlier = versions[1:]
    wanted = next((one for one in earlier if one.number == compare), None)
    return wanted or next(iter(earlier), None)


def _clause(clarity: ClarityText, versions: Sequence[TaskVersion], how: How) -> Clause:
    newest, word = versions[0], clarity.id.value
    task = newest.task
    state = "accepted" if word in task.locked else "returned" if word in task.returned else "sent"
    clause = Clause(
        clarity=word,
        title=clarity.title,
        lines=tuple(lines_of(word, newest.content)),
        state=state,
        verdict=_last_verdict(versions, word),
    )
    if state == "sent" and how.decides and task.status == TaskStatus.SENT:
        form = VerdictForm(how.data, prefix=f"v{newest.pk}-{word}", clarity=word)
        clause = replace(clause, state="open", form=form)
    before = _beside(versions, how.compare)
    if before is None or not changed(word, newest.content, before.content):
        return clause
    answered = next((one for one in before.verdicts.all() if one.clarity == word), None)
    return replace(
        clause,
        earlier=in_one_line(word, before.content) or _("chưa viết"),
        earlier_number=before.number,
        by_reason=(
            shown(answered.decided_at).date() if answered and not answered.accepted else None
        ),
    )


def _last_verdict(versions: Sequence[TaskVersion], clarity: str) -> Verdict | None:
    found = [
        verdict
        for version in versions
        for verdict in version.verdicts.all()
        if verdict.clarity == clarity
    ]
    return max(found, key=lambda verdict: verdict.pk, default=None)


def _sendings(versions: Sequence[TaskVersion], how: How) -> list[Sending]:
    found: list[Sending] = []
    titles = {one.id.value: str(one.title) for one in clarities_of(how.year)}
    for at, version in enumerate(versions):
        before = versions[at + 1] if at + 1 < len(versions) else None
        if answered := answered_last(version):
            found.append(_answered(answered, how.who))
        on = shown(version.sent_at).date()
        if before is None:
            found.append(Sending(on, _("Gửi lần 1")))
            continue
        edited = [titles[word] for word in titles if changed(word, version.content, before.content)]
        words = _("Gửi lần {number}: sửa {what}").format(
            number=version.number, what=", ".join(edited) or _("không mục nào")
        )
        if version.change_reason:
            words = _("Đề nghị thay đổi: {reason}").format(reason=version.change_reason)
        found.append(Sending(on, words, before.number))
    return found


def _answered(verdicts: Sequence[Verdict], who: str) -> Sending:
    on = shown(verdicts[0].decided_at).date()
    returned = sum(not verdict.accepted for verdict in verdicts)
    if not returned:
        return Sending(on, _("{who} nhận đủ các mục").format(who=who))
    words = ngettext("{who} trả lại {number} mục", "{who} trả lại {number} mục", returned).format(
        who=who, number=format_number(returned)
    )
    return Sending(on, words)


def _sent_words(versions: Sequence[TaskVersion]) -> str:
    newest = versions[0]
    if len(versions) == 1:
        return _("gửi lần 1")
    edited = sum(
        changed(word, newest.content, versions[1].content)
        for word in newest.content.keys() | versions[1].content.keys()
    )
    return ngettext(
        "gửi lần {number}, sửa {edited} mục", "gửi lần {number}, sửa {edited} mục", edited
    ).format(number=newest.number, edited=format_number(edited))
