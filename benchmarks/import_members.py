"""Importing 91,400 members: our import, a bare read and COPY, and django-import-export; all in one
run.

Ours reads the workbook in a limited process, checks every row, compares it with what is stored,
writes people and spells with all keys and constraints, and records the history. Bare is
python-calamine and COPY of the same values into tables of the same shape: without keys, and once
more with the same keys and indexes. django-import-export loads a sample with its ordinary resources
into our tables (the whole file with --full); its time is multiplied up.

    python -m benchmarks.import_members [--members 91400] [--sample 5000] [--full] [--runs 3]
"""

# ruff: noqa: PLC0415 - Django has to be started, on a database of its own, before its models are imported

import argparse
import datetime as dt
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.own_database import (
    arguments_of,
    best_of,
    multiplied_up,
    own_database,
    print_faster,
    print_times,
)

SEED = 2021
CELLS = 4_800
GRASSROOTS = 674
UPPER = 15
START = dt.date(2005, 1, 1)
GOAL_BARE, GOAL_ROW_BY_ROW = 2.5, 15.0
FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô"]
MIDDLE = ["Thị", "Văn", "Minh", "Thu", "Đức", "Xuân", "Quang", "Ngọc"]
GIVEN = [
    "Ánh",
    "Bình",
    "Đức",
    "Hường",
    "Ẩn",
    "Ước",
    "Hà",
    "Yến",
    "Ý",
    "Vinh",
    "Lan",
    "Mai",
    "Tuấn",
    "Dũng",
    "Phượng",
]
TABLES = ("organisations_person", "organisations_membershipspell")


def organisations() -> pl.DataFrame:
    """A province of 15 upper-level and 674 grassroots organisations and 4,800 cells."""
    rows: list[dict[str, Any]] = [{"code": "T", "name": "Đảng bộ tỉnh", "tier": "province"}]
    rows += [
        {
            "code": f"HU{n:02}",
            "name": f"Đảng bộ huyện {n}",
            "tier": "upper_level",
            "sector": "district",
            "parent": "T",
        }
        for n in range(UPPER)
    ]
    rows += [
        {
            "code": f"X{n:03}",
            "name": f"Đảng bộ xã {n}",
            "tier": "grassroots",
            "body": "committee",
            "sector": "commune",
            "parent": f"HU{n % UPPER:02}",
        }
        for n in range(GRASSROOTS)
    ]
    rows += [
        {
            "code": f"CB{n:04}",
            "name": f"Chi bộ {n}",
            "tier": "cell",
            "parent": f"X{n % GRASSROOTS:03}",
        }
        for n in range(CELLS)
    ]
    return pl.DataFrame([row | {"from": START} for row in rows], infer_schema_length=None)


def members(count: int) -> pl.DataFrame:
    """That many invented members, always the same."""
    dice = random.Random(SEED)  # noqa: S311 - the same people in every run

    def day(first: dt.date, span: int) -> dt.date:
        return first + dt.timedelta(days=dice.randrange(span))

    return pl.DataFrame(
        {
            "code": f"DV{number:06}",
            "full_name": " ".join(
                (dice.choice(FAMILY), dice.choice(MIDDLE), dice.choice(MIDDLE), dice.choice(GIVEN))
            ),
            "born_on": day(dt.date(1952, 1, 1), 8_000),
            "sex": dice.choice(("female", "male")),
            "civil_servant": dice.random() < 0.35,
            "admitted_on": day(dt.date(1992, 1, 1), 5_000),
            "cell": f"CB{number % CELLS:04}",
            "status": "official",
            "from": day(dt.date(2019, 1, 1), 700),
        }
        for number in range(count)
    )


