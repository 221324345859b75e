"""How the sheets of an upload are read, kept with it from one check to the next, and remembered for
the next table of their shape when that was wished.

None of it outlives the upload's loading: it shows rows of people."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from thidua.accounts.actors import Actor
from thidua.exchange.errors import ExchangeError
from thidua.exchange.memory import Remembered, in_order_of
from thidua.exchange.models import SheetReading, Upload
from thidua.exchange.readings import fingerprint_of, mapping_of, stored_reading, this_file_of
from thidua.exchange.results import ImportResult
from thidua.exchange.table_shapes import keep_table_shape
from thidua.exchange.understood import FileSheet, Said, way_of
from thidua.language import Text
from thidua.matching.mapping import TableMapping
from thidua.organisations.models import Organisation

Place = tuple[str, str]
"""A file and a sheet in it."""


def said_of(upload: Upload, *, all_of_it: bool = False) -> dict[Place, Said]:
    """What was answered for the upload's sheets; `all_of_it`: also what was understood without, so
    that it is read exactly as it was shown.
    """
    readings = upload.readings.all()
    return {
        (reading.file, reading.sheet): Said(
            mapping_of(reading), this_file_of(reading), ask_all=reading.ask_all and not all_of_it
        )
        for reading in (readings if all_of_it else readings.exclude(answered_by_name=""))
    }


def keep_readings(upload: Upload, result: ImportResult) -> list[SheetReading]:
    """Keep how each sheet is read that is none of ours as it was given out, with what was answered
    and chosen before.
    """
    before = {(reading.file, reading.sheet): reading for reading in upload.readings.all()}
    upload.readings.all().delete()
    sheets = [sheet for file in result.files for sheet in file.sheets if _is_kept(sheet)]
    called = _called(upload, sheets)
    return SheetReading.objects.bulk_create(
        _reading(before.get(_place(sheet)), upload, at, sheet, called)
        for at, sheet in enumerate(sheets)
    )


def _called(upload: Upload, sheets: Iterable[FileSheet]) -> dict[str, str]:
    """The names of the organisations that the sheets mean, in the part that the upload is of."""
    codes = {
        code
        for sheet in sheets
        for meant in (sheet.understood.mapping.names, sheet.understood.codes)
        for names in meant.values()
        for code in names.values()
    }
    part = upload.unit.path if upload.unit else ""
    known = Organisation.objects.filter(code__in=codes, path__startswith=part)
    return dict(known.values_list("code", "name"))


def _place(sheet: FileSheet) -> Place:
    return (sheet.raw.file, sheet.raw.name)


def _is_kept(sheet: FileSheet) -> bool:
    return not sheet.plain and bool(sheet.target or sheet.understood.questions)


def _reading(
    old: SheetReading | None, upload: Upload, at: int, sheet: FileSheet, called: Mapping[str, str]
) -> SheetReading:
    understood = replace(sheet.understood, called={**called, **sheet.understood.called})
    stored = stored_reading(understood)
    reading = SheetReading(
        upload=upload,
        position=at,
        file=sheet.raw.file,
        sheet=sheet.raw.name,
        target=sheet.target,
        shape=understood.shape,
        understood=stored,
        mapping=in_order_of(understood.layout, understood.mapping).model_dump(mode="json"),
        this_file=understood.this_file.model_dump(mode="json"),
        fingerprint=fingerprint_of(stored["questions"]),
        asks=sheet.asks,
        ask_all=sheet.ask_all,
        memory_id=sheet.memory.pk if sheet.memory else None,
        memory_name=str(way_of(sheet))[:160],
    )
    for name in _LASTING if old is not None else ():
        setattr(reading, name, getattr(old, name))
    return reading


LONGEST_WORD = 40
"""A longer text in a column of words is a remark about somebody, no word of the office."""

_LASTING = ("answers", "answered_by_name", "saved_at", "remember", "name")
"""What somebody said of a sheet stays when it is checked again."""


def remember_readings(
    upload: Upload, result: ImportResult, readings: Iterable[SheetReading], actor: Actor
) -> tuple[ImportResult, list[Text]]:
    """Remember the tables of which that was wished and of which nothing is open any more: the
    result with the ways that they are remembered as, and why something could not be.
    """
    ways: dict[Place, Remembered] = {}
    refused: list[Text] = []
    for reading in readings:
        if not reading.remember or reading.asks:
            continue
        try:
            shape = keep_table_shape(
                unit=upload.unit,
                shape=reading.shape,
                name=reading.name,
                mapping=without_remarks(mapping_of(reading)),
                actor=actor,
            )
        except ExchangeError as error:
            refused.append(error.text.as_sentence())
            continue
        way = Remembered(mapping_of(reading), shape.name, shape.version, shape.pk)
        ways[reading.file, reading.sheet] = way
        reading.memory, reading.memory_name, reading.remember = shape, shape.name, False
        reading.save(update_fields=["memory", "memory_name", "remember"])
    return (_with_ways(result, ways) if ways else result), refused


def without_remarks(mapping: TableMapping) -> TableMapping:
    """The mapping without the words that are whole remarks: what an office wrote of somebody is
    answered for that file, and is asked again rather than kept.
    """
    words = {
        column: {word: meant for word, meant in meanings.items() if len(word) <= LONGEST_WORD}
        for column, meanings in mapping.words.items()
    }
    return mapping.model_copy(update={"words": words})


def _with_ways(result: ImportResult, ways: Mapping[Place, Remembered]) -> ImportResult:
    return replace(
        result,
        files=[
            replace(
                file,
                sheets=[
                    replace(sheet, memory=ways.get(_place(sheet), sheet.memory))
                    for sheet in file.sheets
                ],
            )
            for file in result.files
        ],
    )
