"""Loading the sheet *Chức vụ*."""

from functools import partial

import polars as pl

from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.loading.outcomes import Loading, Outcome
from thidua.loading.writing import DatedTable, compare_sets, write_sets
from thidua.organisations.loading import stored
from thidua.organisations.loading.endings import check_posts_after_death
from thidua.organisations.loading.members import A_MEMBER, PERSON
from thidua.organisations.loading.organisations import AN_ORGANISATION, ORGANISATION
from thidua.organisations.loading.periods import (
    OPEN_END,
    check_ends,
    check_inside_life,
    check_overlaps,
    lives,
)
from thidua.organisations.loading.posts_in_membership import check_posts_of_sheet
from thidua.organisations.loading.sense import check_not_ahead, named
from thidua.organisations.sheets import POSITIONS as SHEET
from thidua.vocabulary import Body, PositionRole, Tier
from thidua.workbooks import ParsedSheet

POSITIONS = DatedTable(
    "organisations_position",
    owner="person_id",
    key=("person_id", "organisation_id", "starts_on"),
    columns={
        "role": "text",
        "title": "text",
        "ends_on": "date",
        "suspended": "boolean",
        "main": "boolean",
    },
)
_A_POST = Text("chức vụ", "post")


def load_positions(parsed: ParsedSheet, loading: Loading) -> Outcome:
    """Check the sheet *Chức vụ*, and write what is good in it: each person named gets exactly the
    posts of the file.
    """
    check = Checking(parsed, loading)
    organisations, people = stored.organisations().select("id", "code"), stored.ids_of_people()
    check.fits(title=120)
    check.refers("member", people["code"], kind=PERSON, what=A_MEMBER)
    check.refers("organisation", organisations["code"], kind=ORGANISATION, what=AN_ORGANISATION)
    check_ends(check)
    check_not_ahead(check, of=_A_POST)
    check_overlaps(check, ["member", "organisation"], what=_A_POST)
    placed = (
        stored.placements()
        .join(organisations.rename({"id": "organisation_id"}), on="organisation_id")
        .rename({"starts_on": "from", "ends_on": "to"})
    )
    check_inside_life(check, "organisation", lives(placed), what=_A_POST)
    check_posts_after_death(check)
    loading.finishers.append(partial(check_posts_of_sheet, check))
    _check_one_main(check)
    held = stored.positions()
    incoming = (
        check.good(["member"])
        .rename({"from": "starts_on", "to": "ends_on"})
        .with_columns(
            pl.col("title").fill_null(""), pl.col("suspended", "main").fill_null(value=False)
        )
        .join(people.select(person_id="id", member="code"), on="member", maintain_order="left")
        .join(
            organisations.select(organisation_id="id", organisation="code"),
            on="organisation",
            maintain_order="left",
        )
    )
    _warn_of_two_heads(check, incoming, held)
    _warn_of_equal_posts(check)
    return _write(check, incoming=incoming, held=held, people=people)


def _check_one_main(check: Checking) -> None:
    """Nobody has two main posts on one day."""
    mains = check.frame.filter("main").drop_nulls(["member", "from"]).sort("member", "from", "row")
    before = pl.col("row", "to", "organisation").shift(1).over("member").name.suffix("_before")
    check.fail(
        _with_names(mains.with_columns(before)).filter(
            pl.col("row_before").is_not_null()
            & (pl.col("from") <= pl.col("to_before").fill_null(OPEN_END))
        ),
        column="main",
        message=Text(
            "{who} có hai chức vụ chính cùng lúc: ở {organisation_before} (dòng {row_before}) "
            "và ở đây",
            "{who} has two main posts at the same time: in {organisation_before} (row "
            "{row_before}) and here",
        ),
        expected=Text("“Có” ở một chức vụ", "“Yes” for one post"),
    )


