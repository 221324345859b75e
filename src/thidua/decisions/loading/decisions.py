"""Loading the sheets *Quyết định* and *Đề nghị*."""

import polars as pl

from thidua.boards.proposal_rules import unexplained
from thidua.boards.proposals import LOADED
from thidua.boards.proposals import write_loaded as write_proposals
from thidua.boards.sheets import PROPOSALS
from thidua.campaigns.models import Campaign
from thidua.db.frames import read_frame
from thidua.decisions.loading.ceilings import changed_choices, within_ceilings
from thidua.decisions.models import FLOW, longest
from thidua.decisions.sheets import DECISIONS
from thidua.decisions.writing import write_loaded
from thidua.facts.loading.finding import find_subjects
from thidua.facts.loading.subjects import refuse_decided, roster
from thidua.facts.sheets import SUBJECT_TYPES
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.loading.outcomes import Outcome
from thidua.loading.writing import blanks
from thidua.organisations.loading import stored
from thidua.organisations.loading.organisations import AN_ORGANISATION, ORGANISATION
from thidua.roster.loading.sheets import YearExport, YearSheet
from thidua.roster.loading.year import YearLoading
from thidua.vocabulary import SubjectType
from thidua.workbooks import Diff, ParsedSheet, compare
from thidua.workbooks.headers import header_key

_WORDS = {
    header_key(written): choice.word
    for choice in SUBJECT_TYPES
    for written in (choice.word, *choice.title, *choice.aliases)
}


