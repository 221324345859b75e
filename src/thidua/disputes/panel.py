"""The part of the rating page that says what was reported about this subject, and lets one
report.
"""

from django.urls import reverse

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.disputes.queries import decided_by, may_ask, reports_about
from thidua.disputes.words import in_words
from thidua.roster.models import RosterEntry
from thidua.subjects.panels import Panel


def disputes_panel(request: SignedIn, entry: RosterEntry) -> Panel | None:
    asks = entry.rated and may_ask(scope_of_request(request), entry)
    reports = list(reports_about(entry))
    for report in reports:
        report.roster_entry = entry
    if not asks and not reports:
        return None
    decided = decided_by(entry)
    return Panel(
        "disputes/part.html",
        {
            "reports": in_words(reports, entry.campaign),
            "ask": ask_address(entry) if asks and not decided else "",
            "decided": decided if asks else "",
        },
    )


def ask_address(entry: RosterEntry) -> str:
    """The page where facts of this subject are reported."""
    link = reverse(
        "fact_report_new",
        kwargs={
            "year": entry.campaign.year,
            "subject_type": entry.subject_type,
            "code": entry.code,
        },
    )
    return (
        f"{link}?organisation={entry.organisation.code}" if entry.subject_type == "leader" else link
    )
