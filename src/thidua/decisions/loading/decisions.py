"""Loading and writing the sheet *Quyết định*."""

from collections.abc import Iterator, Sequence

import polars as pl

from thidua.campaigns.models import Campaign
from thidua.db.frames import read_frame
from thidua.decisions.dates import bounds_of
from thidua.decisions.models import FLOW, longest
from thidua.decisions.sheets import DECISIONS
from thidua.decisions.writing import write_loaded, write_supplements
from thidua.facts.sheets import SUBJECT_TYPES
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.loading.outcomes import Outcome
from thidua.loading.writing import blanks
from thidua.organisations.loading import stored
from thidua.organisations.loading.organisations import AN_ORGANISATION, ORGANISATION
from thidua.organisations.models import Organisation
from thidua.roster.loading.sheets import YearExport, YearSheet
from thidua.roster.loading.year import YearLoading
from thidua.vocabulary import Spellings, SubjectType
from thidua.workbooks import Diff, ParsedSheet, compare

_WORDS = Spellings({choice.word: choice.forms for choice in SUBJECT_TYPES})


def stored_decisions(campaign: Campaign) -> pl.DataFrame:
    """id, number, date, issuer (code), signer_post, covers (words with commas), tier, supplements
    (the earlier one's number; "": none), status, again (about one subject, which the sheet cannot
    say: such a decision neither comes nor goes by it).
    """
    return read_frame(
        """SELECT d.id, d.number, d.decided_on, o.code, d.signer_post, array_to_string(d.covers,
           ','), d.tier, coalesce(s.number, ''), d.status,
           EXISTS (SELECT 1 FROM decisions_reopenedlevel r WHERE r.second_id = d.id)
           FROM decisions_decision d JOIN organisations_organisation o ON o.id = d.issuer_id
           LEFT JOIN decisions_decision s ON s.id = d.supplements_id
           WHERE d.campaign_id = %s ORDER BY d.decided_on, d.id""",
        [campaign.pk],
        schema={
            "id": pl.Int64,
            "number": pl.String,
            "date": pl.Date,
            **dict.fromkeys(
                ("issuer", "signer_post", "covers", "tier", "supplements", "status"), pl.String
            ),
            "again": pl.Boolean,
        },
    )


def load_decisions(parsed: ParsedSheet, loading: YearLoading) -> Outcome:
    """Check the sheet *Quyết định* and keep its decisions as drafts; issuing them is another
    act.
    """
    if loading.campaign is None:
        return Outcome(
            file=parsed.problems.file, sheet=DECISIONS.title, in_error=parsed.frame.height
        )
    check = Checking(parsed, loading)
    check.fits(number=longest("number"), signer_post=longest("signer_post"))
    organisations = stored.organisations().select("id", "code")
    check.refers("issuer", organisations["code"], kind=ORGANISATION, what=AN_ORGANISATION)
    _check_days(check, loading.campaign)
    _read_covers(check)
    known = stored_decisions(loading.campaign)
    _check_supplements(check, known)
    incoming = check.good(["number", "issuer"]).with_columns(
        pl.col("tier", "supplements").fill_null("")
    )
    columns = ["date", "signer_post", "covers", "tier"]
    columns += ["supplements"] if "supplements" in parsed.found else []
    diff = compare(existing=known, incoming=incoming, key=["number", "issuer"], columns=columns)
    _refuse_issued(check, diff, known)
    issuers = organisations.select(issuer_id="id", issuer="code")
    write_loaded(
        loading.campaign,
        new=diff.new.join(issuers, on="issuer"),
        changed=diff.changed.join(known.select("id", "number", "issuer"), on=["number", "issuer"]),
    )
    if "supplements" in columns:
        rows = pl.concat([diff.new, diff.changed], how="diagonal")
        write_supplements(loading.campaign, rows.join(issuers, on="issuer"))
    return check.outcome(
        diff, subject="number", columns=[DECISIONS.column(name) for name in columns]
    )


def _check_days(check: Checking, campaign: Campaign) -> None:
    """A decision is dated no earlier than its subjects were reviewed."""
    codes = check.frame["issuer"].drop_nulls().unique().to_list()
    issuers = {one.pk: one for one in Organisation.objects.filter(code__in=codes)}
    found = bounds_of(campaign, issuers.values())
    bounds = pl.DataFrame(
        [(issuers[pk].code, one.first, one.last) for pk, one in found.items()],
        schema={"issuer": pl.String, "first": pl.Date, "last": pl.Date},
        orient="row",
    )
    dated = check.frame.join(bounds, on="issuer", how="left", maintain_order="left")
    check.fail(
        dated.filter(~pl.col("date").is_between(pl.col("first"), pl.col("last"))),
        column="date",
        message=Text(
            "quyết định số {number} đề ngày trước kiểm điểm hoặc quá xa về sau",
            "decision no. {number} is dated before the review, or too far ahead",
        ),
        expected=Text(
            "một ngày từ {first} (ngày kiểm điểm) đến {last}",
            "a day from {first} (the review) to {last}",
        ),
    )


