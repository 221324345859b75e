"""How a task stands, in a shape and a word, and the other words of lists and papers."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from thidua.movement.forms import EXCEEDED, MISSED, REACHED, UNKNOWN
from thidua.progress.counting import Aim
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
TARGET_WORDS: dict[str, Promise] = {
    EXCEEDED: gettext_lazy("vượt"),
    REACHED: gettext_lazy("đạt"),
    MISSED: gettext_lazy("không đạt"),
    UNKNOWN: gettext_lazy("chưa đủ căn cứ"),
}
"""What is said of a target: what is short while there is time left, nobody can tell yet."""


def mark_of(state: TaskState) -> Mark:
    return Mark(_SHAPES[state], str(state.title))


def word_of(aim: Aim) -> str:
    """One of `TARGET_WORDS`."""
    if aim.done is None:
        return UNKNOWN
    if not aim.done:
        return MISSED
    return EXCEEDED if aim.reached is Reached.EXCEEDED else REACHED


def target_words(word: str) -> str:
    return str(TARGET_WORDS[word])


def kind_words(kind: str) -> str:
    return str(Kind(kind).label)
