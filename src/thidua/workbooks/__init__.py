"""Workbooks: safe reading of .xlsx and .csv, sheet descriptions, cell parsing, lists of problems,
writing.

Pure Python: knows nothing of organisations, members or Django. A room describes its sheets:

    ORGANISATIONS = Sheet(
        "organisations", Text("Tổ chức", "Organisations"),
        (
            Column("code", Text("Mã", "Code"), Kind.CODE, required=True, key=True, example="HU01"),
            Column("tier", Text("Cấp", "Tier"), Kind.CHOICE, required=True,
                   choices=(Choice("province", Text("Tỉnh", "Province")), ...)),
            Column("from", Text("Từ ngày", "From"), Kind.DATE, required=True, key=True),
        ),
    )
    BOOK = Workbook("organisations", Text("Tổ chức", "Organisations"), (ORGANISATIONS,))

and reads a file against them:

    raw = read(path, "to-chuc.xlsx")                     # WorkbookError when the file is unusable
    parsed = parse_workbook(raw, BOOK)                   # ParsedWorkbook(sheets: {id: ParsedSheet},
    problems)
    sheet = parsed["organisations"]
    sheet.frame                                          # polars: row, code, tier, from … with the
    kinds' types
    sheet.problems.add_rows(                             # later checks of the room itself
        sheet.frame.filter(pl.col("parent") == pl.col("code")), column="parent",
        message=Text("tổ chức không thể trực thuộc chính nó ({code})", "an organisation cannot be
        its own parent"),
    )
    parsed.problems                                      # all of them joined: table, rows, counts

Which kind of file it is: `recognise(raw, [BOOK, ...]) -> Workbook`. Frame types: text/code/choice
String (choice: the stored word), date Date, integer/year Int64, yes_no Boolean, decimal Decimal(18,
4), codes List(String)."""

from thidua.signs import normalise
from thidua.workbooks.books import ParsedWorkbook, match_sheets, parse_workbook, recognise
from thidua.workbooks.comparing import Diff, compare
from thidua.workbooks.errors import (
    UnreadableFileError,
    WorkbookError,
    WrongTemplateError,
)
from thidua.workbooks.marking import mark_errors
from thidua.workbooks.parsing import ParsedSheet, parse
from thidua.workbooks.problems import Place, Problem, Problems, Severity, show
from thidua.workbooks.raw import RawSheet, RawWorkbook
from thidua.workbooks.reading import read
from thidua.workbooks.reporting import problem_row, problem_rows, problem_table
from thidua.workbooks.shown_cells import looks_like_fractions
from thidua.workbooks.specification import (
    Choice,
    Column,
    Kind,
    Misplaced,
    OpenColumns,
    Sheet,
    Workbook,
    word_choices,
    year_columns,
)
from thidua.workbooks.text import (
    fold,
    fold_expr,
    normalise_expr,
    vietnamese_order_key,
    vietnamese_sort_key,
    vietnamese_sort_keys,
)
from thidua.workbooks.writing import write_csv, write_template, write_workbook

__all__ = [
    "Choice",
    "Column",
    "Diff",
    "Kind",
    "Misplaced",
    "OpenColumns",
    "ParsedSheet",
    "ParsedWorkbook",
    "Place",
    "Problem",
    "Problems",
    "RawSheet",
    "RawWorkbook",
    "Severity",
    "Sheet",
    "UnreadableFileError",
    "Workbook",
    "WorkbookError",
    "WrongTemplateError",
    "compare",
    "fold",
    "fold_expr",
    "looks_like_fractions",
    "mark_errors",
    "match_sheets",
    "normalise",
    "normalise_expr",
    "parse",
    "parse_workbook",
    "problem_row",
    "problem_rows",
    "problem_table",
    "read",
    "recognise",
    "show",
    "vietnamese_order_key",
    "vietnamese_sort_key",
    "vietnamese_sort_keys",
    "word_choices",
    "write_csv",
    "write_template",
    "write_workbook",
    "year_columns",
]
