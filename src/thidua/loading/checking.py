"""Checking the rows of one sheet against the database: what is wrong is reported, and its rows are
kept apart.
"""

from collections.abc import Sequence

import polars as pl

from thidua.language import Text
from thidua.loading.nearest import nearest_codes
from thidua.loading.outcomes import ChangeKind, Loading, Outcome, list_changes, list_rows
from thidua.workbooks import Column, Diff, Kind, ParsedSheet, Severity
from thidua.workbooks.specification import NOTHING

_SUGGESTED = 500
"""For at most so many unknown codes of a sheet a nearest one is looked for."""


class Checking:
    """The rows of a parsed sheet, and which of them have been found wrong so far."""

    def __init__(self, parsed: ParsedSheet, loading: Loading) -> None:
        self.parsed, self.loading = parsed, loading
        self.frame = parsed.frame
        self._bad: list[pl.Series] = [self._unfit()]
        self._waiting: list[pl.Series] = []

    def _unfit(self) -> pl.Series:
        """Rows that parsing has found wrong: a required cell without a value, or a fault that is
        kept in the list.
        """
        required = [
            pl.col(column.id).is_null() for column in self.parsed.spec.columns if column.required
        ] or [pl.lit(value=False)]
        blank = self.frame.filter(pl.any_horizontal(required))["row"]
        faulty = [
            p.row
            for p in self.parsed.problems
            if p.severity is Severity.ERROR and p.row is not None
        ]
        return pl.concat([blank, pl.Series("row", faulty, dtype=pl.Int64)])

    def outcome(
        self,
        diff: Diff,
        *,
        subject: str,
        columns: Sequence[Column],
        names: dict[str, str] | None = None,
        gone: pl.DataFrame | None = None,
    ) -> Outcome:
        """What loading the sheet came to, row by row as it was compared with what is stored.

        `subject`, `columns`, `names` as for `list_changes`; `gone`: the stored rows that go with
        what the file has not."""
        removed = diff.missing.clear() if gone is None else gone
        return Outcome(
            file=self.parsed.problems.file,
            sheet=self.parsed.spec.title,
            new=diff.new.height,
            changed=diff.changed.height,
            unchanged=diff.unchanged.height,
            removed=removed.height,
            in_error=self.left_out.len(),
            changes=(
                *list_rows(diff.new, ChangeKind.NEW, subject=subject),
                *list_changes(diff.changed, subject=subject, columns=columns, names=names),
                *list_rows(removed, ChangeKind.REMOVED, subject=subject),
            ),
            digest=diff.digest(deletes=gone is not None),
            rows=self.rows_of(diff, subject, gone=removed),
        )

    def rows_of(
        self,
        diff: Diff,
        subject: str,
        *,
        changed: pl.Series | None = None,
        gone: pl.DataFrame | None = None,
    ) -> dict[str, pl.Series]:
        """The rows behind the counts of an outcome. `changed`: those that change in any way, where
        more than the comparison tells; `gone`: stored rows that go, by their `subject`.
        """
        same = diff.unchanged["row"]
        if changed is None:
            changed = diff.changed["row"]
        else:
            changed = changed.filter(~changed.is_in(diff.new["row"].implode()))
            same = pl.concat([same, diff.changed["row"]])
            same = same.filter(~same.is_in(changed.implode()))
        return {
            "new": diff.new["row"],
            "changed": changed,
            "unchanged": same,
            "removed": pl.Series("row", [], dtype=pl.Int64)
            if gone is None
            else self._rows_about(gone, subject),
            "in_error": self.left_out,
        }

    def _rows_about(self, gone: pl.DataFrame, subject: str) -> pl.Series:
        """For stored rows that go, a row about the same subject, where there is one."""
        if gone.is_empty() or subject not in self.frame.columns:
            return pl.Series("row", [], dtype=pl.Int64)
        first = self.frame.group_by(subject).agg(pl.col("row").min())
        return gone.drop("row", strict=False).join(first, on=subject, how="inner")["row"]

    def fail(
        self,
        rows: pl.DataFrame,
        *,
        column: str,
        message: Text,
        expected: Text = NOTHING,
        value: str | None = None,
    ) -> None:
        """Report an error in each of these rows (a filtered `frame`); placeholders name its
        columns.
        """
        rows, value = self._as_written(rows, column, value)
        self.parsed.problems.add_rows(
            rows, column=column, message=message, expected=expected, value=value
        )
        self._bad.append(rows["row"].drop_nulls())

    def _as_written(
        self, rows: pl.DataFrame, column: str, value: str | None
    ) -> tuple[pl.DataFrame, str | None]:
        """For a column of words, the words as the sheet shows them."""
        if value is not None or column not in rows.columns:
            return rows, value
        titled = self.in_words(rows.with_columns(_as_written=column), column, of="_as_written")
        return (
            (rows, value) if titled["_as_written"].equals(rows[column]) else (titled, "_as_written")
        )

    def in_words(self, rows: pl.DataFrame, column: str, *, of: str) -> pl.DataFrame:
        """The rows with stored words of that column of the sheet, in their column `of`, as the
        sheet shows them.
        """
        try:
            spec = self.parsed.spec.column(column)
        except KeyError:
            return rows
        if spec.kind is not Kind.CHOICE:
            return rows
        titles = {choice.word: str(choice.title) for choice in spec.choices}
        return rows.with_columns(pl.col(of).replace_strict(titles, default=None))

    def warn(
        self,
        rows: pl.DataFrame,
        *,
        column: str,
        message: Text,
        expected: Text = NOTHING,
        must_read: bool = False,
    ) -> None:
        """Report something odd that does not stop the import. `must_read`: it is hardly so, and
        whoever loads it says that they have read it.
        """
        rows, value = self._as_written(rows, column, None)
        self.parsed.problems.add_rows(
            rows,
            column=column,
            message=message,
            expected=expected,
            value=value,
            severity=Severity.WARNING,
            must_read=must_read,
        )

    def fits(self, **most: int) -> None:
        """Texts are not longer than the database keeps."""
        for column, length in most.items():
            self.fail(
                self.frame.filter(pl.col(column).str.len_chars() > length),
                column=column,
                message=Text("quá dài", "too long"),
                expected=Text(f"không quá {length} ký tự", f"at most {length} characters"),
            )

    def refers(
        self,
        column: str,
        known: pl.Series,
        *,
        kind: str,
        what: Text,
        rows: pl.DataFrame | None = None,
    ) -> None:
        """Every filled cell of a column (in `rows`, or in all of them) must be one of the known
        codes.

        `what` is the thing named ("tổ chức", "an organisation"); codes whose own row is in error
        elsewhere in this import cannot be judged and are passed over in silence: their own error
        says enough."""
        unknown = self.known_nowhere(column, known, kind=kind, rows=rows)
        self.unknown(
            unknown,
            column,
            known,
            message=Text(f"không có {what.vi} nào mang mã này", f"no {what.en} has this code"),
            expected=Text(f"mã của một {what.vi} đã có", f"the code of a known {what.en}"),
        )

    def known_nowhere(
        self, column: str, known: pl.Series, *, kind: str, rows: pl.DataFrame | None = None
    ) -> pl.DataFrame:
        """The rows whose cell is none of the known codes; those that cannot be judged wait."""
        filled = (self.frame if rows is None else rows).filter(pl.col(column).is_not_null())
        unknown = filled.join(
            known.unique().alias(column).to_frame(), on=column, how="anti", maintain_order="left"
        )
        doubtful = unknown[column].is_in(list(self.loading.doubtful.get(kind, ())))
        self._waiting.append(unknown.filter(doubtful)["row"])
        return unknown.filter(~doubtful)

    def unknown(
        self, rows: pl.DataFrame, column: str, known: pl.Series, *, message: Text, expected: Text
    ) -> None:
        """Report the codes of these rows as unknown, each with the nearest of the known ones where
        one is near.
        """
        if rows.is_empty():
            return
        near = nearest_codes(
            rows[column].unique(maintain_order=True).head(_SUGGESTED).to_list(), known
        )
        hints = rows.with_columns(
            near=pl.col(column).replace_strict(near, default=None, return_dtype=pl.String)
        )
        self.fail(
            hints.filter(pl.col("near").is_null()),
            column=column,
            message=message,
            expected=expected,
        )
        self.fail(
            hints.filter(pl.col("near").is_not_null()),
            column=column,
            message=message,
            expected=Text(
                f"{expected.vi}, gần nhất là “{{near}}”",
                f"{expected.en}, the nearest is “{{near}}”",
            ),
        )

    @property
    def bad_rows(self) -> pl.Series:
        """Row numbers with an error of their own."""
        return pl.concat(self._bad).unique()

    @property
    def left_out(self) -> pl.Series:
        """Row numbers that cannot be written: in error, or waiting for a row that is."""
        return pl.concat([*self._bad, *self._waiting]).unique()

    def good(self, owner: Sequence[str]) -> pl.DataFrame:
        """The rows that can be written: none of the rows with the same owner columns is left out.

        A set of dated rows is written as a whole or not at all.
        """
        left_out = self.left_out
        if left_out.is_empty():
            return self.frame
        keys = self.frame.filter(pl.col("row").is_in(left_out.implode())).select(owner).unique()
        return self.frame.join(keys, on=owner, how="anti", nulls_equal=True, maintain_order="left")

    def doubtful_codes(self, column: str) -> list[str]:
        """The codes of rows that are left out."""
        out = self.frame.filter(pl.col("row").is_in(self.left_out.implode()))
        return out[column].drop_nulls().unique().to_list()
