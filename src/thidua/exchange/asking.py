"""What people do where a table cannot be read without their word: answer, keep a draft, ask for
everything to be asked.

The files are not read here: answers go into the mapping of the sheet, and the worker's next check
reads by it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from thidua.accounts.models import User
from thidua.exchange.models import SheetReading, Upload
from thidua.exchange.moving import hand_over, held
from thidua.exchange.readings import understood_of
from thidua.exchange.shape_errors import AnswersRefusedError
from thidua.exchange.table_shapes import LONGEST_NAME
from thidua.exchange.written_names import by_codes
from thidua.history.tracking import recording
from thidua.matching.answering import answer, with_column, with_kind
from thidua.matching.layout import RowKind
from thidua.matching.mapping import TableMapping, ThisFile
from thidua.matching.understanding import Understood

LONGEST_ANSWER = 300
Answers = Mapping[str, Mapping[str, str]]
"""What was chosen, by question and its part; "" is no answer."""


@dataclass(frozen=True)
class Answered:
    """What the page of a sheet sends.

    `columns`: for columns of the file (from 0) the column that they give, "" left out. `kinds`:
    what rows are. `remember`: for the next table of this shape, under this name. `fingerprint`: of
    the questions that were shown."""

    answers: Answers
    columns: Mapping[int, str] = field(default_factory=dict)
    kinds: Mapping[int, RowKind] = field(default_factory=dict)
    remember: bool = False
    name: str = ""
    fingerprint: str = ""


@transaction.atomic
def answer_questions(
    *, upload: Upload, sheet_reading: SheetReading, answered: Answered, actor: User
) -> Upload:
    """Put the answers into how the sheet is read. Once no sheet of the upload waits, or one is to
    be read otherwise than it was shown, the upload goes back to be checked.

    Raises AnswersRefusedError (other questions than were shown, no such column), UnfitAnswerError
    (none of the options), UploadRefusedError, PermissionDenied."""
    upload, authority = held(upload, actor, "answer_questions")
    reading = _waiting(upload, sheet_reading, answered.fingerprint)
    _refuse_long(answered.answers)
    name = " ".join(answered.name.split())
    if answered.remember and not name:
        raise AnswersRefusedError.no_name()
    understood = understood_of(reading)
    given = by_codes(understood.questions, _given(answered.answers), unit=upload.unit)
    mapping, this_file = answer(understood, given)
    otherwise = mapping.sheet != understood.mapping.sheet
    changed = _changed(understood, mapping, this_file, answered)
    otherwise |= changed != (mapping, this_file)
    mapping, this_file = changed
    reading.mapping = mapping.model_dump(mode="json")
    reading.this_file = this_file.model_dump(mode="json")
    reading.remember, reading.name = answered.remember, name[:LONGEST_NAME]
    complete = _note_answers(reading, given)
    reading.asks = otherwise or not complete
    reading.ask_all = reading.ask_all and reading.asks
    reading.answered_by_name, reading.saved_at = str(actor), timezone.now()
    with recording(act="exchange.answer_questions", actor=authority, upload=upload.pk):
        reading.save()
    if otherwise or not upload.readings.filter(asks=True).exists():
        return hand_over(upload, "answer_questions", authority=authority, user=actor)
    return upload


@transaction.atomic
def save_answers(
    *, upload: Upload, sheet_reading: SheetReading, answers: Answers, fingerprint: str, actor: User
) -> SheetReading:
    """Keep what was chosen so far, for whoever opens the page again; nothing is read by it yet.

    Raises as `answer_questions`."""
    upload, _ = held(upload, actor, "save_answers")
    reading = _waiting(upload, sheet_reading, fingerprint)
    _refuse_long(answers)
    answer(understood_of(reading), _given(answers))
    reading.answers = _known(reading, answers)
    reading.saved_at = timezone.now()
    reading.save(update_fields=["answers", "saved_at"])
    return reading


@transaction.atomic
def map_again(*, upload: Upload, actor: User) -> Upload:
    """Ask of a checked upload also what was understood without asking, so that it can be read
    otherwise. Raises UploadRefusedError, PermissionDenied.
    """
    upload, authority = held(upload, actor, "map_again")
    return hand_over(upload, "map_again", authority=authority, user=actor, ask_all=True)


def _waiting(upload: Upload, sheet_reading: SheetReading, fingerprint: str) -> SheetReading:
    """The reading, locked, while it still asks what was answered."""
    readings = upload.readings.select_for_update(no_key=True)
    reading = readings.filter(pk=sheet_reading.pk, asks=True).first()
    if reading is None:
        raise AnswersRefusedError.no_sheet()
    if reading.fingerprint != fingerprint:
        raise AnswersRefusedError.other_questions()
    return reading


def _refuse_long(answers: Answers) -> None:
    if any(len(value) > LONGEST_ANSWER for parts in answers.values() for value in parts.values()):
        raise AnswersRefusedError.too_long(LONGEST_ANSWER)


def _given(answers: Answers) -> dict[str, dict[str, str]]:
    """The answers without blanks around them; "" says that nobody has said."""
    return {
        question: {key: value.strip() for key, value in parts.items()}
        for question, parts in answers.items()
    }


def _changed(
    understood: Understood, mapping: TableMapping, this_file: ThisFile, answered: Answered
) -> tuple[TableMapping, ThisFile]:
    """The mapping and the file with the columns and rows that were set otherwise."""
    headings = {heading.at: heading for heading in understood.layout.headings}
    known = {column.id for column in understood.target[1].columns} if understood.target else set()
    for at, to in answered.columns.items():
        heading = headings.get(at)
        if heading is None:
            raise AnswersRefusedError.no_column(at)
        if to and to not in known:
            raise AnswersRefusedError.column_gives_nothing(heading.written, to)
        before = {take.heading: take.to for take in understood.mapping.takes}
        if before.get(heading.key, "") != to:
            keys = [other.key for other in understood.layout.headings]
            mapping = with_column(mapping, heading.key, to, beside=keys)
    for row, kind in answered.kinds.items():
        if understood.layout.kinds.get(row, RowKind.ROW) != kind:
            this_file = with_kind(this_file, row, kind)
    return mapping, this_file


def _known(reading: SheetReading, answers: Answers) -> dict[str, dict[str, str]]:
    """The answers to what is asked."""
    return {
        question["id"]: {
            part["key"]: answers[question["id"]][part["key"]].strip()
            for part in question["parts"]
            if part["key"] in answers[question["id"]]
        }
        for question in reading.understood.get("questions", ())
        if question["id"] in answers
    }


def _note_answers(reading: SheetReading, answers: Answers) -> bool:
    """Write the answers to the questions they belong to; whether none is left open."""
    known = _known(reading, answers)
    reading.answers = {}
    parts = [
        (question, part)
        for question in reading.understood.get("questions", ())
        for part in question["parts"]
    ]
    for question, part in parts:
        part["answer"] = known.get(question["id"], {}).get(part["key"], part["answer"])
    return all(part["answer"] for _, part in parts)
