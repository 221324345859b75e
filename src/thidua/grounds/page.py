"""What one fact of one subject rests on, as its page shows it: the sentence, the targets, whose the
fact is.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.grounds.queries import Opened
from thidua.indicators.results import IndicatorResult
from thidua.numbers import format_number
from thidua.progress.counting import Aim, Counted, aim_of_item, aim_of_result, aims_of
from thidua.progress.results import Noted, Target, TaskProgress
from thidua.progress.task_facts import Telling
from thidua.progress.year_work import Item, Part, Whose, YearWork, work_of_body, work_of_person
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Reached
from thidua.web.clock import today

Mark = Literal["met", "not_met", "unknown", "excused"]


@dataclass(frozen=True)
class Told:
    """How a target is counted, in words beside its mark; whether in time; whether confirmed."""

    mark: Mark
    counted: str
    in_time: str = ""
    confirmed: str = ""


@dataclass(frozen=True)
class Row:
    """One target: of which task (`href`: its page, for who may open it), what was wanted, what came
    out and on which day (`note_href`), how it is counted.
    """

    heading: str
    measure: str
    wanted: str
    result: str
    told: Told
    on: dt.date | None = None
    main: bool = False
    href: str = ""
    note_href: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Grounds:
    """All of one fact."""

    sentence: str
    rows: list[Row]
    withdrawn: list[Row]
    counted: Counted
    whose: str


def work_of(entry: RosterEntry, telling: Telling, campaign: Campaign) -> YearWork:
    """What the fact rests on, read for this subject alone."""
    if telling.whose is Whose.PERSON and entry.person_id is not None:
        return work_of_person(campaign, entry.person_id)
    return work_of_body(campaign, entry.organisation)


def grounds_of(
    entry: RosterEntry, fact: str, telling: Telling, *, work: YearWork, tasks: Mapping[int, Opened]
) -> Grounds:
    """`tasks`: those whose pages the reader may open, by their key."""
    key = entry.person_id if telling.whose is Whose.PERSON else entry.organisation_id
    part, counted = work.part(telling.whose, key), work.counted(telling.whose, key)
    rows = list(_Rows(work, tasks).of(part))
    return Grounds(
        sentence=sentence_of(fact, counted, work),
        rows=[row for row in rows if row.told.mark != "excused"],
        withdrawn=[row for row in rows if row.told.mark == "excused"],
        counted=counted,
        whose=_WHOSE()[telling.whose],
    )


def _WHOSE() -> Mapping[Whose, str]:  # noqa: N802 - words of the reader's language
    return {
        Whose.BODY: _("Nhiệm vụ và chỉ tiêu của đơn vị"),
        Whose.COLLECTIVE: _(
            "Nhiệm vụ của tập thể; tập thể không đăng ký riêng thì tính theo đơn vị"
        ),
        Whose.PERSON: _("Nhiệm vụ có tên đồng chí và các điều đã cam kết"),
    }


def sentence_of(fact: str, counted: Counted, work: YearWork) -> str:
    """“9 trong 12 chỉ tiêu xong đến 31/12, 1 chưa đủ căn cứ, 2 chưa xác nhận.”"""
    day = f"{min(today(), work.cut_off):%d/%m}"
    if not counted.total:
        return _("Chưa có chỉ tiêu nào được tính đến {day}.").format(day=day)
    parts = [_begun(fact, counted).format(day=day)]
    more = (
        (counted.unknown, _("{n} chưa đủ căn cứ")),
        (counted.unconfirmed, _("{n} kết quả chưa xác nhận (vẫn tính)")),
        (counted.withdrawn, _("{n} chỉ tiêu đã được đồng ý cho rút, không tính")),
    )
    parts += [words.format(n=format_number(number)) for number, words in more if number]
    return ", ".join(parts) + "."


def _begun(fact: str, counted: Counted) -> str:
    words, part, whole = _("{part} trong {whole} chỉ tiêu xong đến {day}"), counted.done, None
    if fact == "main_targets_done":
        words, part = _("{part} trong {whole} chỉ tiêu chủ yếu xong đến {day}"), counted.main_done
        whole = counted.main
    elif fact == "unit_targets_exceeded":
        words, part = _("{part} trong {whole} chỉ tiêu vượt mức đến {day}"), counted.exceeded
    elif fact in {"unit_targets_on_time", "own_tasks_below_standard"}:
        words, part = _("{part} trong {whole} chỉ tiêu xong đúng hạn"), counted.on_time
    total = counted.total if whole is None else whole
    return words.replace("{part}", format_number(part)).replace("{whole}", format_number(total))


class _Rows:
    """The lines of a subject's work, those that count against it first."""

    def __init__(self, work: YearWork, tasks: Mapping[int, Opened]) -> None:
        self.work, self.tasks = work, tasks
        self.days = {"on": work.on, "cut_off": work.cut_off}

    def of(self, part: Part) -> Iterator[Row]:
        for task in part.tasks:
            aims = aims_of(task, **self.days)
            yield from (
                self._target(task, target, aim)
                for target, aim in zip(task.targets, aims, strict=True)
            )
        yield from (self._indicator(result) for result in part.indicators)
        yield from (self._item(item) for item in part.items)

    def _target(self, progress: TaskProgress, target: Target, aim: Aim) -> Row:
        task = self.tasks.get(progress.task)
        href = task.href if task else ""
        noted = target.now
        return Row(
            heading=progress.heading or str(_("Nhiệm vụ chưa có tên")),
            measure=target.name,
            wanted=_("có") if target.yes_no else _wanted(target),
            result=_result(noted, target.unit),
            on=noted.on if noted else None,
            main=target.main,
            href=href,
            note_href=f"{href}#note-{noted.note}" if href and noted else "",
            reason=task.reason if task and progress.withdrawn else "",
            told=_told(aim),
        )

    def _indicator(self, result: IndicatorResult) -> Row:
        unit = result.line.unit
        lower = "" if result.line.higher_is_better else _(" trở xuống")
        return Row(
            heading=_("Chỉ tiêu"),
            measure=result.name,
            wanted=f"{_number(result.target)} {unit}{lower}",
            result=_("chưa có kết quả") if result.value is None else _with(result.value, unit),
            on=result.counts.on if result.counts else None,
            told=_told(aim_of_result(result.reached, **self.days)),
        )

    def _item(self, item: Item) -> Row:
        words = {True: _("đã xong"), False: _("chưa xong"), None: _("chưa có kết quả")}
        return Row(
            heading=_("Cam kết của đảng viên"),
            measure=item.text,
            wanted=_("có"),
            result=words[item.done],
            told=_told(aim_of_item(item.done, item.until, **self.days)),
        )


