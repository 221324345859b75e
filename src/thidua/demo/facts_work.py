"""What the year's own work tells stands on no sheet."""

from collections.abc import Mapping, Sequence

from thidua.demo.grades import Row
from thidua.demo.results import YearResults

OF_UNITS = ("targets_done", "main_targets_done")
OF_LED_UNITS = (
    "unit_targets",
    "unit_targets_done",
    "unit_targets_on_time",
    "unit_targets_exceeded",
)
OF_LEADERS = ("own_tasks_below_standard",)
OF_MEMBERS = ("targets_done",)


def without_work(sheets: Mapping[str, Sequence[Row]], results: YearResults) -> None:
    """Take from the sheets of a year what its tasks tell: of units, whoever leads them, and members
    who lead a task or promised something themselves.
    """
    for sheet, key, known, facts in (
        ("organisation_facts", "organisation", results.units, OF_UNITS),
        ("collective_facts", "collective", results.units, OF_UNITS),
        ("leader_facts", "organisation", results.units, OF_LED_UNITS),
        ("leader_facts", "member", results.people, OF_LEADERS),
        ("member_facts", "member", results.people, OF_MEMBERS),
    ):
        for row in sheets[sheet]:
            if row[key] in known:
                for fact in facts:
                    row.pop(fact, None)
