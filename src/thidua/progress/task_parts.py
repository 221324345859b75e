"""The parts of a task's page as values: a note, what blocks, a pace in words, an act refused."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext as _

from thidua.progress.note_lines import FileLine, NoteLine
from thidua.progress.pace import Pace, rounded
from thidua.progress.results import Target
from thidua.progress.wordings import short_day, with_unit


@dataclass(frozen=True)
class Refused:
    """An act about a note that was refused: which, why, and what was typed."""

    act: str
    note: int
    error: str
    form: forms.Form


@dataclass(frozen=True)
class ShownNote:
    """One note as the page tells it. `earlier`: those in whose place it stands, the newest first;
    `typed`: what came back with a refused act, by the act.
    """

    line: NoteLine
    values: str
    milestones: Sequence[str]
    files: Sequence[FileLine]
    earlier: Sequence["ShownNote"] = ()
    may_check: bool = False
    may_answer: bool = False
    may_correct: bool = False
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def pk(self) -> int:
        return self.line.note.pk

    @property
    def lost_confirmation(self) -> bool:
        """Whether what it replaces was confirmed, and it is not confirmed itself."""
        was = any(one.line.confirmed for one in self.earlier)
        return was and self.line.confirmed is None

    @property
    def day(self) -> str:
        return short_day(self.line.note.on)


@dataclass(frozen=True)
class ShownPromise:
    unit: str
    text: str
    words: str


@dataclass(frozen=True)
class Blocked:
    """What stands in the way, since when, and who does something about it."""

    note: int
    since: str
    what: str
    whom: str
    promises: Sequence[ShownPromise]
    may_promise: bool


@dataclass(frozen=True)
class ShownPace:
    """`name`: of the measure where a task has several."""

    name: str
    sentence: str
    wanted: str


def told_pace(pace: Pace, target: Target, *, several: bool) -> ShownPace:
    """Where a pace leads, in two sentences. `several`: the task has other measures too."""
    unit, day = target.unit, short_day(pace.ends_on)
    words = {
        "pace": with_unit(rounded(pace.a_month), unit),
        "day": day,
        "there": with_unit(rounded(pace.at_end), unit),
        "short": with_unit(rounded(pace.short), unit),
        "needed": with_unit(rounded(pace.needed), unit),
        "target": with_unit(target.target, unit),
    }
    if not pace.short:
        sentence = _("{pace} mỗi tháng thì đến {day} được {there}, đủ mức phấn đấu.")
        return ShownPace(target.name if several else "", sentence.format(**words), "")
    sentence = (
        _("{pace} mỗi tháng thì đến {day} được {there}, thiếu {short}.")
        if target.higher_is_better
        else _("{pace} mỗi tháng thì đến {day} còn {there}, thừa {short}.")
    )
    wanted = _("Muốn đến {target} cần {needed} mỗi tháng.")
    return ShownPace(
        target.name if several else "", sentence.format(**words), wanted.format(**words)
    )