def _read_covers(check: Checking) -> None:
    """Turn the words in `covers` into stored ones with commas between them, in a fixed order;
    report unknown ones.
    """
    titles = [choice.title for choice in SUBJECT_TYPES]
    each = pl.DataFrame(
        [
            (row, text, _WORDS.word(text))
            for row, parts in check.frame.select("row", "covers").drop_nulls("covers").iter_rows()
            for text in _whole_words(parts)
        ],
        schema={"row": pl.Int64, "covers_word": pl.String, "word": pl.String},
        orient="row",
    )
    check.fail(
        check.frame.join(each.filter(pl.col("word").is_null()), on="row", maintain_order="left"),
        column="covers",
        value="covers_word",
        message=Text("không phải loại đối tượng nào", "no subject type"),
        expected=Text(
            "; ".join(title.vi for title in titles), "; ".join(title.en for title in titles)
        ),
    )
    order = {word: number for number, word in enumerate(SubjectType.values())}
    words = (
        each.drop_nulls("word")
        .unique(["row", "word"])
        .sort("row", pl.col("word").replace_strict(order, default=None))
        .group_by("row")
        .agg(pl.col("word").str.join(",").alias("covers"))
    )
    check.frame = check.frame.drop("covers").join(
        words, on="row", how="left", maintain_order="left"
    )


def _whole_words(parts: Sequence[str]) -> Iterator[str]:
    """The subject types of a cell that was split at its commas: one name has a comma inside (`Tập
    thể lãnh đạo, quản lý`), so the longest name of those that fit is meant.
    """
    at = 0
    while at < len(parts):
        ends = range(len(parts), at, -1)
        fitting = (end for end in ends if _WORDS.word(", ".join(parts[at:end])))
        end = next(fitting, at + 1)
        yield ", ".join(parts[at:end])
        at = end


def _check_supplements(check: Checking, known: pl.DataFrame) -> None:
    """A supplement names a first decision of the same committee, here or stored, of its day or
    earlier.
    """
    named = check.frame.filter(pl.col("supplements").is_not_null())
    here = check.frame.select(
        "issuer", supplements="number", first="date", chain=pl.col("supplements").fill_null("")
    )
    stored_ones = known.select("issuer", supplements="number", first="date", chain="supplements")
    firsts = pl.concat([here, stored_ones]).unique(["issuer", "supplements"], keep="first")
    found = named.join(firsts, on=["issuer", "supplements"], how="left", maintain_order="left")
    first_one = Text(
        "số của một quyết định đầu, cùng cấp uỷ, ký cùng ngày hoặc trước đó",
        "the number of a first decision of the same committee, of that day or earlier",
    )
    check.fail(
        found.filter(
            pl.col("first").is_null()
            | (pl.col("chain") != "")
            | (pl.col("supplements") == pl.col("number"))
        ),
        column="supplements",
        message=Text(
            "{issuer} không có quyết định đầu nào mang số này",
            "{issuer} has no first decision of this number",
        ),
        expected=first_one,
    )
    check.fail(
        found.filter(pl.col("first") > pl.col("date")),
        column="date",
        message=Text(
            "quyết định bổ sung đề ngày trước quyết định số {supplements}, ngày {first}",
            "the supplement is dated before decision no. {supplements}, of {first}",
        ),
        expected=first_one,
    )


def _refuse_issued(check: Checking, diff: Diff, known: pl.DataFrame) -> None:
    may = pl.col("status").is_in(list(FLOW.begins("revise"))) & ~pl.col("again")
    issued = known.filter(~may).select("number", "issuer")
    check.fail(
        diff.changed.join(issued, on=["number", "issuer"]),
        column="number",
        message=Text(
            "quyết định số {number} đã ban hành, không sửa được nữa",
            "decision no. {number} is issued already",
        ),
        expected=Text("mở lại quyết định trước khi sửa", "the decision reopened first"),
    )


def export_decisions(export: YearExport) -> pl.DataFrame:
    """The sheet *Quyết định*: decisions whose issuers lie inside the part that is exported."""
    mine = export.organisation_codes().rename({"code": "issuer"})
    decided = stored_decisions(export.year).join(
        mine, on="issuer", how="semi", maintain_order="left"
    )
    decided = decided.filter(~pl.col("again")).drop("again")
    return blanks(decided.with_columns(pl.col("covers").str.split(",")))


DECISIONS_SHEET = YearSheet("decisions", DECISIONS, load_decisions, export_decisions, place=10)
