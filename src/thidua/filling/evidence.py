"""What stands beside a field: what it asks, who says so, what the year has on file. Never an answer
put in beforehand.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.boards.models import Proposal
from thidua.facts.values import Fact, facts_of
from thidua.frameworks.binding import bound_frameworks
from thidua.roster.models import RosterEntry
from thidua.rulebook import Framework
from thidua.vocabulary import Level, SubjectType

MOST = 3


@dataclass(frozen=True)
class Evidence:
    """`asks`: the conditions that read the fact, each with its citation; `known`: what is on file,
    name and value.
    """

    fact: Fact
    note: str
    asks: tuple[tuple[str, str], ...]
    known: tuple[tuple[str, str], ...]
    rules: str


def evidence_of(entry: RosterEntry, fact: Fact) -> Evidence:
    """Raises NotBoundError while the year has no frameworks."""
    framework = bound_frameworks(entry.campaign)[SubjectType(entry.subject_type)]
    return Evidence(
        fact,
        str(fact.spec.note or ""),
        _asks(framework, fact.id),
        (*_proposal(entry), *_on_file(entry, fact.id)),
        reverse(
            "framework_of_year",
            kwargs={"year": entry.campaign.year, "subject_type": entry.subject_type},
        ),
    )


def _asks(framework: Framework, fact: str) -> tuple[tuple[str, str], ...]:
    found = [
        (str(placed.rule.title), framework.citation(placed.rule.cite))
        for placed in framework.placed_rules()
        if fact in set(placed.rule.test.every_column(framework.terms))
    ]
    return tuple(dict.fromkeys(found))[:MOST]


def _proposal(entry: RosterEntry) -> list[tuple[str, str]]:
    proposal = Proposal.objects.filter(pk=entry.pk).first()
    if proposal is None:
        return []
    said = ((_("Tự nhận"), proposal.self_claimed), (_("Chi bộ đề nghị"), proposal.proposed))
    return [(name, str(Level(level).title)) for name, level in said if level]


def _on_file(entry: RosterEntry, fact: str) -> list[tuple[str, str]]:
    """The other facts of the sheet."""
    return [
        (str(known.title), known.value)
        for name, known in facts_of(entry).items()
        if name != fact and known.stored
    ]
