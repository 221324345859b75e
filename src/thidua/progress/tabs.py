"""The room's tabs on the pages of what a unit carries out."""

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.accounts.viewing import SignedIn
from thidua.campaigns.models import Campaign
from thidua.indicators.tabs import Address, Counting, Tab
from thidua.organisations.models import Organisation
from thidua.progress.models import OF_NOTE

# What the three tabs count, of one unit and year, in one statement.
_COUNTS = """
    SELECT count(*) FILTER (WHERE accepted),
           coalesce(sum(files), 0),
           coalesce(sum(changed), 0) + count(*) FILTER (WHERE asked_out)
    FROM (
        SELECT EXISTS (SELECT FROM registrations_taskversion v
                       WHERE v.task_id = t.id AND v.accepted_at IS NOT NULL) AS accepted,
               (SELECT count(*) FROM attachments_attachment a
                JOIN progress_note n ON n.id = a.owner_id
                WHERE a.kind = %s AND n.task_id = t.id AND a.removed_at IS NULL) AS files,
               (SELECT count(*) FROM registrations_taskversion v
                WHERE v.task_id = t.id AND v.accepted_at IS NOT NULL
                  AND v.change_reason <> '') AS changed,
               t.withdrawal_asked_at IS NOT NULL AS asked_out
        FROM registrations_task t JOIN registrations_registration r ON r.id = t.registration_id
        WHERE r.campaign_id = %s AND r.organisation_id = %s
    ) one
"""


def _counts(request: SignedIn, campaign: Campaign, unit: Organisation) -> tuple[int, ...]:
    """Asked once a request, whichever tab asks first."""
    known: dict[tuple[int, int], tuple[int, ...]] = request.__dict__.setdefault(
        "thidua_progress_tabs", {}
    )
    key = (campaign.pk, unit.pk)
    if key not in known:
        with connection.cursor() as cursor:
            cursor.execute(_COUNTS, [OF_NOTE, *key])
            known[key] = tuple(int(number) for number in cursor.fetchone() or (0, 0, 0))
    return known[key]


def _address(name: str) -> Address:
    def address(campaign: Campaign, unit: Organisation) -> str:
        return reverse(name, args=(campaign.year, unit.code))

    return address


def _count(at: int) -> Counting:
    def count(request: SignedIn, campaign: Campaign, unit: Organisation) -> int:
        return _counts(request, campaign, unit)[at]

    return count


TASKS_TAB = Tab(10, "progress_unit", _("Nhiệm vụ"), _address("progress_unit"), _count(0))
EVIDENCE_TAB = Tab(
    30, "progress_evidence", _("Minh chứng"), _address("progress_evidence"), _count(1)
)
CHANGES_TAB = Tab(
    40, "progress_changes", _("Thay đổi đã duyệt"), _address("progress_changes"), _count(2)
)
OWN_TABS = (TASKS_TAB, EVIDENCE_TAB, CHANGES_TAB)