def _with_names(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with `who`: their member's name and code."""
    people = stored.people().select("full_name", member="code")
    joined = rows.join(people, on="member", how="left", maintain_order="left")
    return named(joined, code="member")


def _warn_of_equal_posts(check: Checking) -> None:
    """Two leading posts of one person in organisations of one tier, none of them the main one: the
    year takes that held longest, which nobody has decided.
    """
    kinds = stored.organisations().select("tier", "body", organisation="code")
    leading = check.frame.join(kinds, on="organisation", maintain_order="left").filter(
        pl.col("role").is_in([PositionRole.HEAD, PositionRole.DEPUTY])
        & pl.col("tier").is_in([Tier.UPPER_LEVEL, Tier.GRASSROOTS])
        & (pl.col("body") != Body.CELL)
        & ~pl.col("main").any().over("member")
    )
    equal = ["member", "tier", "role"]
    before = pl.col("row", "to", "organisation").shift(1).over(equal).name.suffix("_before")
    together = (
        leading.sort(*equal, "from", "row")
        .with_columns(before)
        .filter(
            pl.col("row_before").is_not_null()
            & (pl.col("organisation") != pl.col("organisation_before"))
            & (pl.col("from") <= pl.col("to_before").fill_null(OPEN_END))
        )
    )
    check.warn(
        _with_names(together),
        column="main",
        must_read=True,
        message=Text(
            "{who} giữ hai chức vụ ngang nhau, ở {organisation_before} (dòng {row_before}) và ở "
            "đây, chưa có chức vụ chính; năm xếp loại lấy chức vụ giữ lâu hơn",
            "{who} holds two equal posts, in {organisation_before} (row {row_before}) and here, "
            "without a main one; the year takes that held longest",
        ),
        expected=Text("“Có” ở chức vụ cấp có thẩm quyền chọn", "“Yes” for the one decided on"),
    )


def _warn_of_two_heads(check: Checking, incoming: pl.DataFrame, held: pl.DataFrame) -> None:
    """An organisation with two heads on one day: possible while one hands over to the other, but
    worth a look.
    """
    columns = ["row", "person_id", "organisation_id", "starts_on", "ends_on"]
    others = held.join(incoming.select("person_id").unique(), on="person_id", how="anti")
    heads = pl.concat(
        [
            incoming.filter(pl.col("role") == "head").select(columns),
            others.filter(pl.col("role") == "head")
            .with_columns(row=pl.lit(None, pl.Int64))
            .select(columns),
        ]
    ).sort("organisation_id", "starts_on", "row")
    before = (
        pl.col("row", "ends_on", "person_id")
        .shift(1)
        .over("organisation_id")
        .name.suffix("_before")
    )
    two = heads.with_columns(before).filter(
        pl.col("person_id_before").is_not_null()
        & (pl.col("person_id_before") != pl.col("person_id"))
        & (pl.col("starts_on") <= pl.col("ends_on_before").fill_null(OPEN_END))
    )
    if two.is_empty():
        return
    people = named(stored.people())
    conflicts = two.with_columns(row=pl.coalesce("row", "row_before")).drop_nulls("row")
    conflicts = conflicts.join(
        people.select(person_id_before="id", other="who"), on="person_id_before", how="left"
    )
    conflicts = conflicts.join(
        people.select(person_id="id", head="who"), on="person_id", how="left"
    )
    check.warn(
        check.frame.join(conflicts.select("row", "other", "head"), on="row", maintain_order="left"),
        column="organisation",
        must_read=True,
        message=Text(
            "{organisation} có hai người đứng đầu cùng lúc: {other} và {head}",
            "{organisation} has two heads at the same time: {other} and {head}",
        ),
        expected=Text("ngày kết thúc của người trước", "the day on which the earlier one ended"),
    )


def _write(
    check: Checking, *, incoming: pl.DataFrame, held: pl.DataFrame, people: pl.DataFrame
) -> Outcome:
    diff = compare_sets(POSITIONS, stored=held, incoming=incoming)
    write_sets(POSITIONS, diff, stored=held)
    gone = diff.missing.join(
        people.select(person_id="id", member="code"), on="person_id", how="left"
    )
    columns = [SHEET.column(name) for name in ("role", "title", "to", "suspended", "main")]
    return check.outcome(
        diff, subject="member", columns=columns, names={"to": "ends_on"}, gone=gone
    )
