"""How a task stands, in a shape and a word, and the other words of lists and papers."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from thidua.progress.states import TaskState
from thidua.registrations.models import Kind
from thidua.vocabulary import Reached


@dataclass(frozen=True)
class Mark:
    """A state as a shape and a word: the shape carries it in grey print."""

    shape: str
    words: str


_SHAPES = {
    TaskState.WITHDRAWN: "none",
    TaskState.EXCEEDED: "accepted",
    TaskState.DONE: "accepted",
    TaskState.DONE_LATE: "accepted",
    TaskState.MISSED: "overdue",
    TaskState.BLOCKED: "returned",
    TaskState.LATE: "overdue",
    TaskState.SILENT: "drafting",
    TaskState.ON_TIME: "sent",
}
_REACHED: dict[Reached, Promise] = {
    Reached.EXCEEDED: gettext_lazy("vượt"),
    Reached.REACHED: gettext_lazy("đạt"),
    Reached.SHORT: gettext_lazy("chưa đạt"),
    Reached.UNKNOWN: gettext_lazy("chưa có kết quả"),
}


def mark_of(state: TaskState) -> Mark:
    return Mark(_SHAPES[state], str(state.title))


def reached_words(reached: Reached) -> str:
    return str(_REACHED[reached])


def kind_words(kind: str) -> str:
    return str(Kind(kind).label)
