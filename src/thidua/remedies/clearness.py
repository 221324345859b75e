"""How clear a remedy is: the same checks as of a task of the year, which end in the year after."""

import datetime as dt

from thidua.language import Text
from thidua.organisations.models import Organisation, Person
from thidua.registrations.clarities import Clarity
from thidua.registrations.clear import problems_of
from thidua.registrations.content import Content, from_json
from thidua.registrations.rows import outside_of
from thidua.remedies.errors import RemedyError
from thidua.remedies.models import Remedy
from thidua.web.clock import today


def content_of(remedy: Remedy) -> Content:
    """What is done about the limit."""
    return from_json(remedy.content)


def last_day_of(year: int) -> dt.date:
    """The last day until which a limit named in the review of `year` is worked on, unless it is
    carried over.
    """
    return dt.date(year + 1, 12, 31)


def problems(remedy: Remedy) -> dict[Clarity, Text]:
    """What blocks asking that it be closed, by the list of the year it was named in."""
    content, year = content_of(remedy), remedy.campaign.year
    end = content.ends_on or last_day_of(year)
    return problems_of(content, year, ends_in=end.year)


def refuse_end(ends_on: dt.date | None, *, year: int, raised_on: dt.date) -> None:
    """Raises RemedyError for an end before the limit was named, or after the year that follows."""
    if ends_on is None:
        return
    if ends_on < raised_on:
        raise RemedyError.end_before(raised_on)
    if ends_on > last_day_of(year):
        raise RemedyError.too_far(last_day_of(year))


def refuse_outside(content: Content, known: Content, unit: Organisation, own: int | None) -> None:
    """People and units that are new to a remedy must be of the unit's part. Raises RemedyError."""
    people, units = outside_of(content, unit, today())
    people -= {doer.person for doer in known.doers} | {known.answers, own}
    units -= {doer.organisation for doer in known.doers} | {unit.pk}
    if people:
        raise RemedyError.outside(Person.objects.get(pk=min(people)).full_name)
    if units:
        raise RemedyError.outside(Organisation.objects.get(pk=min(units)).name)
