"""What the pages of remembered ways of reading show, and the form that changes one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.exchange.asking import LONGEST_ANSWER
from thidua.exchange.models import TableShape
from thidua.exchange.table_shapes import LONGEST_NAME, MOST_BYTES
from thidua.exchange.targets import spec_of, title_of
from thidua.matching.mapping import BLANK, TableMapping
from thidua.web.forms import WordsField
from thidua.workbooks import Sheet
from thidua.workbooks.words import choices_of


@dataclass(frozen=True)
class ShapeRow:
    """A remembered way of reading in the list: whose, of which sheet, by whom."""

    shape: TableShape
    sheet: str
    whose: str


def rows_of(shapes: Iterable[TableShape]) -> list[ShapeRow]:
    """The list, in the order given."""
    return [ShapeRow(shape, str(title_of(shape.sheet)), whose(shape)) for shape in shapes]


def whose(shape: TableShape) -> str:
    """For which tables it is: of a unit, or of the whole province."""
    return shape.unit.name if shape.unit else _("Toàn tỉnh")


@dataclass(frozen=True)
class Line:
    """What is written in the file, and the bound field of what it means."""

    written: str
    field: Any


class ShapeForm(forms.Form):
    """A way of reading as it can be changed: its name, what each column gives, what each word and
    each name means. What is not shown stays as it was.
    """

    name = WordsField(label=gettext_lazy("Tên gọi"), max_length=LONGEST_NAME, required=True)

    def __init__(self, sent: Any, *, mapping: TableMapping, name: str) -> None:
        super().__init__(sent, initial={"name": name})
        self.mapping = mapping
        self.spec = spec_of(mapping.sheet)
        columns = [(column.id, str(column.title)) for column in self._columns()]
        for at, take in enumerate(mapping.takes):
            self._choose(
                f"t-{at}",
                take.written or take.heading,
                columns,
                take.to,
                blank=gettext_lazy("để ngoài"),
            )
        for at, (column, written, word) in enumerate(self._words()):
            choices = self._meanings(column)
            self._choose(f"w-{at}", written, choices, word, blank=gettext_lazy("hỏi lại"))
        for at, (_column, written, code) in enumerate(self._names()):
            self.fields[f"n-{at}"] = WordsField(
                label=written, max_length=LONGEST_ANSWER, initial=code
            )

    def _columns(self) -> Sequence[Any]:
        return self.spec.columns if isinstance(self.spec, Sheet) else ()

    def _choose(
        self, name: str, label: str, choices: list[tuple[str, str]], now: str, *, blank: Any
    ) -> None:
        known = {value for value, _title in choices}
        stray = [(now, now)] if now and now not in known else []
        self.fields[name] = forms.ChoiceField(
            label=label, required=False, choices=[("", blank), *choices, *stray], initial=now
        )

    def _meanings(self, column_id: str) -> list[tuple[str, str]]:
        column = next((each for each in self._columns() if each.id == column_id), None)
        words = [(word.word, str(word.title)) for word in choices_of(column)] if column else []
        return [*words, (BLANK, _("để trống"))]

    def _words(self) -> list[tuple[str, str, str]]:
        return _flat(self.mapping.words)

    def _names(self) -> list[tuple[str, str, str]]:
        return _flat(self.mapping.names)

    @property
    def columns(self) -> list[Line]:
        """The columns of the file."""
        takes = enumerate(self.mapping.takes)
        return [Line(take.written or take.heading, self[f"t-{at}"]) for at, take in takes]

    @property
    def words(self) -> list[Line]:
        """Written words, each with its column."""
        return [
            Line(f"{self._title(column)}: {written}", self[f"w-{at}"])
            for at, (column, written, _word) in enumerate(self._words())
        ]

    @property
    def names(self) -> list[Line]:
        """Written names of organisations."""
        return [
            Line(written, self[f"n-{at}"])
            for at, (_column, written, _code) in enumerate(self._names())
        ]

    def _title(self, column_id: str) -> str:
        return next(
            (str(column.title) for column in self._columns() if column.id == column_id), column_id
        )

    def changed(self) -> TableMapping:
        """The mapping as it was sent. Only of a form that is valid."""
        sent = self.cleaned_data
        takes = tuple(
            take.model_copy(update={"to": sent[f"t-{at}"]})
            for at, take in enumerate(self.mapping.takes)
        )
        words = [(*entry[:2], sent[f"w-{at}"]) for at, entry in enumerate(self._words())]
        names = [(*entry[:2], sent[f"n-{at}"]) for at, entry in enumerate(self._names())]
        update = {"takes": takes, "words": _nested(words), "names": _nested(names)}
        return self.mapping.model_copy(update=update)


def _flat(nested: dict[str, dict[str, str]]) -> list[tuple[str, str, str]]:
    return [
        (column, written, meant)
        for column, entries in nested.items()
        for written, meant in entries.items()
    ]


def _nested(flat: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    """Without what means nothing: it is asked again."""
    found: dict[str, dict[str, str]] = {}
    for column, written, meant in flat:
        if meant:
            found.setdefault(column, {})[written] = meant
    return found


class ShapeFileForm(forms.Form):
    """A way of reading as a file, to be taken instead of what is kept."""

    file = forms.FileField(
        label=gettext_lazy("Tệp cách đọc (.yaml)"), max_length=200, allow_empty_file=False
    )

    most_bytes = MOST_BYTES
