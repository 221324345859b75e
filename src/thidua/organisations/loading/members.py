"""Loading the sheets *Đảng viên* and *Chức vụ*."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import polars as pl

from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.loading.outcomes import ChangeKind, Loading, Outcome, list_changes, list_rows
from thidua.loading.writing import DatedTable, compare_sets, insert, reserve_ids, update, write_sets
from thidua.organisations.keys import person_keys
from thidua.organisations.loading import stored
from thidua.organisations.loading.attributes import stored_where_silent, warn_of_the_past
from thidua.organisations.loading.births import check_births, one_birth
from thidua.organisations.loading.endings import check_endings, check_posts_left
from thidua.organisations.loading.identities import check_identities
from thidua.organisations.loading.organisations import AN_ORGANISATION, ORGANISATION
from thidua.organisations.loading.periods import (
    check_ends,
    check_inside_life,
    check_overlaps,
    lives,
)
from thidua.organisations.loading.posts_in_membership import check_posts_of_members
from thidua.organisations.loading.sense import check_sense
from thidua.organisations.loading.tree_checks import check_attributes
from thidua.organisations.sheets import MEMBERS
from thidua.workbooks import Diff, ParsedSheet, compare

PERSON, A_MEMBER = "person", Text("đảng viên", "member")
PEOPLE = "organisations_person"
PEOPLE_COLUMNS = {
    "full_name": "text",
    "born_on": "date",
    "born_year": "smallint",
    "sex": "text",
    "admitted_on": "date",
    "search_key": "text",
    "sort_key": "text",
}
SPELLS = DatedTable(
    "organisations_membershipspell",
    owner="person_id",
    key=("person_id", "starts_on"),
    columns={
        "organisation_id": "bigint",
        "status": "text",
        "host_id": "bigint",
        "ends_on": "date",
        "civil_servant": "boolean",
        "end_reason": "text",
    },
)
_STORED_AS = {
    "cell": "organisation_id",
    "status": "status",
    "host": "host_id",
    "to": "ends_on",
    "civil_servant": "civil_servant",
    "end_reason": "end_reason",
}
_ELSEWHERE = "temporary_elsewhere"


def load_members(parsed: ParsedSheet, loading: Loading) -> Outcome:
    """Check the sheet *Đảng viên*, and write what is good in it.

    Each person in the file gets exactly the spells the file gives; the others stay untouched.
    """
    check = Checking(parsed, loading)
    known = stored.people()
    check_members(check, known)
    loading.doubt(PERSON, check.doubtful_codes("code"))
    loading.finishers.append(partial(check_posts_left, check))
    loading.finishers.append(partial(check_posts_of_members, check))
    return _write(check, known)


def check_members(check: Checking, known: pl.DataFrame) -> None:
    """Report what is wrong with rows of the sheet before anything is written; `known`: as
    `stored.people` gives those who may be meant.
    """
    check.fits(code=40, full_name=120)
    check_attributes(check, "code", stored.PERSON_COLUMNS)
    check_births(check)
    _check_cells(check)
    check_ends(check)
    check_overlaps(check, ["code"], what=Text("thời gian sinh hoạt", "membership spell"))
    check_endings(check)
    check_sense(check)
    check_identities(check, known)


def _check_cells(check: Checking) -> None:
    """Members belong to organisations that have members directly, while those exist."""
    organisations = stored.organisations()
    for column in ("cell", "host"):
        check.refers(column, organisations["code"], kind=ORGANISATION, what=AN_ORGANISATION)
        check_has_members(check, column, organisations)
    _check_host(check)
    codes = organisations.select("code", organisation_id="id")
    placed = (
        stored.placements()
        .join(codes, on="organisation_id")
        .rename({"starts_on": "from", "ends_on": "to"})
    )
    check_inside_life(
        check, "cell", lives(placed), what=Text("thời gian sinh hoạt", "membership spell")
    )


def check_has_members(check: Checking, column: str, organisations: pl.DataFrame) -> None:
    has_members = (pl.col("tier") == "cell") | (pl.col("body") == "cell")
    others = organisations.filter(~has_members).select(pl.col("code").alias(column), "name")
    check.fail(
        check.frame.join(others, on=column, how="inner", maintain_order="left"),
        column=column,
        message=Text(
            "“{name}” không phải chi bộ nên không có đảng viên trực tiếp",
            "“{name}” is no cell and has no members directly",
        ),
        expected=Text(
            "mã của chi bộ trực thuộc hoặc chi bộ cơ sở",
            "the code of a cell or of a grassroots cell",
        ),
    )


def _check_host(check: Checking) -> None:
    check.fail(
        check.frame.filter(pl.col("host").is_not_null() & (pl.col("status") != _ELSEWHERE)),
        column="host",
        message=Text(
            "chỉ người sinh hoạt tạm thời nơi khác mới có nơi sinh hoạt tạm thời",
            "only who is temporarily active elsewhere has a host cell",
        ),
        expected=Text("để trống, hoặc sửa tình trạng", "a blank cell, or another status"),
    )
    check.fail(
        check.frame.filter(pl.col("host") == pl.col("cell")),
        column="host",
        message=Text(
            "nơi sinh hoạt tạm thời là chính chi bộ của mình", "the host is the member's own cell"
        ),
        expected=Text(
            "mã của một chi bộ khác, hoặc để trống", "the code of another cell, or a blank cell"
        ),
    )


def _write(check: Checking, known: pl.DataFrame) -> Outcome:
    good = check.good(["code"])
    incoming = one_birth(_people(good), known, found=check.parsed.found)
    found = [name for name in stored.PERSON_COLUMNS if name in {*check.parsed.found, "born_year"}]
    details = compare(existing=known, incoming=incoming, key=["code"], columns=found)
    new = details.new.with_columns(reserve_ids(PEOPLE, details.new.height).alias("id"))
    people = pl.concat([known.select("id", "code"), new.select("id", "code")])
    organisations = stored.organisations().select("id", "code")
    placed = stored.spells()
    with ThreadPoolExecutor(max_workers=1) as pool:
        # While the database takes the spells in: it looks for their people only at the end of the
        # transaction.
        keyed = pool.submit(person_keys, new)
        incoming_spells = stored_where_silent(
            _spells(good, people, organisations), placed, found=check.parsed.found
        )
        spells = compare_sets(SPELLS, stored=placed, incoming=incoming_spells)
        write_sets(SPELLS, spells, stored=placed)
        insert(PEOPLE, keyed.result(), ["id", "code", *PEOPLE_COLUMNS])
    missing = [name for name in stored.PERSON_COLUMNS if name not in found]
    changed = details.changed.drop(missing).join(
        known.select("id", "code", *missing), on="code", maintain_order="left"
    )
    update(PEOPLE, person_keys(changed), PEOPLE_COLUMNS)
    warn_of_the_past(check, spells.changed)
    return _outcome(
        check, details=details, spells=spells, organisations=organisations, people=people
    )


def _spells(good: pl.DataFrame, people: pl.DataFrame, organisations: pl.DataFrame) -> pl.DataFrame:
    """The rows as they are stored: ids for codes."""
    return (
        good.rename({"from": "starts_on", "to": "ends_on"})
        .join(people.rename({"id": "person_id"}), on="code", maintain_order="left")
        .join(
            organisations.select(organisation_id="id", cell="code"),
            on="cell",
            how="left",
            maintain_order="left",
        )
        .join(
            organisations.select(host_id="id", host="code"),
            on="host",
            how="left",
            maintain_order="left",
        )
    )


def _people(good: pl.DataFrame) -> pl.DataFrame:
    """row, code and details of each person; blank words as they are stored."""
    names = stored.PERSON_COLUMNS
    if good["code"].is_unique().all():
        people = good.select("row", "code", *names)
    else:
        first = pl.col(names).drop_nulls().first()
        people = good.group_by("code", maintain_order=True).agg(pl.col("row").first(), first)
    return people.with_columns(pl.col("sex").fill_null(""))


def _outcome(
    check: Checking,
    *,
    details: Diff,
    spells: Diff,
    organisations: pl.DataFrame,
    people: pl.DataFrame,
) -> Outcome:
    named = dict(organisations.iter_rows())
    codes = ["organisation_id", "host_id"]
    with_codes = spells.changed.with_columns(
        pl.col(*codes, *(f"{code}__before" for code in codes)).replace_strict(
            named, default=None, return_dtype=pl.String
        )
    )
    gone = spells.missing.join(people.rename({"id": "person_id"}), on="person_id", how="left")
    changed = pl.concat([details.changed["row"], spells.changed["row"]]).unique()
    changed = (
        changed.filter(~changed.is_in(spells.new["row"].implode())) if changed.len() else changed
    )
    spec = check.parsed.spec
    return Outcome(
        file=check.parsed.problems.file,
        sheet=MEMBERS.title,
        new=spells.new.height,
        changed=changed.len(),
        unchanged=spells.unchanged.height + spells.changed.height - changed.len(),
        removed=spells.missing.height,
        in_error=check.left_out.len(),
        changes=(
            *list_rows(spells.new, ChangeKind.NEW, subject="code"),
            *list_changes(details.changed, subject="code", columns=spec.columns),
            *list_changes(
                with_codes,
                subject="code",
                columns=[spec.column(name) for name in _STORED_AS],
                names=_STORED_AS,
            ),
            *list_rows(gone, ChangeKind.REMOVED, subject="code"),
        ),
        digest=details.digest() + spells.digest(deletes=True),
        rows=check.rows_of(spells, "code", changed=changed, gone=gone),
    )
