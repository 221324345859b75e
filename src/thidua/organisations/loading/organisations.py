"""Loading the sheets *Tổ chức* and *Kế thừa*."""

import polars as pl

from thidua.db.frames import execute
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.loading.outcomes import ChangeKind, Loading, Outcome, list_changes, list_rows
from thidua.loading.writing import DatedTable, compare_sets, insert, reserve_ids, update, write_sets
from thidua.organisations.keys import organisation_keys
from thidua.organisations.loading import stored
from thidua.organisations.loading.left_behind import check_left_behind
from thidua.organisations.loading.periods import (
    check_ends,
    check_inside_life,
    check_overlaps,
    lives,
)
from thidua.organisations.loading.sense import check_not_ahead
from thidua.organisations.loading.tree_checks import (
    check_attributes,
    check_body,
    check_cycles,
    check_roots,
    check_tiers,
)
from thidua.organisations.sheets import SUCCESSIONS
from thidua.workbooks import Diff, ParsedSheet, compare

ORGANISATION, AN_ORGANISATION = "organisation", Text("tổ chức", "organisation")
_TABLE = "organisations_organisation"
_TEXTS = dict.fromkeys((*stored.ORGANISATION_COLUMNS, "search_key", "sort_key"), "text")
PLACEMENTS = DatedTable(
    "organisations_placement",
    owner="organisation_id",
    key=("organisation_id", "starts_on"),
    columns={"parent_id": "bigint", "ends_on": "date"},
)


def load_organisations(parsed: ParsedSheet, loading: Loading) -> Outcome:
    """Check the sheet *Tổ chức* against the whole tree, and write what is good in it.

    Each organisation in the file gets exactly the placements the file gives it; the others stay
    untouched."""
    check = Checking(parsed, loading)
    known, placed = stored.organisations(), stored.placements()
    tree = _merged(check.frame, known, placed)
    check.fits(code=40, name=255, short_name=120)
    check_attributes(check, "code", stored.ORGANISATION_COLUMNS)
    check_body(check)
    check.refers(
        "parent",
        pl.concat([known["code"], check.frame["code"].drop_nulls()]),
        kind=ORGANISATION,
        what=AN_ORGANISATION,
    )
    check_roots(check, tree)
    check_cycles(check, tree)
    check_tiers(check, tree)
    check_ends(check)
    check_not_ahead(check, of=Text("thời gian trực thuộc", "placement"))
    check_overlaps(check, ["code"], what=Text("thời gian trực thuộc", "placement"))
    check_inside_life(check, "parent", lives(tree), what=Text("thời gian trực thuộc", "placement"))
    loading.doubt(ORGANISATION, check.doubtful_codes("code"))
    loading.finishers.append(lambda: check_left_behind(check))
    return _write(check, known=known, placed=placed)


