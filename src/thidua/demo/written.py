"""The reviews of the demo on their way into the database: of each mark the task, the item of a
commitment or the remedy that it leads to.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping

from thidua.commitments.models import Commitment
from thidua.demo.decks import Decks
from thidua.demo.handing_in import ACTOR
from thidua.demo.met import days_of_meetings
from thidua.demo.noted import tasks_by_unit
from thidua.demo.reviewed_year import ReviewedYear, at
from thidua.demo.reviewing import Cited, Written, reviews_of
from thidua.demo.reviewing_units import reports_of
from thidua.remedies.models import Remedy
from thidua.reviews.past import PastCitation, PastReview, PastReviews, record_past

SENT_BEFORE = (3, 6)
"""So many days before its meeting a review was sent."""
DONE = {True: "đã làm xong", False: "chưa làm xong", None: "chưa ghi kết quả"}


def write_everybody(year: ReviewedYear) -> None:
    """Write the reviews of a year that is over: all sent, and accepted when the unit had met."""
    days = days_of_meetings(year)
    random = year.random("reviews")
    links = Links(year)
    found = [
        (cell.unit.code, written, True)
        for cell in year.commune.cells
        for written in reviews_of(cell, random)
    ]
    found += [(one.code, one, False) for one in reports_of(year.commune, Decks(random))]
    reviews = []
    for unit, written, personal in found:
        day = days[unit]
        sent = day - dt.timedelta(days=random.randint(*SENT_BEFORE))
        reviews.append(
            PastReview(
                year.member(written.code) if personal else year.unit(unit),
                year.units[unit],
                written.sections,
                list(links.citations(written)),
                sent_at=at(sent, random.randrange(8, 21), random.randrange(60)),
                settled_at=at(day, 21, 30),
                due_on=day,
            )
        )
    record_past(campaign=year.campaign, past=PastReviews(reviews), actor=ACTOR)


class Links:
    """What marks lead to, by the keys of this database."""

    def __init__(self, year: ReviewedYear) -> None:
        self.year = year
        self.tasks = tasks_by_unit(year.campaign)
        codes = {person.pk: code for code, person in year.people.items()}
        commitments = Commitment.objects.filter(campaign=year.campaign, person__in=codes)
        self.commitments = {
            codes[person]: key for person, key in commitments.values_list("person_id", "pk")
        }
        self.remedies = _remedies(year, codes)
        self.promises = {
            member.person.code: member.promise
            for cell in year.commune.cells
            for member in cell.members
        }

    def mended(self) -> Collection[str]:
        """Codes of those, and of the units, that have a remedy of the year before."""
        return set(self.remedies)

    def citations(self, written: Written) -> Iterator[PastCitation]:
        for one in written.cited:
            kind, target, words = self._leads_to(one, written.code)
            yield PastCitation(one.heading, one.label, kind, target, words, one.against)

    def _leads_to(self, one: Cited, code: str) -> tuple[str, str, str]:
        if one.task is not None:
            unit, number, _ = one.task
            return "task", str(self.tasks[unit][number][0].pk), one.words
        if one.promise is not None:
            promise = self.promises[code]
            done = promise.done if promise and promise.done else None
            words = DONE[done[one.promise - 1] if done else None]
            return "commitment", f"{self.commitments[code]}/{one.promise}", words
        key, words = self.remedies[code]
        return "remedy", str(key), words


def _remedies(year: ReviewedYear, codes: Mapping[int, str]) -> dict[str, tuple[int, str]]:
    """Of each member and unit the first remedy that an earlier year named, with its state."""
    units = {unit.pk: code for code, unit in year.units.items()}
    found: dict[str, tuple[int, str]] = {}
    rows = Remedy.objects.filter(
        campaign__year__lt=year.campaign.year, organisation__in=units
    ).order_by("pk")
    for row in rows:
        code = codes.get(row.person_id or 0) or units.get(row.unit_id or 0)
        if code is not None:
            found.setdefault(code, (row.pk, str(row.get_state_display())))
    return found
