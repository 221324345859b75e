"""The four sheets of facts, as they are written and registered: one for each subject type."""

from collections.abc import Sequence
from functools import partial

import polars as pl

from thidua.facts.loading.facts import from_text, load_facts, stored_facts
from thidua.facts.sheets import FACT_SHEETS, fact_columns, fact_sheet
from thidua.roster.loading.sheets import YearExport, YearSheet
from thidua.rulebook.framework import Framework
from thidua.vocabulary import SubjectType
from thidua.workbooks import Sheet


def described(kind: SubjectType, frameworks: Sequence[Framework]) -> Sheet:
    """The sheet of a subject type: the columns of its framework, its key columns without one."""
    own = [framework for framework in frameworks if framework.subject == kind]
    return fact_sheet(own[-1]) if own else FACT_SHEETS[kind]


def export_facts(kind: SubjectType, export: YearExport) -> pl.DataFrame:
    """What is known of each exported subject of a type, in the columns of its framework."""
    sheet = FACT_SHEETS[kind]
    columns = [
        column
        for framework in export.frameworks
        if framework.subject == kind
        for column in fact_columns(framework)
    ]
    known = stored_facts(export.year, kind.value, columns).with_columns(
        from_text(column) for column in columns
    )
    subjects = export.subjects().filter(pl.col("subject_type") == kind.value)
    named = subjects.rename({"stored_name": "name"})
    keys = {sheet.key[0]: "code"} | ({"organisation": "led"} if len(sheet.key) > 1 else {})
    rows = named.with_columns(**{name: pl.col(source) for name, source in keys.items()})
    return rows.join(known, on="entry_id", how="left", maintain_order="left")


SHEETS_OF_FACTS = tuple(
    YearSheet(
        "facts",
        partial(described, kind),
        partial(load_facts, kind),
        partial(export_facts, kind),
        place=20 + number,
        by_units=True,
    )
    for number, kind in enumerate(SubjectType)
)
