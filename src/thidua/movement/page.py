"""What the page of the movement shows: the sentence, tables whose numbers open their lists."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from thidua.accounts.actors import Scope
from thidua.movement.blocked import Blocked
from thidua.movement.figures import MovementFigures, RowFigures, Tally
from thidua.movement.forms import (
    DONE,
    EXCEEDED,
    FINISHED,
    MISSED,
    NOBODY,
    UNKNOWN,
)
from thidua.movement.links import (
    BLOCKED,
    RETURNED,
    TARGETS,
    TASKS,
    movement_address,
    of_row,
)
from thidua.movement.numbers import Numbers, width
from thidua.movement.shares import shares_of
from thidua.movement.shown import Freeing, Number, Share, TableRow, WaitingLine, WaitingShown
from thidua.movement.waiting import Waiting
from thidua.movement.words import target_words
from thidua.organisations.names import committee_of
from thidua.progress.counting import Counted
from thidua.progress.links import page_of_task
from thidua.progress.states import TaskState
from thidua.registrations.clarities import clarity_text
from thidua.vocabulary import Tier
from thidua.web.components import Crumb

MOST_SHOWN = 8
"""Of what is blocked; all of it is in the list."""


_COLUMNS: tuple[tuple[str, tuple[TaskState, ...]], ...] = (
    (FINISHED, (TaskState.EXCEEDED, TaskState.DONE, TaskState.DONE_LATE)),
    (TaskState.ON_TIME, (TaskState.ON_TIME,)),
    (TaskState.LATE, (TaskState.LATE,)),
    (TaskState.BLOCKED, (TaskState.BLOCKED,)),
    (TaskState.SILENT, (TaskState.SILENT,)),
    (TaskState.MISSED, (TaskState.MISSED,)),
)
"""The columns of the table: the word of each in addresses, and the states that it counts."""


def column_heads() -> dict[str, str]:
    """The titles of the columns."""
    return {
        "": _("Nhiệm vụ"),
        FINISHED: _("Đã xong"),
        TaskState.ON_TIME: _("Đúng tiến độ"),
        TaskState.LATE: _("Chậm"),
        TaskState.BLOCKED: _("Đang vướng"),
        TaskState.SILENT: _("3 tháng chưa ghi"),
        TaskState.MISSED: _("Chưa đạt"),
    }


class Page:
    """The page of one body on one day, as its template reads it."""

    def __init__(self, figures: MovementFigures) -> None:
        self.figures = figures
        self.number = Numbers(figures)
        self.after = figures.on > figures.campaign.cut_off_date
        hidden = set(_RUNNING) if self.after else {TaskState.MISSED.value}
        self.columns = [one for one in _COLUMNS if one[0] not in hidden]

    @property
    def title(self) -> str:
        if self.figures.place.tier is Tier.PROVINCE:
            return _("Phong trào thi đua của cả tỉnh")
        return _("Phong trào thi đua của {name}").format(name=self.figures.place.name)

    @property
    def heads(self) -> list[tuple[str, str]]:
        titles = column_heads()
        return [("", titles[""]), *((str(key), titles[key]) for key, _states in self.columns)]

    @property
    def whole(self) -> Number:
        return self.number(self.figures.tasks.all, TASKS)

    @property
    def shown(self) -> bool:
        """Whether anything was accepted at all."""
        return bool(sum(self.figures.tasks.by_state.values()))

    @property
    def sentence(self) -> list[Number]:
        """The year so far: how many tasks are in each state; what there is none of is left out."""
        tasks = self.figures.tasks
        words = {
            FINISHED: _("đã xong"),
            TaskState.EXCEEDED: _("vượt mức phấn đấu"),
            TaskState.ON_TIME: _("đúng tiến độ"),
            TaskState.LATE: _("chậm tiến độ"),
            TaskState.BLOCKED: _("đang vướng"),
            TaskState.SILENT: _("đã 3 tháng chưa có ghi nhận"),
            TaskState.MISSED: _("chưa đạt khi chốt năm"),
            TaskState.WITHDRAWN: _("đã rút"),
        }
        counted = {FINISHED: tasks.finished} | {
            state: tasks.of(state) for state in TaskState if state in words
        }
        found = [replace(self.whole, words=_("nhiệm vụ và khâu đột phá"))]
        for state, word in words.items():
            if counted[state]:
                number = self.number(counted[state], TASKS, word, state=str(state))
                before = _("trong đó") if state is TaskState.EXCEEDED else ""
                found.append(replace(number, before=before))
        first, *others = found
        signs = [";" if others else ".", *"," * (len(others) - 1), "."]
        return [
            replace(one, words=f"{one.words}{sign}")
            for one, sign in zip([first, *others], signs, strict=False)
        ]

    @property
    def rows(self) -> list[TableRow]:
        """A row for each unit right below, in the order of the tree."""
        return [self._row(one) for one in self.figures.rows]

    @property
    def total(self) -> TableRow | None:
        if len(self.figures.rows) < 2:
            return None
        return self._made(_("Cộng"), "", self.figures.tasks, self.figures.targets, {})

    @property
    def kinds(self) -> list[TableRow]:
        """The same for key tasks and breakthroughs."""
        return [
            self._made(str(kind.label), "", tally, None, {"kind": kind.value})
            for kind, tally in self.figures.kinds.items()
        ]

    def _row(self, found: RowFigures) -> TableRow:
        unit, figures = found.row.unit, self.figures
        name = _("Nhiệm vụ của {name}").format(name=unit.name) if found.row.own else unit.name
        href = "" if found.row.own else movement_address(figures.campaign, unit.code, figures.on)
        return self._made(name, href, found.tasks, found.targets, of_row(found.row))

    def _made(
        self,
        name: str,
        href: str,
        tasks: Tally,
        targets: Counted | None,
        narrowed: dict[str, str],
    ) -> TableRow:
        titles = column_heads()
        cells = [self.number(tasks.all, TASKS, titles[""], **narrowed)]
        cells += [
            self.number(tasks.of(*states), TASKS, titles[key], state=str(key), **narrowed)
            for key, states in self.columns
        ]
        counted = targets or Counted()
        return TableRow(
            name,
            href,
            cells,
            self.number(counted.done, TARGETS, reached=DONE, **narrowed),
            self.number(counted.total, TARGETS, **narrowed),
            width(counted.done, counted.total),
        )

    @property
    def time(self) -> list[Share]:
        """How much of the year has passed, beside how much of the work was due and is done."""
        return shares_of(self.figures, self.number)

    @property
    def unknown(self) -> list[Number]:
        """Targets that were passed, those that are missed, those of which nobody can tell."""
        targets = self.figures.targets
        counted = {EXCEEDED: targets.exceeded, MISSED: targets.missed, UNKNOWN: targets.unknown}
        return [
            self.number(number, TARGETS, target_words(word), reached=word)
            for word, number in counted.items()
            if number
        ]

    @property
    def blocked(self) -> Number:
        return self.number(len(self.figures.blocked), BLOCKED)

    @property
    def longest_blocked(self) -> list[tuple[Blocked, str]]:
        """What is blocked the longest, each with the page of its task."""
        campaign = self.figures.campaign
        return [
            (one, page_of_task(campaign, one.placed.unit.code, one.placed.task.task))
            for one in self.figures.blocked[:MOST_SHOWN]
        ]

    @property
    def waiting(self) -> list[WaitingShown]:
        """What is late and what is silent, each with those that wait the longest; what there is
        none of is left out.
        """
        titles = {
            TaskState.LATE: _("Chậm tiến độ"),
            TaskState.SILENT: _("3 tháng chưa có ghi nhận"),
        }
        return [
            WaitingShown(
                state.value,
                title,
                self.number(self.figures.tasks.of(state), TASKS, state=state.value),
                [self._line(state, one) for one in self.figures.waiting[state]],
            )
            for state, title in titles.items()
            if self.figures.tasks.of(state)
        ]

    def _line(self, state: TaskState, one: Waiting) -> WaitingLine:
        task, unit = one.placed.task, one.placed.unit
        words = _("được nhận {day}, chưa có ghi nhận nào")
        if state is TaskState.LATE:
            words = _("hạn {day} đã qua")
        elif one.noted:
            words = _("ghi nhận gần nhất {day}")
        href = page_of_task(self.figures.campaign, unit.code, task.task)
        return WaitingLine(task.heading, href, unit.name, words.format(day=f"{one.since:%d/%m/%Y}"))

    @property
    def freeing(self) -> list[Freeing]:
        """Who could free what is blocked: first those who are waited for the longest."""
        by_whom: dict[str, list[Blocked]] = {}
        for one in self.figures.blocked:
            by_whom.setdefault(one.freed_by, []).append(one)
        found = [self._freeing(whom, those) for whom, those in by_whom.items()]
        return sorted(found, key=lambda one: (one.since, one.name))

    def _freeing(self, whom: str, those: Sequence[Blocked]) -> Freeing:
        key = whom or NOBODY
        late = sum(one.overdue for one in those)
        return Freeing(
            committee_of(those[0].freed_by_name) or _("Chưa nêu nơi gỡ được"),
            self.number(len(those), BLOCKED, freed=key),
            self.number(late, BLOCKED, freed=key, overdue="1"),
            min(one.since for one in those),
        )

    @property
    def returned(self) -> list[Number]:
        """The clarities as often as they came back."""
        year = self.figures.campaign.year
        return [
            self.number(number, RETURNED, str(clarity_text(year, clarity).title), clarity=clarity)
            for clarity, number in self.figures.returned.items()
        ]


_RUNNING = (
    TaskState.ON_TIME.value,
    TaskState.LATE.value,
    TaskState.BLOCKED.value,
    TaskState.SILENT.value,
)
"""States that no task is in after the cut-off."""


def crumbs_of(scope: Scope, figures: MovementFigures) -> list[Crumb]:
    """The reader's own body above one below it, on the same day."""
    place = figures.place
    grant = next((one for one in scope.grants if place.path.startswith(one.path)), None)
    if grant is None or grant.organisation_id == place.pk:
        return []
    href = movement_address(figures.campaign, grant.organisation_code, figures.on)
    return [Crumb(committee_of(grant.organisation_name), href)]
