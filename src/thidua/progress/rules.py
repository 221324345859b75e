"""What a note may say of a task, and when. PURE: no database."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID

from thidua.organisations.models import Organisation
from thidua.progress.errors import NoteError
from thidua.progress.models import LONGEST_NAME, Note
from thidua.registrations.content import Content, MeasureLine
from thidua.registrations.models import DECIMAL_PLACES, MAX_DIGITS
from thidua.signs import clean, normalise

LONGEST_TEXT = 4_000
"""Signs of each text of a note, a question, an answer or a promise."""
LATEST_NOTE = (1, 31)
"""Month and day of the next year until which a year's notes are taken. Not confirmed by a text of
the province: what is written after the cut-off does not count."""

Milestone = tuple[dt.date, str]
"""A milestone as the accepted version names it: its day and its words."""


@dataclass(frozen=True)
class NoteWords:
    """What somebody notes. `values`: by the key of the measure, a number, or whether it is done.
    `corrects`: the key of the note in whose place this one stands. `sent_as`: made before it was
    sent (None: it cannot come twice). `seen_note`: the key of the newest note of the task that the
    writer had before them, 0: there was none; None: they are not asked (a sheet, a program).
    """

    on: dt.date
    text: str = ""
    values: Mapping[int, Decimal | bool] = field(default_factory=dict)
    milestones: Collection[Milestone] = ()
    blocked_by: str = ""
    freed_by: Organisation | None = None
    freed_by_name: str = ""
    corrects: int | None = None
    sent_as: UUID | None = None
    seen_note: int | None = None

    def tidied(self) -> "NoteWords":
        """The same without signs that nobody sees."""
        return replace(
            self,
            text=clean(self.text).strip(),
            blocked_by=clean(self.blocked_by).strip(),
            freed_by_name=normalise(self.freed_by_name),
        )

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.values or self.milestones or self.blocked_by)


def last_day(year: int) -> dt.date:
    """The last day on which notes of a year are taken."""
    return dt.date(year + 1, *LATEST_NOTE)


def refuse_day(on: dt.date, *, year: int, today: dt.date) -> None:
    """Raises NoteError for a day that is still to come or before the year, or once it is over."""
    if on > today:
        raise NoteError.after_today(on, today)
    if on < dt.date(year, 1, 1):
        raise NoteError.before_the_year(on, year)
    if today > last_day(year):
        raise NoteError.year_over(year, last_day(year))


def refuse_words(words: NoteWords, accepted: Content, *, files: int) -> None:
    """Raises NoteError for what the accepted version does not know, or cannot be stored."""
    if words.is_empty and not files:
        raise NoteError.says_nothing()
    for text in (words.text, words.blocked_by):
        refuse_length(text)
    refuse_length(words.freed_by_name, LONGEST_NAME)
    if not words.blocked_by and (words.freed_by is not None or words.freed_by_name):
        raise NoteError.freed_without_block()
    measures = {line.id: line for line in accepted.measures}
    for key, value in words.values.items():
        if key not in measures:
            raise NoteError.unknown_measure()
        refuse_value(value, measures[key])
    known = {(line.on, line.text) for line in accepted.milestones}
    if not known.issuperset(words.milestones):
        raise NoteError.unknown_milestone()


def refuse_length(text: str, most: int = LONGEST_TEXT) -> None:
    if len(text) > most:
        raise NoteError.too_long(len(text), most)


def refuse_value(value: Decimal | bool, measure: MeasureLine) -> None:
    """A number for what is counted, done or not for what is done or not."""
    if measure.yes_no:
        if not isinstance(value, bool):
            raise NoteError.yes_or_no_wanted(measure.name)
        return
    if isinstance(value, bool) or not value.is_finite():
        raise NoteError.number_wanted(measure.name, measure.unit)
    _sign, digits, exponent = value.normalize().as_tuple()
    places = max(-int(exponent), 0)
    whole = len(digits) + int(exponent)
    if places > DECIMAL_PLACES or whole > MAX_DIGITS - DECIMAL_PLACES:
        raise NoteError.number_too_long(measure.name, value, MAX_DIGITS, DECIMAL_PLACES)


def says_the_same(note: Note, words: NoteWords) -> bool:
    """Whether a stored note, with its values and milestones, is what is sent again."""
    stored = {
        one.measure_id: one.value if one.done is None else one.done for one in note.values.all()
    }
    reached = {(one.due_on, one.text) for one in note.milestones.all()}
    freed_by = words.freed_by.pk if words.freed_by is not None else None
    return (
        (note.on, note.text, note.blocked_by) == (words.on, words.text, words.blocked_by)
        and (note.freed_by_id, note.freed_by_name) == (freed_by, words.freed_by_name)
        and note.corrects_id == words.corrects
        and stored == dict(words.values)
        and reached == set(words.milestones)
    )