def empty() -> None:
    """No members, and nothing left to write down of earlier runs."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES)} RESTART IDENTITY CASCADE")
        cursor.execute("CHECKPOINT")


def import_ours(path: Path) -> None:
    """Our import, as the command does it."""
    from thidua.accounts.actors import Operator
    from thidua.exchange.importing import import_files

    result = import_files([path], actor=Operator())
    assert result.applied, list(result.problems)[:3]


def bare_tables(*, keyed: bool) -> Callable[[], None]:
    """Makes the bare tables anew; `keyed`: with the keys, indexes and foreign keys that ours
    have.
    """

    def make() -> None:
        from django.db import connection

        like = "INCLUDING INDEXES" if keyed else ""
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS bare_spell, bare_person")
            cursor.execute(f"CREATE TABLE bare_person (LIKE {TABLES[0]} {like})")
            cursor.execute(f"CREATE TABLE bare_spell (LIKE {TABLES[1]} {like})")
            if keyed:
                cursor.execute(
                    "ALTER TABLE bare_spell ADD FOREIGN KEY (person_id) REFERENCES bare_person"
                )
                cursor.execute(
                    "ALTER TABLE bare_spell ADD FOREIGN KEY (organisation_id) "
                    "REFERENCES organisations_organisation"
                )
            cursor.execute("CHECKPOINT")

    return make


def import_bare(path: Path) -> None:
    """Read with calamine, COPY what was read: nothing checked, nothing compared, no history."""
    from django.db import connection, transaction
    from python_calamine import CalamineWorkbook

    from thidua.organisations.models import Organisation

    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).iter_rows()
    next(rows)
    cells = dict(Organisation.objects.values_list("code", "pk"))
    people, spells = [], []
    for number, (code, name, born, _, sex, civil, admitted, cell, _, start, *_rest) in enumerate(
        rows, start=1
    ):
        people.append((number, code, name, born, sex, admitted, name, name))
        at = cells[str(cell)]
        spells.append((number, number, at, "official", civil == "có", "", start))
    person = "id, code, full_name, born_on, sex, admitted_on, search_key, sort_key"
    spell = "id, person_id, organisation_id, status, civil_servant, end_reason, starts_on"
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns, values in (
            ("bare_person", person, people),
            ("bare_spell", spell, spells),
        ):
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for value in values:
                    copy.write_row(value)


def import_row_by_row(path: Path) -> None:
    """django-import-export: its own .xlsx format and two ordinary resources with foreign keys and
    validation.
    """
    from import_export.formats.base_formats import XLSX

    from benchmarks.import_export_resources import PersonResource, SpellResource

    dataset = XLSX().create_dataset(path.read_bytes())
    dataset.headers = [str(header).rstrip(" *") for header in dataset.headers]
    for resource in (PersonResource(), SpellResource()):
        result = resource.import_data(dataset, dry_run=False, raise_errors=True)
        assert not result.has_errors()
        assert not result.has_validation_errors()


def print_slower(name: str, seconds: float, ours: float, goal: float | None = None) -> None:
    """One line: how much longer than that ours takes, and whether the goal is reached."""
    ratio = ours / seconds
    verdict = (
        ""
        if goal is None
        else f", goal at most {goal:g}×: {'reached' if ratio <= goal else 'NOT REACHED'}"
    )
    print_times(name, seconds, f"ours takes {ratio:.2f}×{verdict}")


def steps(arguments: argparse.Namespace, folder: Path) -> Iterator[str]:
    """The whole comparison; yields what it is doing."""
    from thidua.exchange.books import Book, workbook
    from thidua.workbooks import write_workbook

    tree, whole, sample = (folder / f"{name}.xlsx" for name in ("tree", "whole", "sample"))
    yield f"writing a workbook of {arguments.members:,} members"
    people = members(arguments.members)
    write_workbook(workbook(Book.ORGANISATIONS), {"organisations": organisations()}, tree)
    write_workbook(workbook(Book.MEMBERS), {"members": people}, whole)
    write_workbook(workbook(Book.MEMBERS), {"members": people.head(arguments.sample)}, sample)
    import_ours(tree)
    yield "importing"
    ours = best_of(arguments.runs, lambda: import_ours(whole), prepare=empty)
    bare = best_of(arguments.runs, lambda: import_bare(whole), prepare=bare_tables(keyed=False))
    keyed = best_of(arguments.runs, lambda: import_bare(whole), prepare=bare_tables(keyed=True))
    print_times("ours: read, check, compare, write, history", ours)
    print_slower("bare calamine + COPY, tables without keys", bare, ours, GOAL_BARE)
    print_slower("the same into tables with our keys and indexes", keyed, ours)
    rows = arguments.members if arguments.full else arguments.sample
    yield f"django-import-export, {rows:,} rows"
    slow = best_of(1, lambda: import_row_by_row(whole if arguments.full else sample), prepare=empty)
    note = multiplied_up(slow, rows, arguments.members, "rows")
    print_faster(
        "django-import-export", slow * arguments.members / rows, ours, GOAL_ROW_BY_ROW, note
    )


def main() -> int:
    """A database of its own, in a temporary folder."""
    arguments = arguments_of(
        __doc__, members=91_400, sample=5_000, full="time django-import-export on the whole file"
    )
    with own_database() as folder:
        print("Importing members")
        for step in steps(arguments, folder):
            print(f"  … {step}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
