"""How the accounts stand, level by level, on an administrator's first page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.accounts.upkeep import LevelRow, by_level, number_of_accounts
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.numbers import format_number
from thidua.organisations.models import Organisation
from thidua.subjects.panels import Panel
from thidua.vocabulary import Tier


@dataclass(frozen=True)
class NamedRow:
    """A level by its name, and its counts."""

    name: str
    counts: LevelRow


def accounts_by_level(request: SignedIn, campaign: Campaign) -> Panel | None:
    """For administrators alone; three questions."""
    if not scope_of_request(request).administers:
        return None
    rows = by_level()
    context = {
        "rows": [NamedRow(_name(row.tier), row) for row in rows],
        "accounts": number_of_accounts(),
        "in_use": sum(row.in_use for row in rows),
    }
    return Panel("subjects/accounts_by_level.html", context)


def _name(tier: str) -> str:
    names = {
        Tier.PROVINCE: _("Cấp tỉnh"),
        Tier.UPPER_LEVEL: _("Cấp huyện và tương đương"),
        Tier.GRASSROOTS: _("Tổ chức cơ sở đảng"),
        Tier.CELL: _("Chi bộ"),
    }
    if not tier:
        return _("Đảng viên, không giữ vai trò")
    name = names[Tier(tier)]
    if tier == Tier.PROVINCE:
        return name
    number = Organisation.objects.filter(tier=tier).exclude(path="").count()
    return f"{name} ({format_number(number)})"
