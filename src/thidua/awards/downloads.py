"""The list of awards as a file: the rows that the filters leave, every reason in words."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.awards.listing import Row, rows_of
from thidua.awards.models import Award
from thidua.campaigns.models import Campaign
from thidua.rulebook import AwardBook
from thidua.web.sheets import Sheet


def awards_sheet(
    campaign: Campaign, found: "QuerySet[Award]", book: AwardBook, about: Sequence[tuple[str, str]]
) -> Sheet:
    """The list in the reader's language."""
    return Sheet(
        name=f"khen-thuong-{campaign.year}",
        title=_("Khen thưởng năm {year}").format(year=campaign.year),
        about=about,
        header=[
            _("Mã"),
            _("Tên"),
            _("Đối tượng"),
            _("Thuộc"),
            _("Hình thức"),
            _("Cấp tặng"),
            _("Số quyết định"),
            _("Ngày"),
            _("Kết quả"),
            _("Lý do không trao"),
        ],
        rows=_rows(campaign, found, book),
        widths=(14, 34, 18, 44, 44, 30, 18, 12, 20, 60),
    )


def _rows(campaign: Campaign, found: "QuerySet[Award]", book: AwardBook) -> Iterator[list[str]]:
    for row in rows_of(campaign, found, book):
        yield [
            row.code,
            row.name,
            row.kind,
            row.place,
            str(row.form),
            row.giver,
            row.award.number,
            f"{row.award.decided_on:%d/%m/%Y}" if row.award.decided_on else "",
            str(row.award.get_status_display()),
            "; ".join(_reason(row)),
        ]


def _reason(row: Row) -> Iterator[str]:
    for refusal in row.refusals:
        yield f"{refusal.text} ({refusal.citation})" if refusal.citation else str(refusal.text)
