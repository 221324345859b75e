"""The sheet as PDF: a strip a member, six a page."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.utils import timezone

from thidua.code_sheets.models import CodeSheet
from thidua.documents.typesetting import typeset
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name

TEMPLATE = Path(__file__).parent / "sheet.typ"
A_PAGE = 6


@dataclass(frozen=True)
class Strip:
    """What is cut out for one member."""

    name: str
    born: int | None
    code: str


def as_pdf(sheet: CodeSheet, strips: Sequence[Strip], *, prints: int, address: str) -> bytes:
    """The sheet with its codes; `prints`: how often sheets were printed for this cell, this one
    too. `address`: of the page where a code is used. Raises PrintError.
    """
    if sheet.printed_at is None or sheet.expires_at is None:
        raise ValueError("a sheet that nobody printed has no paper")
    printed, last = timezone.localtime(sheet.printed_at), timezone.localtime(sheet.expires_at)
    return typeset(
        TEMPLATE,
        {
            "committee": committee_above(sheet.organisation),
            "cell": sheet.organisation.name,
            "printed": f"in lần {prints}, {printed:%H} giờ {printed:%M} ngày {printed:%d/%m/%Y}",
            "last_day": f"{last:%d/%m/%Y}",
            "site": address.rsplit("://", maxsplit=1)[-1].split("/", maxsplit=1)[0],
            "qr": str(get_adapter().build_totp_svg(address)),
            "pages": [
                [asdict(strip) for strip in strips[start : start + A_PAGE]]
                for start in range(0, len(strips), A_PAGE)
            ],
            "people": len(strips),
            "demo": settings.DEMO,
        },
    )


def committee_above(cell: Organisation) -> str:
    """The committee that keeps this cell: "Đảng uỷ xã Gia Minh"."""
    above = [int(key) for key in cell.path.strip("/").split("/")][:-1]
    parents = Organisation.objects.filter(pk__in=above).order_by("-path")
    nearest = max(parents, key=lambda one: len(one.path), default=None)
    return committee_name(nearest) if nearest else ""
