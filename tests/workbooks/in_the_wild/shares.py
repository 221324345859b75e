"""Shares and numbers as people write them: what the eye sees is what is meant."""

from collections.abc import Callable
from decimal import Decimal

from tests.workbooks.in_the_wild.cases import Case, Office, Seen
from tests.workbooks.in_the_wild.papers import Formula, Paper, Shown, Value
from tests.workbooks.in_the_wild.people import Person
from tests.workbooks.in_the_wild.text_files import csv_in
from tests.workbooks.in_the_wild.writers import (
    with_libreoffice,
    with_mac_excel,
    with_openpyxl,
    with_xlsxwriter,
)

FACTS = "facts.member_facts"


def share_of(at: int) -> Decimal:
    """The share that is meant: 80,5 and more, with one decimal."""
    return Decimal(805 + 3 * at) / 10


def shares(
    write: Callable[[Decimal], Value], count: Callable[[int], Value] = lambda number: number
) -> Callable[[list[Person], int], Office]:
    """A list with a share and a number for each member, so written."""

    def make(members: list[Person], year: int) -> Office:
        paper = Paper("Sheet1").add(["Mã đảng viên", "Tên", "Tỷ lệ dự họp", "Số nhiệm vụ"])
        for at, one in enumerate(members):
            paper.add([one.code, one.name, write(share_of(at)), count(at + 3)])
        rows = [
            {"member": one.code, "name": one.name, "meetings": share_of(at), "tasks": at + 3}
            for at, one in enumerate(members)
        ]
        return Office([paper], [Seen(FACTS, rows)])

    return make


def comma(share: Decimal) -> str:
    return str(share).replace(".", ",")


def fraction(share: Decimal) -> float:
    return float(share / 100)


SHARES = [
    Case("shares with a % in their format as a text", shares(lambda s: Shown(float(s), '0.0"%"'))),
    Case(
        "shares with a % in their format after a stroke",
        shares(lambda s: Shown(float(s), r"0.0\%")),
        with_openpyxl,
    ),
    Case("shares as Excel's percentages", shares(lambda s: Shown(fraction(s), "0.0%"))),
    Case(
        "shares as Excel's percentages, openpyxl",
        shares(lambda s: Shown(fraction(s), "0.0%")),
        with_openpyxl,
    ),
    Case(
        "shares as percentages, LibreOffice",
        shares(lambda s: Shown(fraction(s), "0.0%")),
        with_libreoffice,
    ),
    Case(
        "shares as percentages, 1904", shares(lambda s: Shown(fraction(s), "0.0%")), with_mac_excel
    ),
    Case("shares as fractions", shares(fraction), with_openpyxl, {"fractions:meetings": "yes"}),
    Case(
        "shares worked out",
        shares(lambda s: Formula(f"={s}/100*100", float(s))),
        with_xlsxwriter,
    ),
    Case("shares as texts", shares(lambda s: f"{comma(s)}%", str), with_openpyxl),
    Case("shares as texts with a blank", shares(lambda s: f"{comma(s)} %"), with_xlsxwriter),
    Case(
        "shares in CSV with commas",
        shares(comma, lambda number: f" {number} "),
        csv_in("utf-8", delimiter=";"),
    ),
    Case("numbers with a format", shares(float, lambda n: Shown(n, '0" việc"')), with_openpyxl),
]
