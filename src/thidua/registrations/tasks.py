"""What registering asks of a reader: their unit's registration that is due or came back."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.due_dates import due_dates
from thidua.campaigns.launched import is_launched
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.tasks import Task
from thidua.language import current_language
from thidua.registrations.permissions import WRITING
from thidua.registrations.standing import address_for, standings
from thidua.web.clock import today


def registrations_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """A row for each of the reader's own units that has to send, while its year goes on."""
    scope = scope_of_request(request)
    units = {grant.organisation_id: grant for grant in scope.grants if grant.role in WRITING}
    if not units or not is_launched(campaign) or campaign.year != today().year:
        return
    found = standings(campaign, list(units))
    days = due_dates(campaign, Step.REGISTER, list(units))
    for pk, grant in units.items():
        standing = found.get(pk)
        state = standing.state if standing is not None else "not_started"
        if state in {"sent", "accepted"}:
            continue
        missing = standing.missing.in_(current_language()) if standing and standing.missing else ""
        returned = state == "returned"
        yield Task(
            title=(
                _("Hoàn thiện bản đăng ký được trả lại của {name}")
                if returned
                else _("Gửi bản đăng ký nhiệm vụ của {name}")
            ).format(name=grant.organisation_name),
            detail=missing or _("nhiệm vụ trọng tâm, khâu đột phá của năm"),
            href=address_for(campaign, grant.organisation_code),
            button=_("Sửa mục được trả lại") if returned else _("Mở bản đăng ký"),
            due_on=days.get(pk),
        )
