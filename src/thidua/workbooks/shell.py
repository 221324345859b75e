"""The workbook around the data: headers, styles, notes, lists to choose from, the sheet *Giải
thích*.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from thidua.language import Language
from thidua.workbooks.explaining import EXPLANATION, HEADINGS, WORD_LISTS, explain, form_of
from thidua.workbooks.problems import show
from thidua.workbooks.specification import Column, Kind, Sheet, Workbook
from thidua.workbooks.words import choices_of

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LAST_ROW = 1_048_575
_MOST_LIST = 250
_MOST_NOTE = 250
_WIDTHS = {
    Kind.TEXT: 32,
    Kind.CODE: 16,
    Kind.CODES: 24,
    Kind.DATE: 14,
    Kind.YEAR: 10,
    Kind.YES_NO: 12,
    Kind.CHOICE: 24,
    Kind.INTEGER: 14,
    Kind.DECIMAL: 14,
}
_FORMATS = {
    Kind.TEXT: "@",
    Kind.CODE: "@",
    Kind.CODES: "@",
    Kind.DATE: "dd/mm/yyyy",
    Kind.YEAR: "0",
    Kind.YES_NO: "@",
    Kind.CHOICE: "@",
    Kind.INTEGER: "0",
    Kind.DECIMAL: "0.####",
}
_FONT = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
_HEAD = _FONT | {
    "bold": True,
    "text_wrap": True,
    "valign": "vcenter",
    "border": 1,
    "border_color": "#B8C0CC",
}
_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp, so that the same data give the same file


class Shell:
    """Writes everything but the data rows of flat sheets; vertical sheets (one row) it writes
    whole.
    """

    def __init__(self, path: Path, book: Workbook, language: Language) -> None:
        self.book, self.language = book, language
        self.file = xlsxwriter.Workbook(str(path), _OPTIONS)
        self.file.set_properties({"title": book.title.in_(language), "created": _CREATED})
        self._formats: dict[str, Any] = {}
        self._lists: dict[tuple[str, ...], str] = {}

    def format_of(self, kind: Kind) -> Any:
        return self._format(_FONT | {"num_format": _FORMATS[kind]})

    def _format(self, properties: Mapping[str, object]) -> Any:
        key = repr(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.file.add_format(dict(properties))
        return self._formats[key]

    def head_format(self, column: Column) -> Any:
        colours = (
            {"bg_color": "#B42318", "font_color": "#FFFFFF"}
            if column.required
            else {"bg_color": "#EEF1F5"}
        )
        return self._format(_HEAD | colours)

    def flat_sheet(self, sheet: Sheet, open_ids: Sequence[str], *, with_sample: bool) -> None:
        """Header, column formats and validations. `with_sample`: row 2 holds blank cells with the
        data's styles.
        """
        page = self.file.add_worksheet(sheet.title.in_(self.language)[:31])
        columns = [*sheet.columns, *(sheet.column(name) for name in open_ids)]
        page.set_row(0, 32)
        for at, column in enumerate(columns):
            title = column.title.in_(self.language)
            width = max(_WIDTHS[column.kind], min(40, len(title) + 4))
            page.set_column(at, at, width, self.format_of(column.kind))
            page.write_string(
                0, at, title + (" *" if column.required else ""), self.head_format(column)
            )
            if with_sample:
                page.write_blank(1, at, None, self.format_of(column.kind))
            page.data_validation(1, at, _LAST_ROW, at, self._validation(column))
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, 0, max(0, len(columns) - 1))

    def vertical_sheet(self, sheet: Sheet, values: Mapping[str, object]) -> None:
        """Names in column A, values in B, what they are in C."""
        page = self.file.add_worksheet(sheet.title.in_(self.language)[:31])
        page.set_column(0, 0, 34)
        page.set_column(1, 1, 40)
        page.set_column(2, 2, 70)
        for row, column in enumerate(sheet.columns):
            page.write_string(
                row,
                0,
                column.title.in_(self.language) + (" *" if column.required else ""),
                self.head_format(column),
            )
            self._write_value(page, row, column, values.get(column.id))
            page.write_string(
                row, 2, column.help.in_(self.language), self._format(_FONT | {"text_wrap": True})
            )
            page.data_validation(row, 1, row, 1, self._validation(column))

    def _write_value(self, page: Any, row: int, column: Column, value: object) -> None:
        style = self.format_of(column.kind)
        match value:
            case None | "":
                page.write_blank(row, 1, None, style)
            case dt.date():
                page.write_datetime(row, 1, value, style)
            case int() | Decimal() if not isinstance(value, bool):
                page.write_number(row, 1, value, style)
            case _:
                page.write_string(row, 1, written(value, column, self.language), style)

    def _validation(self, column: Column) -> dict[str, object]:
        note = " ".join(
            part
            for part in (column.help.in_(self.language), form_of(column).in_(self.language))
            if part
        )
        options: dict[str, object] = {
            "validate": "any",
            "ignore_blank": True,
            "input_title": column.title.in_(self.language)[:32],
            "input_message": note[:_MOST_NOTE],
        }
        words = tuple(choice.title.in_(self.language) for choice in choices_of(column))
        if words:
            joined = ",".join(words)
            simple = len(joined) <= _MOST_LIST and not any("," in word for word in words)
            options |= {
                "validate": "list",
                "source": list(words) if simple else self._list_of(words),
            }
        return options

    def _list_of(self, words: tuple[str, ...]) -> str:
        """A range on the hidden sheet of word lists (Excel allows 255 characters in a list of its
        own).
        """
        at = xlsxwriter.utility.xl_col_to_name(
            list(self._lists).index(words) if words in self._lists else len(self._lists)
        )
        self._lists.setdefault(words, at)
        return f"='{WORD_LISTS.in_(self.language)}'!${at}$1:${at}${len(words)}"

    def close(self) -> None:
        """Write the explanation and the word lists, and finish the file."""
        self._explanation()
        if self._lists:
            page = self.file.add_worksheet(WORD_LISTS.in_(self.language))
            page.hide()
            for at, words in enumerate(self._lists):
                page.write_column(0, at, words)
        self.file.close()

    def _explanation(self) -> None:
        page = self.file.add_worksheet(EXPLANATION.in_(self.language))
        body, head = (
            self._format(_FONT | {"text_wrap": True}),
            self._format(_HEAD | {"bg_color": "#EEF1F5"}),
        )
        title = self._format(_FONT | {"bold": True, "font_size": 14})
        page.write_string(0, 0, self.book.title.in_(self.language), title)
        page.write_string(1, 0, self.book.help.in_(self.language), self._format(_FONT))
        for at, (heading, width) in enumerate(
            zip(HEADINGS, (18, 26, 22, 10, 52, 40, 24, 52), strict=True)
        ):
            page.set_column(at, at, width)
            page.write_string(3, at, heading.in_(self.language), head)
        row = 4
        for sheet in self.book.sheets:
            columns = [*sheet.columns, *([sheet.open_columns.like] if sheet.open_columns else [])]
            for column in columns:
                for at, text in enumerate(explain(column, sheet.title)):
                    page.write_string(row, at, text.in_(self.language), body)
                row += 1
        page.freeze_panes(4, 2)


def written(value: object, column: Column, language: Language) -> str:
    """One value as a sheet's text: choices by their title, codes with commas."""
    if column.kind in (Kind.CHOICE, Kind.YES_NO):
        word = value if isinstance(value, str) else "yes" if value else "no"
        return next(
            (choice.title.in_(language) for choice in choices_of(column) if choice.word == word),
            word,
        )
    return show(value)
