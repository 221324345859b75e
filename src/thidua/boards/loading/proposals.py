"""Loading and writing the sheet *Đề nghị*."""

import polars as pl

from thidua.boards.loading.ceilings import changed_choices, within_ceilings
from thidua.boards.loading.sent import refuse_sent
from thidua.boards.proposal_rules import unexplained
from thidua.boards.proposals import LOADED, write_loaded
from thidua.boards.sheets import PROPOSALS
from thidua.campaigns.models import Campaign
from thidua.db.frames import read_frame
from thidua.facts.loading.finding import find_subjects
from thidua.facts.loading.subjects import refuse_decided, roster
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.loading.outcomes import Outcome
from thidua.loading.writing import blanks
from thidua.roster.loading.sheets import YearExport, YearSheet
from thidua.roster.loading.year import YearLoading
from thidua.vocabulary import SubjectType
from thidua.workbooks import ParsedSheet, compare


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
        check,
        roster(loading.campaign),
        loading.campaign,
        code="code",
        led="organisation",
        other_posts=True,
    )
    _check_choices(check)
    columns = [name for name in LOADED if name in parsed.found]
    good = check.good(["subject_type", "code", "organisation"]).drop_nulls("entry_id")
    incoming = good.with_columns(pl.col(LOADED).fill_null(""))
    known = stored_proposals(loading.campaign)
    diff = compare(existing=known, incoming=incoming, key=["entry_id"], columns=columns)
    new = diff.new.filter(pl.any_horizontal(pl.col(name) != "" for name in LOADED))
    refuse_decided(check, pl.concat([diff.changed, new], how="diagonal"), column="code")
    refuse_sent(check, loading.campaign, diff)
    with within_ceilings(check, loading, loading.campaign, changed_choices(diff)):
        write_loaded(diff, columns)
    return check.outcome(diff, subject="code", columns=PROPOSALS.columns)


def _check_choices(check: Checking) -> None:
    """A choice stands where the subject is rated, and says why it departs from what was reached."""
    check.fail(
        check.frame.filter("other_post", pl.col("chosen").is_not_null()),
        column="chosen",
        message=Text(
            "{stored_name} được xếp loại theo chức vụ chính ở nơi khác",
            "{stored_name} is rated for the main post, elsewhere",
        ),
        expected=Text(
            "để trống; mức nơi này đề nghị ghi ở cột “Đề nghị”",
            "a blank cell; what is proposed here goes into “Proposed”",
        ),
    )
    check.fail(
        check.frame.filter(unexplained()),
        column="reason",
        message=Text(
            "cấp uỷ chọn mức khác mức đạt tiêu chuẩn mà không nêu lý do",
            "the choice deviates from the level reached without a reason",
        ),
        expected=Text(
            "lý do, hoặc để trống cột “Cấp uỷ chọn”", "the reason, or a blank cell in “Chosen”"
        ),
    )


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


def export_proposals(export: YearExport) -> pl.DataFrame:
    """The sheet *Đề nghị*: what is claimed, proposed and chosen for the exported subjects."""
    rated = export.subjects().filter("rated")
    elsewhere = export.in_scope(roster(export.year).filter("other_post"))
    subjects = pl.concat([rated, elsewhere.select(rated.columns)])
    proposed = subjects.join(stored_proposals(export.year), on="entry_id", maintain_order="left")
    return blanks(proposed.with_columns(organisation="led"))


PROPOSALS_SHEET = YearSheet("decisions", PROPOSALS, load_proposals, export_proposals, place=20)
