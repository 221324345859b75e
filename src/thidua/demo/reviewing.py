"""The self-reviews of the demo: form 02, each made from what the year knows of that person, in the
words of `demo/reviews.yaml`. Pure: no database.

No two of a cell are alike. What went badly is said as plainly as what went well."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from thidua.demo.decks import Decks, words_of
from thidua.demo.results import Ending, Result
from thidua.demo.year_of import CellYear, Member, Task
from thidua.numbers import format_number
from thidua.vocabulary import Level

WORDS = words_of("reviews")
PERSONAL = WORDS["personal"]
TWELVE = 12
OWN_WORDS = ("I.1", "II", "VI")
LATE = (Ending.LATE, Ending.MISSED, Ending.BEHIND, Ending.SILENT, Ending.BLOCKED)
OFFICE_KINDS = {"quarter": "village", "agency": "office"}
SITS = "sinh hoạt chi bộ"


@dataclass(frozen=True)
class Cited:
    """One citation of a review: the mark that stands in the text, and what it leads to: a `task`,
    an item of the person's own commitment, or a remedy (`remedy`: its place among their own).
    """

    heading: str
    label: str
    words: str
    task: Task | None = None
    promise: int | None = None
    remedy: int | None = None
    against: bool = False


@dataclass
class Written:
    """One review: the text under each heading (by its number), what it cites."""

    code: str
    sections: dict[str, str]
    cited: list[Cited] = field(default_factory=list)


def reviews_of(
    cell: CellYear, random: Random, *, prompted: Sequence[str] = (), mended: Sequence[str] = ()
) -> list[Written]:
    """The reviews of a cell's members, in their order. `prompted`: codes of those who were asked to
    explain something; `mended`: of those whose remedy of the year before is to be told of.
    """
    decks = Decks(random)
    seen: set[str] = set()
    found = []
    for member in cell.members:
        written = _write(member, decks, prompted, mended)
        while seen.intersection(_own_words(written)):
            written = _write(member, decks, prompted, mended)
        seen.update(_own_words(written))
        found.append(written)
    return found


def _own_words(written: Written) -> list[str]:
    """What nobody else of the cell writes likewise."""
    return [written.sections[number] for number in OWN_WORDS]


def _write(member: Member, decks: Decks, prompted: Sequence[str], mended: Sequence[str]) -> Written:
    writing = _Writing(member, decks)
    code = member.person.code
    sections = {
        "I.1": writing.conduct(),
        "I.2": writing.tasks(),
        "I.3": writing.promise(),
        "II": writing.limits(),
        "III": writing.remedied(was_given=code in mended),
        "IV": decks.draw("answer", PERSONAL["answer"]) if code in prompted else "",
        "V": decks.draw("shared", PERSONAL["shared"]) if member.role != "member" else "",
        "VI": writing.direction(),
        "VII.1": writing.servant_level(),
        "VII.2": writing.level(),
    }
    return Written(code, {number: text for number, text in sections.items() if text}, writing.cited)


class _Writing:
    """One review on its way. Marks are numbered through the whole review, by kind."""

    def __init__(self, member: Member, decks: Decks) -> None:
        self.member, self.decks = member, decks
        self.kind = OFFICE_KINDS.get(member.cell.kind, member.cell.kind)
        self.cited: list[Cited] = []
        self.labels: dict[tuple[str, int], str] = {}

    def conduct(self) -> str:
        missed = self.decks.random.choice((0, 0, 1, 1, 2))
        promise = self.member.promise
        if promise and any(
            SITS in text and not done
            for (text, _), done in zip(promise.items, promise.done, strict=False)
        ):
            missed = 2
        return self._fill(
            self._draw("thought"),
            self._draw("ethics"),
            self._draw("discipline"),
            self._draw("style", self.kind),
            sat=TWELVE - missed,
        )

    def tasks(self) -> str:
        role = self.member.role
        post = self._draw("post", role, self.kind) if role == "member" else self._draw("post", role)
        parts = [self._fill(post)]
        for task in self.member.led:
            _, _, result = task
            ending = ending_words(PERSONAL["ending"], result)
            parts.append(
                self._fill(
                    self._draw("led"),
                    title=result.task.title,
                    ending=ending,
                    mark=self._task("I.2", task),
                )
            )
        if not self.member.led:
            parts += [
                self._fill(
                    self._draw("joined"), title=task[2].task.title, mark=self._task("I.2", task)
                )
                for task in self.member.joined[:1]
            ]
        return "\n".join(parts)

    def promise(self) -> str:
        promise = self.member.promise
        if promise is None:
            return str(self._draw("no_promise"))
        return "\n".join(
            self._fill(
                self._draw("going" if done is None else "kept" if done else "broken"),
                n=number,
                text=text,
                mark=self._promise("I.3", number, text, against=done is False),
            )
            for number, (text, done) in enumerate(self._items(), start=1)
        )

    def _items(self) -> Iterator[tuple[str, bool | None]]:
        promise = self.member.promise
        if promise is not None:
            done: Sequence[bool | None] = promise.done or (None,) * len(promise.items)
            yield from ((text, known) for (text, _), known in zip(promise.items, done, strict=True))

    def limits(self) -> str:
        parts = []
        sheet = self.member.sheet
        if sheet.disciplined:
            parts.append(self._draw("disciplined"))
        parts += [self._draw("weak", name) for name in sheet.weak[:2] if name in PERSONAL["weak"]]
        for number, (text, done) in enumerate(self._items(), start=1):
            if done is False and len(parts) < 2:
                mark = self._promise("II", number, text, against=True)
                parts.append(self._fill(self._draw("fell_short"), text=text, mark=mark))
        for task in self.member.led:
            if task[2].ending in LATE:
                mark = self._task("II", task, against=True)
                line = self._draw("came_late")
                parts.append(self._fill(line, title=task[2].task.title, mark=mark))
        if not parts:
            parts.append(self._draw("mild"))
        return " ".join([*parts, self._draw("cause")])

    def remedied(self, *, was_given: bool) -> str:
        if was_given:
            label = "KP 1"
            self.cited.append(Cited("III", label, "", remedy=0))
            return self._fill(self._draw("repaired"), mark=f" [{label}]")
        return str(self._draw("remedied"))

    def direction(self) -> str:
        return f"{self._draw('direction')} {self._draw('means')}"

    def level(self) -> str:
        return self._of_level("level", self.member.sheet.claimed)

    def servant_level(self) -> str:
        return self._of_level("servant_level", self.member.sheet.servant)

    def _of_level(self, slot: str, level: str) -> str:
        return self._fill(self._draw(slot), level=Level(level).title.vi) if level else ""

    def _draw(self, *slot: str) -> str:
        lines = PERSONAL
        for part in slot:
            lines = lines[part]
        return self.decks.draw("/".join(slot), lines)

    def _fill(self, *lines: str, **known: object) -> str:
        """The lines one after the other, with what is known of the cell and of the case."""
        cell = self.member.cell
        place = cell.short_name[:1].lower() + cell.short_name[1:]
        name = cell.name[:1].lower() + cell.name[1:]
        return " ".join(line.format(place=place, cell=name, **known) for line in lines)

    def _task(self, heading: str, task: Task, *, against: bool = False) -> str:
        label = self.labels.setdefault(task[:2], f"NV {len(self.labels) + 1}")
        words = told(task[2])
        self.cited.append(Cited(heading, label, words, task=task, against=against))
        return f" [{label}]"

    def _promise(self, heading: str, number: int, text: str, *, against: bool) -> str:
        label = f"CK {number}"
        self.cited.append(Cited(heading, label, text, promise=number, against=against))
        return f" [{label}]"


def told(result: Result) -> str:
    """“30/28 ha”, as the chip of a citation says it."""
    task = result.task
    numbers = f"{format_number(result.value)}/{format_number(task.target)} {task.measured_in}"
    return numbers.replace(" %", "%")


def ending_words(lines: dict[str, str], result: Result) -> str:
    task = result.task
    text = lines[result.ending.value].format(
        value=format_number(result.value),
        target=format_number(task.target),
        unit=task.measured_in,
    )
    return text.replace(" %", "%")
