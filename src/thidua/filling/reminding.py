"""Reminding those who hold facts, and what there is to remind of."""

from collections.abc import Collection, Mapping, Sequence

from django.urls import reverse

from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.filling.gathering import gathered
from thidua.filling.models import FactRequest, Status
from thidua.filling.page import FillPage
from thidua.language import Text
from thidua.notices.actions import remind_holders
from thidua.notices.errors import NoticeError
from thidua.notices.matters import Matter
from thidua.notices.models import About
from thidua.notices.reminding import Came
from thidua.numbers import in_both
from thidua.organisations.models import Organisation


def remind_those(*, page: FillPage, codes: Sequence[str], actor: User) -> Came:
    """Remind the holders of these codes. Raises NoticeError for nobody, and for who holds nothing
    of the page's unit.
    """
    known = {holder.code: holder for holder in page.holders}
    wanted = [code for code in dict.fromkeys(codes) if code]
    strange = [code for code in wanted if code not in known]
    if strange:
        raise NoticeError.not_yours(strange[0])
    reminded = remind_holders(
        campaign=page.known.campaign,
        about=About.FACTS,
        left={known[code].unit: known[code].number for code in wanted},
        from_unit=page.known.unit,
        actor=actor,
    )
    return Came(len(reminded), len(wanted) - len(reminded))


def left_of(campaign: Campaign, units: Collection[Organisation]) -> Mapping[int, int]:
    """Per unit how many subjects lack something that it, or a unit below it, is to enter."""
    found = gathered(campaign, list(units))
    requests = FactRequest.objects.filter(
        roster_entry__campaign=campaign, unit__in=list(units), status=Status.OPEN
    )
    handed: dict[int, set[int]] = {}
    for asked, entry in requests.values_list("unit_id", "roster_entry_id"):
        handed.setdefault(asked, set()).add(entry)
    holders = {waits.thing.holder for one in found.values() for waits in one.others}
    paths = dict(Organisation.objects.filter(pk__in=holders).values_list("pk", "path"))
    numbers = {}
    for unit in units:
        one = found[unit.pk]
        own = {cell.entry for cell in one.own} | handed.get(unit.pk, set())
        below = {
            waits.thing.entry
            for waits in one.others
            if paths.get(waits.thing.holder, "").startswith(unit.path)
        }
        numbers[unit.pk] = len(own | below)
    return numbers


def address(campaign: Campaign, unit: Organisation) -> str:
    """The page where a unit enters its facts."""
    return reverse("fill", kwargs={"year": campaign.year, "code": unit.code})


def what_waits(number: int) -> Text:
    """The row of the unit that is to enter facts of so many."""
    return Text(
        "Bổ sung thông tin của {number} trường hợp",
        "Complete the facts of {number} case"
        if number == 1
        else "Complete the facts of {number} cases",
    ).format(number=in_both(number))


def button_there(number: int) -> Text:
    """The button that leads there."""
    return Text(
        "Nhập thông tin {number} trường hợp",
        "Enter the facts of {number} case" if number == 1 else "Enter the facts of {number} cases",
    ).format(number=in_both(number))


FACTS = Matter(About.FACTS, address, left_of, what_waits, button_there)
