"""Nobody in the demo province is a full member before a year of probation is over."""

import datetime as dt

from thidua.demo.build import make_up
from thidua.demo.plans import FULL


def test_nobody_is_a_full_member_within_a_year_of_admission() -> None:
    province = make_up(plan=FULL)
    early = [
        person.code
        for staff in province.staffs
        for person in staff.everybody
        for spell in person.spells
        if spell.status == "official"
        and (spell.ends_on or dt.date(2021, 12, 31)) < person.admitted_on + dt.timedelta(days=365)
    ]

    assert early == []
