"""Which rules the conformance cases cover: `python -m tests.conformance.write_coverage` writes
docs/rules-covered.md.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.conformance.case import Case
from tests.conformance.cases import CASES, RatingCase
from tests.conformance.reading import library
from thidua.language import Text
from thidua.rulebook import condition_ids, packaged_awards

DOCUMENT = Path(__file__).parents[2] / "docs" / "rules-covered.md"

STUBS = frozenset(
    f"R1-{rule}"
    for rule in (
        *("SUBJ-01", "SUBJ-02", "SUBJ-03", "SUBJ-04", "SUBJ-05"),
        *(
            "MEM-HTXS",
            "MEM-KHT",
            "COL-HTXS",
            "COL-KHT",
            "ORG-HTXS",
            "ORG-HTT",
            "ORG-BALLOT",
            "LEAD-CAP",
            "LEAD-STD",
        ),
        *("QUOTA-LEAD", "QUOTA-MEM", "QUOTA-COL", "ORDER-01", "DOC-01", "NOTIFY-01", "REOPEN-01"),
        *("AWARD-01", "AWARD-05Y"),
    )
)
"""The rules that a review of 2021 or 2022 rests on; none may go without a case, whatever the
framework files say.
"""


@dataclass(frozen=True)
class Line:
    """One rule or condition of a packaged text: number, id, sentence, source, whether the wording
    was confirmed.
    """

    rule: str
    id: str
    title: Text
    source: str
    confirmed: bool


def lines() -> Iterator[Line]:
    """Everything that carries a rule number: conditions, caps, quotas, authority, procedure, forms
    of recognition.
    """
    for framework in library():
        for _, item in framework.cited():
            yield Line(
                item.rule, item.id, item.title, framework.citation(item.cite), item.confirmed
            )
    book = packaged_awards()
    for form in book.forms.values():
        for rule in form.rules(book.givers):
            source = f"{book.sources[rule.cite.source].number}, {rule.cite.at}"
            title = Text("{form}: {part}", "{form}: {part}").format(
                form=form.title, part=rule.title
            )
            yield Line(rule.rule, rule.id, title, source, rule.confirmed)


@cache
def cases_by_id() -> Counter[str]:
    """Per condition, quota, procedure, authority or award condition: the cases it decides."""
    return Counter(name for case in CASES if not case.disputed for name in case.found().named)


@cache
def cases_by_rule() -> Counter[str]:
    """Per rule number: the cases that rest on it, by what decides them or because they say so."""
    numbers = {line.id: line.rule for line in lines()}
    return Counter(rule for case in CASES if not case.disputed for rule in _rules_of(case, numbers))


def _rules_of(case: Case, numbers: dict[str, str]) -> set[str]:
    return {numbers[name] for name in case.found().named if name in numbers} | set(case.rules)


def never_decisive() -> list[str]:
    """Conditions of packaged frameworks and awards that decide no case: nobody would notice if they
    were wrong.
    """
    everything = [name for framework in library() for name in condition_ids(framework)]
    everything += [rule.id for rule in packaged_awards().rules()]
    return sorted(set(everything) - set(cases_by_id()))


def document() -> str:
    """The table of rules as a page for whoever checks the product against the regulations."""
    counted, by_id = cases_by_rule(), cases_by_id()
    ordered = sorted(lines(), key=lambda line: (line.rule, line.id))
    rated = sum(isinstance(case, RatingCase) for case in CASES)
    disputed = [case for case in CASES if case.disputed]
    rows = [
        f"| {line.rule} | `{line.id}` | {line.title.vi}<br>{line.title.en} | {line.source} "
        f"| {'yes' if line.confirmed else 'no'} | {by_id[line.id]} | {counted[line.rule]} |"
        for line in ordered
    ]
    return "\n".join(
        [
            "# Rules covered",
            "",
            "Written by `python -m tests.conformance.write_coverage`; a test fails when it is "
            "out of date.",
            "",
            f"{len(CASES)} conformance cases in `tests/conformance/`, {rated} of them ratings "
            f"of one subject. "
            "*Confirmed* says whether the wording was read in the regulation itself. *Decides* "
            "counts the cases whose "
            "outcome rests on this very condition, *Cases* all that rest on the rule.",
            "",
            "| Rule | Condition | What it says | Source | Confirmed | Decides | Cases |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
            "## Disputed",
            "",
            *(
                [f"- {case.name} ({case.source}). {case.disputed}" for case in disputed]
                or ["None."]
            ),
            "",
        ]
    )