def _merged(frame: pl.DataFrame, known: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
    """The tree as it would be: row (null: stored), code, parent, from, to, tier, body, parent_tier,
    parent_body.
    """
    given = (
        frame.drop_nulls("code")
        .group_by("code", maintain_order=True)
        .agg(pl.col("tier", "body").drop_nulls().first())
    )
    kinds = pl.concat(
        [given, known.select("code", "tier", "body").join(given, on="code", how="anti")]
    )
    codes = known.select("id", "code")
    rest = (
        placed.join(codes.rename({"id": "organisation_id"}), on="organisation_id")
        .join(codes.rename({"id": "parent_id", "code": "parent"}), on="parent_id", how="left")
        .join(given, on="code", how="anti")
        .select(
            pl.lit(None, pl.Int64).alias("row"),
            "code",
            "parent",
            pl.col("starts_on").alias("from"),
            pl.col("ends_on").alias("to"),
        )
    )
    rows = pl.concat([frame.select("row", "code", "parent", "from", "to").drop_nulls("code"), rest])
    above = kinds.select(parent="code", parent_tier="tier", parent_body="body")
    return rows.join(kinds, on="code", how="left", maintain_order="left").join(
        above, on="parent", how="left", maintain_order="left"
    )


def _write(check: Checking, *, known: pl.DataFrame, placed: pl.DataFrame) -> Outcome:
    good = check.good(["code"])
    details, codes = _write_details(good, known, found=check.parsed.found)
    incoming = (
        good.join(codes.rename({"id": "organisation_id"}), on="code", maintain_order="left")
        .join(
            codes.select(parent_id="id", parent="code"),
            on="parent",
            how="left",
            maintain_order="left",
        )
        .rename({"from": "starts_on", "to": "ends_on"})
    )
    # A parent that is in error itself leaves its children unplaced.
    incoming = incoming.filter(pl.col("parent").is_null() | pl.col("parent_id").is_not_null())
    diff = compare_sets(PLACEMENTS, stored=placed, incoming=incoming)
    write_sets(PLACEMENTS, diff, stored=placed)
    execute("SELECT organisations_refresh_paths()")
    return _outcome(check, details=details, placements=diff, codes=codes)


def _write_details(
    good: pl.DataFrame, known: pl.DataFrame, *, found: frozenset[str]
) -> tuple[Diff, pl.DataFrame]:
    """Write codes, names and kinds. Returns what changed, and id and code of every organisation
    there is now.
    """
    names = stored.ORGANISATION_COLUMNS
    incoming = good.group_by("code", maintain_order=True).agg(
        pl.col("row").first(), pl.col(names).drop_nulls().first().fill_null("")
    )
    diff = compare(
        existing=known,
        incoming=incoming,
        key=["code"],
        columns=[name for name in names if name in found],
    )
    new = diff.new.with_columns(
        reserve_ids(_TABLE, diff.new.height).alias("id"), pl.lit("").alias("path")
    )
    insert(_TABLE, organisation_keys(new), ["id", "code", *_TEXTS, "path"])
    missing = [name for name in names if name not in found]
    changed = diff.changed.drop(missing).join(
        known.select("id", "code", *missing), on="code", maintain_order="left"
    )
    update(_TABLE, organisation_keys(changed), _TEXTS)
    return diff, pl.concat([known.select("id", "code"), new.select("id", "code")])


def _outcome(check: Checking, *, details: Diff, placements: Diff, codes: pl.DataFrame) -> Outcome:
    columns = {"parent": "parent_id", "to": "ends_on"}
    names = dict(codes.select("id", "code").iter_rows())
    with_codes = placements.changed.with_columns(
        pl.col("parent_id", "parent_id__before").replace_strict(
            names, default=None, return_dtype=pl.String
        )
    )
    gone = placements.missing.with_columns(
        code=pl.col("organisation_id").replace_strict(names, default="", return_dtype=pl.String)
    )
    spec = check.parsed.spec
    changed = pl.concat([details.changed["row"], placements.changed["row"]]).unique()
    changed = changed.filter(~changed.is_in(placements.new["row"].implode()))
    return Outcome(
        file=check.parsed.problems.file,
        sheet=spec.title,
        new=placements.new.height,
        changed=changed.len(),
        unchanged=placements.unchanged.height + placements.changed.height - changed.len(),
        removed=placements.missing.height,
        in_error=check.left_out.len(),
        changes=(
            *list_rows(placements.new, ChangeKind.NEW, subject="code"),
            *list_changes(details.changed, subject="code", columns=spec.columns),
            *list_changes(
                with_codes,
                subject="code",
                columns=[spec.column(name) for name in columns],
                names=columns,
            ),
            *list_rows(gone, ChangeKind.REMOVED, subject="code"),
        ),
        digest=details.digest() + placements.digest(deletes=True),
        rows=check.rows_of(placements, "code", changed=changed, gone=gone),
    )


def load_successions(parsed: ParsedSheet, loading: Loading) -> Outcome:
    """Check and write the sheet *Kế thừa*. Successions are added and corrected, never taken
    away.
    """
    check = Checking(parsed, loading)
    codes = stored.organisations()["code"]
    for column in ("predecessor", "successor"):
        check.refers(column, codes, kind=ORGANISATION, what=AN_ORGANISATION)
    check.fail(
        check.frame.filter(pl.col("predecessor") == pl.col("successor")),
        column="successor",
        message=Text("tổ chức không kế thừa chính nó", "an organisation does not succeed itself"),
        expected=Text("mã của một tổ chức khác", "the code of another organisation"),
    )
    return _write_successions(check)


def _write_successions(check: Checking) -> Outcome:
    key = ["predecessor", "successor"]
    known, organisations = stored.successions(), stored.organisations().select("id", "code")
    diff = compare(existing=known, incoming=check.good(key), key=key, columns=["date", "kind"])
    new = diff.new
    for column in key:
        new = new.join(
            organisations.select(pl.col("id").alias(f"{column}_id"), pl.col("code").alias(column)),
            on=column,
        )
    table = "organisations_succession"
    insert(
        table,
        new.rename({"date": "happened_on"}),
        ["predecessor_id", "successor_id", "happened_on", "kind"],
    )
    changed = diff.changed.join(known.select("id", *key), on=key).rename({"date": "happened_on"})
    update(table, changed, {"happened_on": "date", "kind": "text"})
    named = diff.changed.with_columns(subject=pl.concat_str(key, separator=" → "))
    return Outcome(
        file=check.parsed.problems.file,
        sheet=SUCCESSIONS.title,
        new=new.height,
        changed=diff.changed.height,
        unchanged=diff.unchanged.height,
        in_error=check.left_out.len(),
        changes=tuple(list_changes(named, subject="subject", columns=SUCCESSIONS.columns)),
        digest=diff.digest(),
        rows=check.rows_of(diff, "predecessor"),
    )
