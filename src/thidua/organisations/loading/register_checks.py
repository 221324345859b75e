"""Whether the rows of a register make sense by themselves, in the part of the tree they are for."""

import polars as pl

from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.organisations.loading import stored
from thidua.organisations.loading.births import check_births
from thidua.organisations.loading.members import check_has_members
from thidua.organisations.loading.organisations import AN_ORGANISATION, ORGANISATION
from thidua.organisations.loading.periods import lives
from thidua.organisations.loading.register_rows import ENDS, FULL, PROBATIONARY
from thidua.organisations.loading.sense import check_person, named, with_births
from thidua.vocabulary import Activity
from thidua.web.clock import today


def check_register(check: Checking, organisations: pl.DataFrame) -> None:
    """Cells of the part, which stand in the tree on the day; days in their order. `organisations`:
    those of the part (`stored.organisations`).
    """
    check.fits(code=40, full_name=120)
    check.refers("cell", organisations["code"], kind=ORGANISATION, what=AN_ORGANISATION)
    check_has_members(check, "cell", organisations)
    _check_day(check, organisations)
    check_births(check)
    _check_order(check)
    _check_words(check)
    _check_people(check)


def cell_lives(organisations: pl.DataFrame) -> pl.DataFrame:
    """code, born, gone of these organisations."""
    codes = organisations.select("code", organisation_id="id")
    placed = stored.placements().join(codes, on="organisation_id")
    return lives(placed.rename({"starts_on": "from", "ends_on": "to"}))


def _check_day(check: Checking, organisations: pl.DataFrame) -> None:
    check.fail(
        check.frame.filter(pl.col("as_of") > today()),
        column="as_of",
        message=Text("ngày của sổ chưa đến", "the day of the register has not come yet"),
        expected=Text("ngày không quá hôm nay", "a day up to today"),
    )
    rows = check.frame.join(
        cell_lives(organisations).rename({"code": "cell"}), on="cell", maintain_order="left"
    )
    check.fail(
        rows.filter(pl.col("as_of") < pl.col("born")),
        column="as_of",
        message=Text(
            "ngày của sổ trước khi {cell} có trong hệ thống ({born})",
            "the day of the register lies before {cell} stood in the tree ({born})",
        ),
        expected=Text("ngày từ {born} trở đi", "a day from {born} on"),
    )
    check.fail(
        rows.filter(pl.col("as_of") > pl.col("gone")),
        column="as_of",
        message=Text(
            "ngày của sổ sau khi {cell} không còn trong hệ thống ({gone})",
            "the day of the register lies after {cell} left the tree ({gone})",
        ),
        expected=Text("ngày không quá {gone}", "a day not after {gone}"),
    )


def _check_order(check: Checking) -> None:
    """Admitted, official, ended, the day of the register: in this order."""
    pairs = (
        ("official_on", "admitted_on", Text("ngày vào Đảng", "the admission"), False),
        ("left_on", "admitted_on", Text("ngày vào Đảng", "the admission"), True),
    )
    for later, earlier, what, same in pairs:
        wrong = pl.col(later) < pl.col(earlier) if same else pl.col(later) <= pl.col(earlier)
        check.fail(
            check.frame.filter(wrong),
            column=later,
            message=Text(
                f"không sau {what.vi} ({{{earlier}}})", f"is not after {what.en} ({{{earlier}}})"
            ),
            expected=Text(f"ngày sau {{{earlier}}}", f"a day after {{{earlier}}}"),
        )
    for column in ("admitted_on", "left_on"):
        check.fail(
            check.frame.filter(pl.col(column) > pl.col("as_of")),
            column=column,
            message=Text("sau ngày của sổ ({as_of})", "is after the day of the register ({as_of})"),
            expected=Text("ngày không quá {as_of}", "a day not after {as_of}"),
        )


def _check_people(check: Checking) -> None:
    """Births, admissions and ages that can be; of who has left until they did."""
    ended = standing().is_in(list(ENDS))
    rows = with_births(named(check.frame)).with_columns(
        status=standing(),
        to=pl.when(ended).then(pl.coalesce("left_on", "as_of")),
        known_until=pl.col("as_of"),
    )
    check_person(check, rows)


def _check_words(check: Checking) -> None:
    """Status and note may each say a part of it, and not two things that cannot both be so."""
    conflict = (
        (_rank("status") == _rank("note"))
        & (_rank("status") > 0)
        & (pl.col("status") != pl.col("note"))
    )
    conflicts = check.in_words(check.frame.filter(conflict), "status", of="status")
    check.fail(
        conflicts,
        column="note",
        message=Text(
            "trái với tình trạng “{status}” của cùng dòng", "against the status “{status}”"
        ),
        expected=Text("một tình trạng, ô kia để trống", "one status, the other cell left blank"),
    )
    early = (standing() == PROBATIONARY) & (pl.col("official_on") <= pl.col("as_of"))
    check.fail(
        check.frame.filter(early),
        column="official_on",
        message=Text(
            "có ngày chính thức mà tình trạng là dự bị",
            "a day of becoming official, and on probation",
        ),
        expected=Text(
            "tình trạng “Chính thức”, hoặc để trống ngày chính thức",
            "the status “Official”, or no such day",
        ),
    )


def standing() -> pl.Expr:
    """What status and note say together: the one that says more."""
    status = _rank("status") >= _rank("note")
    return pl.when(pl.col("note").is_null() | status).then("status").otherwise("note")


def _rank(column: str) -> pl.Expr:
    """How much a word says: active, official or on probation, how else, ended. Null: nothing."""
    word = pl.col(column)
    return (
        pl.when(word.is_in(Activity.values()))
        .then(0)
        .when(word.is_in(list(FULL)))
        .then(1)
        .when(word.is_in(list(ENDS)))
        .then(3)
        .when(word.is_not_null())
        .then(2)
    )
