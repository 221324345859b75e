"""The part of the rating page that says what was reported about this subject, and lets one
report.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.disputes.queries import decided_by, may_ask, reports_about
from thidua.disputes.words import WordedReport, in_words
from thidua.facts.values import Fact, facts_on
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
    worded = in_words(reports, entry.campaign)
    may_ask_now = asks and not decided
    return Panel(
        "disputes/part.html",
        {
            "reports": worded,
            "facts": list(_facts(entry, worded)) if may_ask_now else [],
            "decided": decided if asks else "",
        },
    )


@dataclass(frozen=True)
class ShownFact:
    """One fact of the sheet, and where it is said to be wrong, or what was said of it already."""

    fact: Fact
    href: str
    report: WordedReport | None


def _facts(entry: RosterEntry, reports: Sequence[WordedReport]) -> Iterator[ShownFact]:
    """Each fact that the sheet has; while a report of it is open, it is not reported again."""
    waiting = {one.report.fact: one for one in reports if one.report.is_open}
    link = ask_address(entry)
    for fact in facts_on(entry, getattr(entry, "fact_sheet", None)).values():
        if fact.stored:
            joined = "&" if "?" in link else "?"
            query = urlencode({"fact": fact.id})
            yield ShownFact(fact, f"{link}{joined}{query}", waiting.get(fact.id))


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
