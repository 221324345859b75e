"""What a reminded unit has to do, in words: as a title, inside a sentence, on the button there."""

from thidua.language import Text
from thidua.notices.matters import matter_of
from thidua.notices.models import Reminder

_NO_ROOM = Text("Việc đang chờ", "What is waited for")
"""Of a matter that no room does any more: what was reminded stays readable."""


def what_waits(about: str, number: int) -> Text:
    """What the reminded unit has to do, as the title of its row."""
    matter = matter_of(about)
    return matter.what(number) if matter else _NO_ROOM


def button_for(about: str, number: int) -> str:
    """The button that leads there: a verb and a thing."""
    matter = matter_of(about)
    return str(matter.button(number)) if matter else ""


def in_a_sentence(reminder: Reminder) -> Text:
    """The same after a colon, with what exactly was missing where that is known."""
    work = Text(*(_lower(text) for text in what_waits(reminder.about, reminder.number)))
    if not reminder.missing_vi:
        return work
    return Text("{work} ({missing})", "{work} ({missing})").format(
        work=work, missing=reminder.missing
    )


def work_left(about: str, number: int) -> str:
    """The same of what is left by now, in the reader's language."""
    return _lower(str(what_waits(about, number)))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
