"""The review reports of the demo's units: form 01 of each cell's committee and of the commune's, in
the words of `demo/reviews.yaml`. Pure: no database.
"""

from collections.abc import Iterator, Sequence

from thidua.demo.decks import Decks
from thidua.demo.reviewing import LATE, WORDS, Cited, Written, ending_words, told
from thidua.demo.units import Unit
from thidua.demo.year_of import CommuneYear, Member, Sheet, Task
from thidua.vocabulary import Level

COLLECTIVE = WORDS["collective"]
ENDINGS = WORDS["personal"]["ending"]
ASK_AGAIN = "silent"


def reports_of(
    commune: CommuneYear, decks: Decks, *, prompted: Sequence[str] = (), mended: Sequence[str] = ()
) -> Iterator[Written]:
    """Of each cell, then of the commune. `prompted`, `mended`: codes, as in `reviewing`."""
    for cell in commune.cells:
        yield _Report(cell.unit, cell.members, cell.tasks, cell.sheet, decks).whole(
            prompted=cell.unit.code in prompted, mended=cell.unit.code in mended
        )
    everybody = [member for cell in commune.cells for member in cell.members]
    yield _Report(commune.unit, everybody, commune.tasks, commune.sheet, decks).whole(
        prompted=commune.unit.code in prompted, mended=commune.unit.code in mended
    )


class _Report:
    """One report on its way."""

    def __init__(
        self,
        unit: Unit,
        members: Sequence[Member],
        tasks: Sequence[Task],
        sheet: Sheet,
        decks: Decks,
    ) -> None:
        self.unit, self.members, self.tasks, self.sheet = unit, members, tasks, sheet
        self.decks = decks
        self.cited: list[Cited] = []

    def whole(self, *, prompted: bool, mended: bool) -> Written:
        sections = {
            "I": self._results(),
            "II": self._limits(),
            "III": self._remedied(was_given=mended),
            "IV": self._draw("answer") if prompted else "",
            "V": self._draw("responsibility"),
            "VI": f"{self._draw('direction')} {self._draw('direction')}",
            "VII": self._level(),
        }
        written = {number: text for number, text in sections.items() if text}
        return Written(self.unit.code, written, self.cited)

    def _results(self) -> str:
        parts = [self._draw("results").format(name=self.unit.name, many=len(self.members))]
        for number, task in enumerate(self.tasks, start=1):
            words = ENDINGS if task[2].ending.value != ASK_AGAIN else self._quiet()
            parts.append(
                self._draw("task").format(
                    title=task[2].task.title,
                    ending=ending_words(words, task[2]),
                    mark=self._task("I", number, task),
                )
            )
        done = [one for member in self.members if member.promise for one in member.promise.done]
        if done:
            parts.append(self._draw("promises").format(all=len(done), kept=sum(map(bool, done))))
        return "\n".join(parts)

    def _quiet(self) -> dict[str, str]:
        """Of a unit nobody says “I”."""
        return {ASK_AGAIN: "mới ghi được {value}/{target} {unit}, sẽ bổ sung trước cuộc họp"}

    def _limits(self) -> str:
        late = [
            COLLECTIVE["late_task"].format(
                title=task[2].task.title, mark=self._task("II", number, task)
            )
            for number, task in enumerate(self.tasks, start=1)
            if task[2].ending in LATE
        ]
        return " ".join([self._draw("limits"), *late, self._draw("cause")])

    def _remedied(self, *, was_given: bool) -> str:
        if not was_given:
            return str(self._draw("remedied"))
        self.cited.append(Cited("III", "KP 1", "", remedy=0))
        return str(COLLECTIVE["repaired"].format(mark=" [KP 1]"))

    def _level(self) -> str:
        claimed = self.sheet.claimed
        return self._draw("level").format(level=Level(claimed).title.vi) if claimed else ""

    def _draw(self, slot: str) -> str:
        return self.decks.draw(slot, COLLECTIVE[slot])

    def _task(self, heading: str, number: int, task: Task) -> str:
        label = f"NV {number}"
        against = task[2].ending in LATE
        self.cited.append(Cited(heading, label, told(task[2]), task=task, against=against))
        return f" [{label}]"
