"""Finding the subjects that rows are about: in the roster, rated, and the unit's own; or else why
not.
"""

from dataclasses import dataclass

import polars as pl

from thidua.campaigns.models import Campaign
from thidua.facts.loading.subjects import OF_PEOPLE
from thidua.frameworks.binding import bound_frameworks
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.organisations.loading import stored
from thidua.organisations.loading.members import A_MEMBER, PERSON
from thidua.organisations.loading.organisations import AN_ORGANISATION, ORGANISATION
from thidua.roster.actions import NOT_ITS_OWN_JUDGE
from thidua.roster.models import NOT_YET_REVIEWED
from thidua.roster.subjects import COLLECTIVELY_LED
from thidua.vocabulary import SubjectType, Tier

_THE_PROVINCE = Text("đảng bộ tỉnh do Trung ương xếp loại", "the province is rated by the centre")
_LED_ONES = Text(
    "mã của đảng bộ cơ sở hoặc của đảng bộ cấp trên trực tiếp cơ sở; không thì bỏ dòng này (bí thư "
    "chi bộ được xếp loại như đảng viên, chi bộ như tổ chức)",
    "the code of a grassroots committee or an upper-level organisation; else this row left out (a "
    "cell's secretary is rated as a member, the cell as an organisation)",
)


def find_subjects(  # noqa: PLR0913 - where the rows and the subjects are, and who is meant
    check: Checking,
    subjects: pl.DataFrame,
    campaign: Campaign,
    *,
    code: str,
    led: str,
    other_posts: bool = False,
    put_off: bool = False,
) -> None:
    """Join each row of `check.frame` to the roster, and report rows whose subject is not there or
    not rated. `other_posts`: a leader who is rated for another post may be spoken of here too.

    The frame needs `subject_type`, the column `code` and, for leaders, `led`; it gains the roster's
    columns. In a unit's import `subjects` are those of its part, and rows about others are told the
    same whoever they are. `put_off`: whose review is put off is meant too."""
    keys = {"subject_type": "subject_type", "code": code, "led": led}
    known = subjects.drop("organisation_id").rename(
        {name: key for name, key in keys.items() if name != key}
    )
    check.frame = check.frame.join(
        known, on=list(keys.values()), how="left", nulls_equal=True, maintain_order="left"
    )
    unknown = check.frame.filter(
        pl.col("entry_id").is_null()
        & pl.col("subject_type").is_not_null()
        & pl.col(code).is_not_null()
    )
    search = _Search(check, subjects, campaign, code, led)
    if check.loading.part:
        search.report_outside(unknown)
    elif not unknown.is_empty():
        search.report_unknown(unknown)
    spoken_of = pl.col("other_post") if other_posts else pl.lit(value=False)
    unrated = check.frame.filter(~pl.col("rated") & pl.col("kept_here") & ~spoken_of)
    waiting = pl.col("excluded_by") == NOT_YET_REVIEWED
    if not put_off:
        _report_put_off(check, unrated.filter(waiting), code=code)
    unrated = unrated.filter(~waiting)
    if not unrated.is_empty():
        _report_unrated(check, with_main_post(unrated, subjects, code=code), campaign, code=code)


