"""Finding the subjects that rows are about: in the roster and rated, or else why not."""

from collections.abc import Iterable

import polars as pl
from django.db import connection

from thidua.campaigns.actions import NOT_ITS_OWN_JUDGE
from thidua.campaigns.binding import bound_frameworks
from thidua.campaigns.models import Campaign, SubjectType
from thidua.language import Text
from thidua.ledger.frames import read_frame
from thidua.organisations.loading import stored
from thidua.organisations.loading.checking import Checking
from thidua.organisations.loading.members import A_MEMBER, PERSON
from thidua.organisations.loading.organisations import AN_ORGANISATION, ORGANISATION
from thidua.workbooks import fold_expr

# Entries with their organisation (o) and the committee above it (u); who keeps an entry's sheet: decision 014.
_PLACED = """
    FROM campaigns_rosterentry e JOIN organisations_organisation o ON o.id = e.organisation_id
    LEFT JOIN organisations_organisation u ON u.id = e.parent_id
"""
_KEEPER = "CASE WHEN e.subject_type = 'member' THEN o.path ELSE coalesce(u.path, '') END"
_ROSTER = f"""
    SELECT e.id, e.subject_type, e.code, CASE WHEN e.subject_type = 'leader' THEN o.code END, e.name, e.rated,
           e.excluded_by, d.number, e.organisation_id, o.code, starts_with({_KEEPER}, %s)
    {_PLACED}
    LEFT JOIN reviews_decisionitem i ON i.roster_entry_id = e.id
    LEFT JOIN reviews_decision d ON d.id = i.decision_id AND d.status = 'issued'
    WHERE e.campaign_id = %s AND starts_with(o.path, %s)
"""
_KEPT = f"""
    SELECT unit.id, e.subject_type, count(*)
    {_PLACED}
    JOIN organisations_organisation unit
         ON unit.id = ANY(%s) AND starts_with(o.path, unit.path) AND starts_with({_KEEPER}, unit.path)
    WHERE e.campaign_id = %s AND e.rated GROUP BY unit.id, e.subject_type
"""
_THE_PROVINCE = Text("đảng bộ tỉnh do Trung ương xếp loại", "the province is rated by the centre")
OF_PEOPLE = (SubjectType.MEMBER.value, SubjectType.LEADER.value)


def roster(campaign: Campaign, *, part: str = "") -> pl.DataFrame:
    """The year's subjects: entry_id, subject_type, code, led (code of the organisation led; leaders only),
    stored_name, rated, excluded_by, decided_by (number of the issued decision), organisation_id, organisation_code,
    kept_here.

    `part`: only those under the organisation with this path; `kept_here`: whether a unit there keeps their sheet of
    facts (a member's own cell; for everybody else the committee above), as docs/decisions/014 says.
    """
    texts = ("subject_type", "code", "led", "stored_name")
    return read_frame(
        _ROSTER,
        [part, campaign.pk, part],
        schema={
            "entry_id": pl.Int64,
            **dict.fromkeys(texts, pl.String),
            "rated": pl.Boolean,
            "excluded_by": pl.String,
            "decided_by": pl.String,
            "organisation_id": pl.Int64,
            "organisation_code": pl.String,
            "kept_here": pl.Boolean,
        },
    )


def kept_counts(campaign: Campaign, units: Iterable[int]) -> dict[int, dict[str, int]]:
    """For each of these organisations, how many subjects of each type it keeps the sheets of."""
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, [list(units), campaign.pk])
        rows = cursor.fetchall()
    found: dict[int, dict[str, int]] = {}
    for unit, kind, number in sorted(rows, key=lambda row: SubjectType.values.index(row[1])):
        found.setdefault(unit, {})[kind] = number
    return found


def find_subjects(check: Checking, subjects: pl.DataFrame, campaign: Campaign, *, code: str, led: str) -> None:
    """Join each row of `check.frame` to the roster, and report rows whose subject is not there or not rated.

    The frame needs `subject_type`, the column `code` and, for leaders, `led`; it gains the roster's columns.
    """
    keys = {"subject_type": "subject_type", "code": code, "led": led}
    known = subjects.drop("organisation_id").rename({name: key for name, key in keys.items() if name != key})
    check.frame = check.frame.join(known, on=list(keys.values()), how="left", nulls_equal=True, maintain_order="left")
    unknown = check.frame.filter(
        pl.col("entry_id").is_null() & pl.col("subject_type").is_not_null() & pl.col(code).is_not_null()
    )
    if check.loading.part:
        _report_outside(check, unknown, subjects, campaign, code=code, led=led)
    elif not unknown.is_empty():
        _report_unknown(check, unknown, subjects, campaign, code=code, led=led)
    _report_unrated(check, campaign, code=code)


def _report_unknown(  # noqa: PLR0913 - the columns are the sheet's
    check: Checking, rows: pl.DataFrame, subjects: pl.DataFrame, campaign: Campaign, *, code: str, led: str
) -> None:
    """Codes that nothing has, codes that are known but not in the roster, leaders of another organisation."""
    of_people = pl.col("subject_type").is_in(OF_PEOPLE)
    people, organisations = stored.ids_of_people()["code"], stored.organisations()["code"]
    check.refers(code, people, kind=PERSON, what=A_MEMBER, rows=rows.filter(of_people))
    check.refers(code, organisations, kind=ORGANISATION, what=AN_ORGANISATION, rows=rows.filter(~of_people))
    check.refers(led, organisations, kind=ORGANISATION, what=AN_ORGANISATION, rows=rows)
    rest = rows.filter(~pl.col("row").is_in(check.left_out.implode()))
    check.fail(
        _report_other_posts(check, rest, subjects, campaign, code=code, led=led),
        column=code,
        message=Text("không có trong danh sách năm chốt ngày {day}", "not in the roster of the year as of {day}"),
        expected=Text(
            "đối tượng có mặt ngày chốt; nếu hệ thống tổ chức đã sửa, hãy chốt lại danh sách",
            "a subject that was there that day; if the tree was corrected since, freeze the roster again",
        ),
    )