def stored_decisions(campaign: Campaign) -> pl.DataFrame:
    """id, number, date, issuer (code), signer_post, covers (words with commas), tier, status."""
    return read_frame(
        """SELECT d.id, d.number, d.decided_on, o.code, d.signer_post, array_to_string(d.covers,
           ','), d.tier, d.status
           FROM decisions_decision d JOIN organisations_organisation o ON o.id = d.issuer_id
           WHERE d.campaign_id = %s ORDER BY d.decided_on, d.id""",
        [campaign.pk],
        schema={
            "id": pl.Int64,
            "number": pl.String,
            "date": pl.Date,
            **dict.fromkeys(("issuer", "signer_post", "covers", "tier", "status"), pl.String),
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
    _read_covers(check)
    known = stored_decisions(loading.campaign)
    incoming = check.good(["number", "issuer"]).with_columns(pl.col("tier").fill_null(""))
    columns = ["date", "signer_post", "covers", "tier"]
    diff = compare(existing=known, incoming=incoming, key=["number", "issuer"], columns=columns)
    _refuse_issued(check, diff, known)
    write_loaded(
        loading.campaign,
        new=diff.new.join(organisations.select(issuer_id="id", issuer="code"), on="issuer"),
        changed=diff.changed.join(known.select("id", "number", "issuer"), on=["number", "issuer"]),
    )
    return check.outcome(
        diff, subject="number", columns=[DECISIONS.column(name) for name in columns]
    )


def _read_covers(check: Checking) -> None:
    """Turn the words in `covers` into stored ones with commas between them, in a fixed order;
    report unknown ones.
    """
    titles = [choice.title for choice in SUBJECT_TYPES]
    each = (
        check.frame.select("row", covers_word="covers")
        .explode("covers_word")
        .drop_nulls("covers_word")
    )
    each = each.with_columns(
        word=pl.col("covers_word").map_elements(
            lambda text: _WORDS.get(header_key(text)), return_dtype=pl.String
        )
    )
    check.fail(
        check.frame.join(each.filter(pl.col("word").is_null()), on="row", maintain_order="left"),
        column="covers",
        value="covers_word",
        message=Text("không phải loại đối tượng nào", "no subject type"),
        expected=Text(
            ", ".join(title.vi for title in titles), ", ".join(title.en for title in titles)
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


def _refuse_issued(check: Checking, diff: Diff, known: pl.DataFrame) -> None:
    may = pl.col("status").is_in(list(FLOW.begins("revise")))
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


def stored_proposals(campaign: Campaign) -> pl.DataFrame:
    """entry_id, self_claimed, proposed, chosen, reason of every proposal of the year."""
    return read_frame(
        f"""SELECT p.roster_entry_id, {", ".join(f"p.{column}" for column in LOADED)} FROM
            boards_proposal p
            JOIN roster_rosterentry e ON e.id = p.roster_entry_id WHERE e.campaign_id = %s""",  # noqa: S608
        [campaign.pk],
        schema={"entry_id": pl.Int64, **dict.fromkeys(LOADED, pl.String)},
    )


def load_proposals(parsed: ParsedSheet, loading: YearLoading) -> Outcome:
    """Check and write the sheet *Đề nghị*: what was claimed, proposed, and chosen by the
    committee.
    """
    if loading.campaign is None:
        return Outcome(
            file=parsed.problems.file, sheet=PROPOSALS.title, in_error=parsed.frame.height
        )
    check = Checking(parsed, loading)
    _check_organisation(check)
    find_subjects(
        check, roster(loading.campaign), loading.campaign, code="code", led="organisation"
    )
    check.fail(
        check.frame.filter(unexplained()),
        column="reason",
        message=Text(
            "cấp uỷ chọn mức khác mức đạt mà không nêu lý do",
            "the choice deviates from the level reached without a reason",
        ),
        expected=Text(
            "lý do, hoặc để trống cột “Cấp uỷ chọn”", "the reason, or a blank cell in “Chosen”"
        ),
    )
    columns = [name for name in LOADED if name in parsed.found]
    good = check.good(["subject_type", "code", "organisation"]).drop_nulls("entry_id")
    incoming = good.with_columns(pl.col(LOADED).fill_null(""))
    known = stored_proposals(loading.campaign)
    diff = compare(existing=known, incoming=incoming, key=["entry_id"], columns=columns)
    new = diff.new.filter(pl.any_horizontal(pl.col(name) != "" for name in LOADED))
    refuse_decided(check, pl.concat([diff.changed, new], how="diagonal"), column="code")
    with within_ceilings(check, loading, loading.campaign, changed_choices(diff)):
        write_proposals(diff, columns)
    return check.outcome(diff, subject="code", columns=PROPOSALS.columns)


def _check_organisation(check: Checking) -> None:
    leader = pl.col("subject_type") == SubjectType.LEADER.value
    check.fail(
        check.frame.filter(leader & pl.col("organisation").is_null()),
        column="organisation",
        message=Text(
            "cá nhân lãnh đạo phải kèm tổ chức mình lãnh đạo",
            "a leader comes with the organisation led",
        ),
        expected=Text("mã tổ chức", "the organisation's code"),
    )
    check.fail(
        check.frame.filter(~leader & pl.col("organisation").is_not_null()),
        column="organisation",
        message=Text(
            "chỉ cá nhân lãnh đạo mới kèm tổ chức", "only leaders come with an organisation"
        ),
        expected=Text("để trống", "a blank cell"),
    )


def export_decisions(export: YearExport) -> pl.DataFrame:
    """The sheet *Quyết định*: decisions whose issuers lie inside the part that is exported."""
    mine = export.organisation_codes().rename({"code": "issuer"})
    decided = stored_decisions(export.year).join(
        mine, on="issuer", how="semi", maintain_order="left"
    )
    return blanks(decided.with_columns(pl.col("covers").str.split(",")))


def export_proposals(export: YearExport) -> pl.DataFrame:
    """The sheet *Đề nghị*: what is claimed, proposed and chosen for the exported subjects."""
    proposed = export.subjects().join(
        stored_proposals(export.year), on="entry_id", maintain_order="left"
    )
    return blanks(proposed.with_columns(organisation="led"))


DECISIONS_SHEET = YearSheet("decisions", DECISIONS, load_decisions, export_decisions, place=10)
PROPOSALS_SHEET = YearSheet("decisions", PROPOSALS, load_proposals, export_proposals, place=20)