def _wanted(target: Target) -> str:
    lower = "" if target.higher_is_better else _(" trở xuống")
    return f"{_number(target.target)} {target.unit}{lower}".strip()


def _result(noted: Noted | None, unit: str) -> str:
    if noted is None:
        return _("chưa có kết quả")
    if noted.done is not None:
        return _("đã xong") if noted.done else _("chưa xong")
    return _with(noted.value, unit)


def _with(value: object, unit: str) -> str:
    return f"{_number(value)} {unit}".strip()


def _number(value: object) -> str:
    return "" if value is None else format_number(value)  # type: ignore[arg-type]


def _told(aim: Aim) -> Told:
    if aim.withdrawn:
        return Told("excused", _("không tính"))
    marks: Mapping[bool | None, Mark] = {True: "met", False: "not_met", None: "unknown"}
    in_time = {True: _("đúng hạn"), False: _("muộn"), None: _("chưa rõ")}
    known = aim.reached is not Reached.UNKNOWN
    return Told(
        marks[aim.done],
        _counted(aim),
        in_time[aim.on_time] if aim.done else "",
        (_("đã xác nhận") if aim.confirmed else _("chưa xác nhận")) if known else "",
    )


def _counted(aim: Aim) -> str:
    if aim.reached is Reached.EXCEEDED:
        return _("vượt mức")
    if aim.done:
        return _("xong")
    if aim.done is False:
        return _("chưa đạt")
    return _("chưa có kết quả") if aim.reached is Reached.UNKNOWN else _("chưa hết hạn")