@dataclass(frozen=True)
class _Search:
    """Rows that were looked for among subjects: by the column `code` and, for leaders, `led`."""

    check: Checking
    subjects: pl.DataFrame
    campaign: Campaign
    code: str
    led: str

    def report_unknown(self, rows: pl.DataFrame) -> None:
        """Codes that nothing has, codes that are known but not in the roster, leaders of another
        organisation.
        """
        check, of_people = self.check, pl.col("subject_type").is_in(OF_PEOPLE)
        people, organisations = stored.ids_of_people()["code"], stored.organisations()["code"]
        check.refers(self.code, people, kind=PERSON, what=A_MEMBER, rows=rows.filter(of_people))
        check.refers(
            self.code,
            organisations,
            kind=ORGANISATION,
            what=AN_ORGANISATION,
            rows=rows.filter(~of_people),
        )
        check.refers(self.led, organisations, kind=ORGANISATION, what=AN_ORGANISATION, rows=rows)
        rows = self._without_uncollected(rows)
        check.fail(
            self._without_other_posts(rows),
            column=self.code,
            message=Text(
                "không có trong danh sách năm chốt ngày {day}",
                "not in the roster of the year as of {day}",
            ),
            expected=Text(
                "đối tượng có mặt ngày chốt; nếu hệ thống tổ chức đã sửa, hãy chốt lại danh sách",
                "a subject that was there that day; if the tree was corrected since, freeze the "
                "roster again",
            ),
        )

    def _without_uncollected(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Report collectives, and leaders, of organisations whose leadership nobody rates: no
        roster will ever hold them. Gives the rows still to tell.
        """
        of_leader = pl.col("subject_type") == SubjectType.LEADER.value
        of_collective = pl.col("subject_type") == SubjectType.COLLECTIVE.value
        not_rated = ~COLLECTIVELY_LED & (pl.col("tier") != Tier.PROVINCE.value)
        led = stored.organisations().filter(not_rated)["code"].implode()
        for column, kind in ((self.led, of_leader), (self.code, of_collective)):
            found = rows.filter(kind & pl.col(column).is_in(led))
            self.check.fail(
                found,
                column=column,
                message=Text(
                    f"{{{column}}} là chi bộ hoặc đảng bộ bộ phận, không có tập thể và cá nhân "
                    f"lãnh đạo, quản lý thuộc diện xếp loại",
                    f"{{{column}}} is a cell or a sub-committee: its leadership is not rated",
                ),
                expected=_LED_ONES,
            )
            rows = rows.filter(~pl.col("row").is_in(found["row"].implode()))
        return rows

    def report_outside(self, rows: pl.DataFrame) -> None:
        """Rows about whoever is not this unit's to report on.

        Of a code that is not in its part nothing is said but that: the same for one that nobody has
        and for one of another unit. The codes that are offered as the nearest are the unit's own.
        """
        placed = stored.organisations()
        inside = placed.filter(pl.col("path").str.starts_with(self.check.loading.part))["code"]
        self._not_here(
            self._dated(rows.filter(~pl.col(self.led).is_in(inside.implode()))), self.led, inside
        )
        self._not_here(
            self._without_other_posts(rows), self.code, self.subjects.filter("kept_here")["code"]
        )
        self.check.fail(
            self.check.frame.filter(~pl.col("kept_here")),
            column=self.code,
            message=Text(
                "thông tin này do cấp uỷ cấp trên trực tiếp của đơn vị nhập",
                "the facts of this subject are entered by the committee directly above your unit",
            ),
            expected=Text("bỏ dòng này", "this row left out"),
        )

    def _dated(self, rows: pl.DataFrame) -> pl.DataFrame:
        """With `day`, the one on which the roster was taken."""
        return rows.with_columns(day=pl.lit(self.campaign.cut_off_date))

    def _without_other_posts(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Report leaders who lead, as far as the subjects tell, another organisation; gives the
        rows still to tell.
        """
        leads = (
            self.subjects.filter(pl.col("subject_type") == SubjectType.LEADER)
            .group_by("code")
            .agg(pl.col("led").sort().str.join(", ").alias("leads"))
        )
        rest = self._dated(rows.filter(~pl.col("row").is_in(self.check.left_out.implode())))
        rest = rest.join(
            leads.rename({"code": self.code}), on=self.code, how="left", maintain_order="left"
        )
        elsewhere = (pl.col("subject_type") == SubjectType.LEADER) & pl.col("leads").is_not_null()
        self.check.fail(
            rest.filter(elsewhere),
            column=self.led,
            message=Text(
                f"{{{self.code}}} không lãnh đạo tổ chức này vào ngày chốt danh sách {{day}}",
                f"{{{self.code}}} did not lead this organisation on the cut-off date {{day}}",
            ),
            expected=Text("mã của: {leads}", "the code of: {leads}"),
        )
        return rest.filter(~elsewhere)

    def _not_here(self, rows: pl.DataFrame, column: str, known: pl.Series) -> None:
        if rows.is_empty():
            return
        self.check.unknown(
            rows,
            column,
            known,
            message=Text(
                "mã này không có trong phần của đơn vị, theo danh sách năm chốt ngày {day}",
                "this code is not in your unit's part of the roster as of {day}",
            ),
            expected=Text("một mã có trong tệp mẫu của đơn vị", "a code of your unit's template"),
        )


def with_main_post(rows: pl.DataFrame, subjects: pl.DataFrame, *, code: str) -> pl.DataFrame:
    """The rows with `main_led`: where a leader who is not rated here is rated; null for others."""
    main = subjects.filter(
        (pl.col("subject_type") == SubjectType.LEADER.value) & pl.col("rated")
    ).select(pl.col("code").alias(code), main_led="led", other_post=pl.lit(value=True))
    return rows.join(main, on=[code, "other_post"], how="left", maintain_order="left")


def _report_put_off(check: Checking, unrated: pl.DataFrame, *, code: str) -> None:
    check.fail(
        unrated,
        column=code,
        message=Text(
            "{stored_name} chưa kiểm điểm nên chưa được xếp loại",
            "{stored_name} is not yet reviewed, and so not rated",
        ),
        expected=Text(
            "ngày kiểm điểm bù ở trang Chưa kiểm điểm trước, hoặc bỏ dòng này",
            "the day it was made up for on the sheet Not yet reviewed first, or this row left out",
        ),
    )


def _report_unrated(
    check: Checking, unrated: pl.DataFrame, campaign: Campaign, *, code: str
) -> None:
    rules = [
        rule
        for framework in bound_frameworks(campaign).values()
        for rule in framework.subjects.excluded
    ]
    titles = {NOT_ITS_OWN_JUDGE: _THE_PROVINCE, **{rule.id: rule.title for rule in rules}}
    vi, en = ({rule: title[language] for rule, title in titles.items()} for language in (0, 1))
    unrated = unrated.with_columns(
        rule_vi=pl.col("excluded_by").replace_strict(vi, default=pl.col("excluded_by")),
        rule_en=pl.col("excluded_by").replace_strict(en, default=pl.col("excluded_by")),
    )
    message = Text(
        "{stored_name} không thuộc diện xếp loại năm nay: {rule_vi}",
        "{stored_name} is not rated this year: {rule_en}",
    )
    elsewhere = pl.col("main_led").is_not_null()
    check.fail(
        unrated.filter(~elsewhere),
        column=code,
        message=message,
        expected=Text("bỏ dòng này", "this row left out"),
    )
    check.fail(
        unrated.filter(elsewhere),
        column=code,
        message=message,
        expected=Text(
            "thông tin ở dòng của chức vụ chính, mã tổ chức {main_led}",
            "the facts in the row of the main post, organisation {main_led}",
        ),
    )
