"""Reports in words: what a fact is called, and its values."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.campaigns.models import Campaign
from thidua.disputes.models import FactReport, Status
from thidua.facts.values import Fact
from thidua.frameworks.binding import bound_frameworks
from thidua.vocabulary import SubjectType


@dataclass(frozen=True)
class WordedReport:
    """A report as it is shown."""

    report: FactReport
    title: str
    seen: str
    wanted: str

    @property
    def css(self) -> str:
        """The colour of its chip, by the name of a level's."""
        return {Status.CORRECTED: "good", Status.KEPT: "completed"}.get(
            Status(self.report.status), "unknown"
        )


def in_words(reports: Sequence[FactReport], campaign: Campaign) -> list[WordedReport]:
    """Reports of one year in words; without any, the year's frameworks are not even read."""
    frameworks = bound_frameworks(campaign) if reports else {}
    found = []
    for report in reports:
        spec = frameworks[SubjectType(report.roster_entry.subject_type)].fields.get(report.fact)
        fact = Fact(spec, report.seen) if spec is not None else None
        found.append(
            WordedReport(
                report,
                title=str(fact.title) if fact else report.fact,
                seen=fact.value if fact else report.seen,
                wanted=fact.in_words(report.wanted) if fact else report.wanted,
            )
        )
    return found
