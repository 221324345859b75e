"""“Cả tỉnh đang ở đâu”: how far the year is in the reader's part of the tree, in one sentence and
one bar, from what was counted beforehand.
"""

from dataclasses import dataclass

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.actors import Grant
from thidua.accounts.models import Role
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.numbers import exact_percent, format_number, percent
from thidua.organisations.queries import within
from thidua.ratings.body_counts import member_levels
from thidua.ratings.models import Summary
from thidua.ratings.open_work import unrated_for
from thidua.roster.models import RosterEntry
from thidua.subjects.late_tasks import late_in
from thidua.subjects.panels import Panel
from thidua.vocabulary import LevelCounts, SubjectType, Tier
from thidua.web.clock import now, shown


@dataclass(frozen=True)
class Piece:
    """A piece of the bar: its word, how many members, where it stands in percent, ready for SVG."""

    word: str
    css: str
    number: int
    x: str
    width: str
    share: str


def progress_panel(request: SignedIn, campaign: Campaign) -> Panel | None:
    """For the province and the districts; None for others, or while nobody is to be rated."""
    scope = scope_of_request(request)
    roles = (Role.PROVINCE, Role.UPPER_LEVEL)
    grant = next((one for one in scope.grants if one.role in roles), None)
    if grant is None:
        return None
    members = _members(campaign, grant)
    if not members.total:
        return None
    inside = within(scope, organisation="organisation")
    bodies = RosterEntry.objects.with_level().filter(
        inside,
        campaign=campaign,
        rated=True,
        subject_type=SubjectType.ORGANISATION,
        tier=Tier.GRASSROOTS,
    )
    organisations = bodies.aggregate(known=Count("level"), all=Count("pk"))
    silent = min(unrated_for(request, campaign).silent.members, members.cannot_tell)
    counted = Summary.objects.filter(campaign=campaign).aggregate(at=Max("counted_at"))["at"]
    context = {
        "title": _("Cả tỉnh đang ở đâu")
        if grant.role == Role.PROVINCE
        else _("{name} đang ở đâu").format(name=grant.organisation_name),
        "organisations": organisations,
        "known": members.total - members.cannot_tell,
        "all": members.total,
        "late": len(late_in(request, campaign)),
        "pieces": _pieces(members, silent),
        "as_of": shown(counted) if counted else now(),
        "figures": reverse("figures", kwargs={"year": campaign.year}),
    }
    return Panel("subjects/progress.html", context)


def _members(campaign: Campaign, grant: Grant) -> LevelCounts:
    """Levels of the members below a province or a district."""
    body = grant.organisation_id if grant.role == Role.UPPER_LEVEL else None
    parts = member_levels(campaign, body)
    return sum((levels for below in parts.values() for levels in below.values()), LevelCounts())


def _share(number: int, whole: int) -> str:
    """Per cent without digits; the number itself where that would say none or all of them."""
    share = percent(number, whole, places=0)
    ends = {percent(0, whole, places=0), percent(whole, whole, places=0)}
    misleads = 0 < number < whole and share in ends
    return format_number(number) if misleads else share


def _pieces(members: LevelCounts, silent: int) -> list[Piece]:
    """Known, waiting, not begun."""
    rows = (
        (_("đủ căn cứ"), "known", members.total - members.cannot_tell),
        (_("chờ thông tin"), "waiting", members.cannot_tell - silent),
        (_("chưa bắt đầu"), "silent", silent),
    )
    found: list[Piece] = []
    start = 0
    for word, css, number in rows:
        if number:
            x, width = (exact_percent(part, members.total, places=3) for part in (start, number))
            share = _share(number, members.total)
            found.append(Piece(word, css, number, f"{x}%", f"{width}%", share))
        start += number
    return found