def _report_other_posts(  # noqa: PLR0913 - the columns are the sheet's
    check: Checking, rows: pl.DataFrame, subjects: pl.DataFrame, campaign: Campaign, *, code: str, led: str
) -> pl.DataFrame:
    """Report leaders who lead, as far as `subjects` tell, another organisation; gives the other rows, with `day`."""
    leads = subjects.filter(pl.col("subject_type") == SubjectType.LEADER).group_by("code").agg(
        pl.col("led").sort().str.join(", ").alias("leads")
    )  # fmt: skip
    rows = rows.join(leads.rename({"code": code}), on=code, how="left", maintain_order="left").with_columns(
        day=pl.lit(campaign.cut_off_date)
    )
    elsewhere = (pl.col("subject_type") == SubjectType.LEADER) & pl.col("leads").is_not_null()
    check.fail(
        rows.filter(elsewhere),
        column=led,
        message=Text(
            f"{{{code}}} không lãnh đạo tổ chức này vào ngày chốt danh sách {{day}}",
            f"{{{code}}} did not lead this organisation on the cut-off date {{day}}",
        ),
        expected=Text("mã của: {leads}", "the code of: {leads}"),
    )
    return rows.filter(~elsewhere)


def _report_outside(  # noqa: PLR0913 - the columns are the sheet's
    check: Checking, rows: pl.DataFrame, subjects: pl.DataFrame, campaign: Campaign, *, code: str, led: str
) -> None:
    """Rows about whoever is not this unit's to report on.

    Of a code that is not in its part nothing is said but that: the same for one that nobody has and for one of another
    unit. `subjects` are those of the part alone, and so are the codes that are offered as the nearest.
    """
    day = pl.lit(campaign.cut_off_date)
    inside = stored.organisations().filter(pl.col("path").str.starts_with(check.loading.part))["code"]
    _not_here(check, rows.filter(~pl.col(led).is_in(inside.implode())).with_columns(day=day), led, inside)
    rest = _report_other_posts(
        check, rows.filter(~pl.col("row").is_in(check.left_out.implode())), subjects, campaign, code=code, led=led
    )
    _not_here(check, rest, code, subjects.filter("kept_here")["code"])
    check.fail(
        check.frame.filter(~pl.col("kept_here")),
        column=code,
        message=Text(
            "dữ kiện của đối tượng này do cấp uỷ trên trực tiếp của đơn vị nhập",
            "the facts of this subject are entered by the committee directly above your unit",
        ),
        expected=Text("bỏ dòng này", "this row left out"),
    )


def _not_here(check: Checking, rows: pl.DataFrame, column: str, known: pl.Series) -> None:
    if rows.is_empty():
        return
    check.unknown(
        rows, column, known,
        message=Text(
            "mã này không có trong phần của đơn vị bạn, theo danh sách năm chốt ngày {day}",
            "this code is not in your unit's part of the roster as of {day}",
        ),
        expected=Text("một mã có trong tệp mẫu của đơn vị bạn", "a code of your unit's template"),
    )  # fmt: skip


def _report_unrated(check: Checking, campaign: Campaign, *, code: str) -> None:
    unrated = check.frame.filter(~pl.col("rated") & pl.col("kept_here"))
    if unrated.is_empty():
        return
    rules = [rule for one in bound_frameworks(campaign).values() for rule in one.subjects.excluded]
    titles = {NOT_ITS_OWN_JUDGE: _THE_PROVINCE, **{rule.id: rule.title for rule in rules}}
    vi, en = ({rule: title[language] for rule, title in titles.items()} for language in (0, 1))
    check.fail(
        unrated.with_columns(
            rule_vi=pl.col("excluded_by").replace_strict(vi, default=pl.col("excluded_by")),
            rule_en=pl.col("excluded_by").replace_strict(en, default=pl.col("excluded_by")),
        ),
        column=code,
        message=Text(
            "{stored_name} không thuộc diện xếp loại năm nay: {rule_vi} ({excluded_by})",
            "{stored_name} is not rated this year: {rule_en} ({excluded_by})",
        ),
        expected=Text("bỏ dòng này", "this row left out"),
    )


def warn_of_names(check: Checking) -> None:
    """Rows whose name is not the one we know: rows may have slipped against their codes."""
    unlike = check.frame.filter(pl.col("name") != pl.col("stored_name"))
    check.warn(
        unlike.filter(fold_expr(pl.col("name")) != fold_expr(pl.col("stored_name"))),
        column="name",
        message=Text(
            "tên khác với tên đã lưu của mã này: {stored_name}", "the name stored for this code is {stored_name}"
        ),
    )


def refuse_decided(check: Checking, rows: pl.DataFrame, *, column: str) -> None:
    """Rows that would change something of a subject whose level is decided already."""
    check.fail(
        rows.filter(pl.col("decided_by").is_not_null()),
        column=column,
        message=Text(
            "{stored_name} đã được xếp loại tại quyết định số {decided_by}, không sửa được nữa",
            "{stored_name} was decided by decision no. {decided_by} and can no longer be changed",
        ),
        expected=Text("mở lại quyết định trước khi sửa", "the decision reopened first"),
    )
