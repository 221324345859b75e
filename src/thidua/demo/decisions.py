"""What committees said: self-claimed and proposed levels, choices inside the quotas, numbered
decisions, awards.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from thidua.demo.grades import LEVELS, Row
from thidua.demo.leadership import Body, Leader, Leadership
from thidua.demo.level_plans import HONOURED, OrganisationPlan
from thidua.demo.marks import as_voted, deviate
from thidua.demo.plan import GOOD, OUTSTANDING, Plan
from thidua.demo.staff import Person, Staff, rated_people
from thidua.demo.units import CONVERTED, PROVINCE_CODE, Unit


def proposals(
    plan: Plan,
    organisations: Sequence[OrganisationPlan],
    staffs: list[Staff],
    leadership: Leadership,
    random: Random,
) -> list[Row]:
    """One row a subject: what it claims, what is proposed, what the committee chose."""
    rows = [
        _proposal("member", person.code, reach=person.reach, chosen=person.chosen, random=random)
        for _, person in rated_people(staffs)
    ]
    rows += [
        _proposal(
            "organisation",
            upper.code,
            reach=OUTSTANDING if upper.reaches else GOOD,
            chosen=upper.chosen,
            random=random,
        )
        for upper in plan.uppers
    ]
    for planned in organisations:
        code = planned.organisation.unit.code
        rows.append(
            _proposal(
                "organisation", code, reach=planned.reach, chosen=planned.chosen, random=random
            )
        )
        if planned.is_committee:
            rows += [
                _proposal(
                    "organisation",
                    leaf.unit.code,
                    reach=leaf.reach,
                    chosen=leaf.cell_chosen,
                    random=random,
                )
                for leaf in planned.leaves
            ]
    rows += [_of_body(body, random) for body in leadership.bodies]
    rows += [_of_leader(leader, random) for leader in leadership.leaders]
    invented = {person.code for staff, person in rated_people(staffs) if staff.plan.unit.invented}
    deviate([row for row in rows if row["code"] in invented], random)
    invented |= {
        one.unit.code for planned in organisations for one in planned.leaves if one.unit.invented
    }
    as_voted(row for row in rows if row["code"] in invented)
    return rows


def _of_body(body: Body, random: Random) -> Row:
    return _proposal("collective", body.code, reach=body.reach, chosen=body.chosen, random=random)


def _of_leader(leader: Leader, random: Random) -> Row:
    row = _proposal(
        "leader", leader.post.person.code, reach=leader.reach, chosen=leader.chosen, random=random
    )
    return row | {"organisation": leader.post.organisation}


def _proposal(subject_type: str, code: str, *, reach: int, chosen: bool, random: Random) -> Row:
    """Some claim more than their facts carry, a few less; the cell's proposal corrects most of
    it.
    """
    stands = GOOD if reach == OUTSTANDING and not chosen else reach
    draw = random.random()
    claimed = (
        min(OUTSTANDING, reach + 1) if draw < 0.07 else max(1, reach - 1) if draw > 0.97 else reach
    )
    return {
        "subject_type": subject_type,
        "code": code,
        "organisation": None,
        "self_claimed": LEVELS[claimed],
        "proposed": LEVELS[stands if random.random() < 0.85 else reach],
        "chosen": LEVELS[OUTSTANDING] if chosen else None,
        "reason": None,
    }


def decisions(plan: Plan, organisations: Sequence[OrganisationPlan], random: Random) -> list[Row]:
    """Numbered decisions: each grassroots body, each upper-level body, the province."""
    rows = [
        grassroots_decision(planned, random, after=dt.date(2021, 12, 15))
        for planned in organisations
    ]
    for number, upper in enumerate(plan.uppers):
        body = {"city": "Thành uỷ", "town": "Thị uỷ", "district": "Huyện uỷ"}.get(
            upper.sector, "Đảng uỷ"
        )
        mark = "".join(word[0].upper() for word in body.split())
        rows.append(
            _decision(
                upper.code,
                f"{random.randint(300, 900)}-QĐ/{mark}",
                dt.date(2021, 12, 27 + number % 5),
                signer=f"T/M Ban Thường vụ, Bí thư {body}",
                covers=["organisation", "collective", "leader"],
                tier="grassroots",
            )
        )
    rows.append(
        _decision(
            PROVINCE_CODE,
            f"{random.randint(300, 600)}-QĐ/TU",
            dt.date(2022, 1, 20),
            signer="T/M Ban Thường vụ, Bí thư Tỉnh uỷ",
            covers=["organisation", "collective", "leader"],
            tier="upper_level",
        )
    )
    return rows


def grassroots_decision(planned: OrganisationPlan, random: Random, *, after: dt.date) -> Row:
    """The decision of one grassroots organisation on its members and cells, within nine days after
    a day.
    """
    day = after + dt.timedelta(days=random.randint(1, 9))
    code = planned.organisation.unit.code
    if planned.is_committee:
        return _decision(
            code,
            f"{random.randint(20, 180)}-QĐ/ĐU",
            day,
            signer="T/M Đảng uỷ, Bí thư",
            covers=["member", "organisation"],
            tier="cell",
        )
    return _decision(
        code, f"{random.randint(2, 30)}-QĐ/CB", day, signer="T/M Chi bộ, Bí thư", covers=["member"]
    )


def _decision(issuer: str, number: str, day: dt.date, *, signer: str, **covered: object) -> Row:
    return {
        "number": number,
        "date": day,
        "issuer": issuer,
        "signer_post": signer,
        "covers": None,
        "tier": None,
        **covered,
    }


@dataclass(slots=True)
class Honours:
    """Who is given what: chosen before the histories are written, because runs of years depend on
    it.
    """

    uppers: list[str]
    five_year_grassroots: list[str]
    grassroots: list[str]
    members: list[Person]
    secretaries: list[Leader]
    ordered: list[str]


def choose_flagged(
    plan: Plan, organisations: Sequence[OrganisationPlan], random: Random
) -> list[Unit]:
    """Cells that are given the flag of five years; the first is a village's, whose cell came out of
    two.
    """
    cells = [
        leaf.unit
        for planned in organisations
        if planned.stands == OUTSTANDING
        for leaf in planned.leaves
        if leaf.cell_chosen
        and leaf.unit.kind in {"village", "school"}
        and len(leaf.unit.places) == 1
    ]
    return sorted(
        random.sample(cells, plan.awards.flag_cells), key=lambda unit: unit.kind != "village"
    )


def choose_honours(
    plan: Plan,
    organisations: Sequence[OrganisationPlan],
    staffs: list[Staff],
    leadership: Leadership,
    random: Random,
) -> Honours:
    """Pick who is given recognition, among those who will stand at outstanding."""
    long_standing = [
        planned.organisation.unit.code
        for planned in organisations
        if planned.organisation.unit.code in plan.long_standing_communes
        or planned.organisation.unit.short_name == CONVERTED
    ]
    others = [
        planned.organisation.unit.code
        for planned in organisations
        if planned.chosen
        and planned.organisation.unit.code not in long_standing
        and planned.organisation.unit.short_name not in HONOURED
    ]
    veterans = [
        person
        for _, person in rated_people(staffs)
        if person.chosen and person.admitted_on.year <= 2016
    ]
    heads = [
        leader
        for leader in leadership.leaders
        if leader.is_head and leader.chosen and leader.tier == "grassroots"
    ]
    return Honours(
        uppers=[upper.code for upper in plan.uppers if upper.chosen][: plan.awards.upper_level],
        five_year_grassroots=long_standing,
        grassroots=sorted(random.sample(others, plan.awards.grassroots - len(long_standing))),
        members=random.sample(veterans, plan.awards.members),
        secretaries=random.sample(heads, plan.awards.secretaries),
        ordered=[
            planned.organisation.unit.code
            for planned in organisations
            if planned.organisation.unit.short_name == HONOURED[0]
        ],
    )


Act = tuple[str, dt.date]
"""Number and day of a decision on awards."""


def awards(honours: Honours, flagged: Sequence[Unit]) -> list[Row]:
    """The sheet of awards; `flagged` are the cells given the flag of five years."""
    certificates: Act = "412-QĐ/TU", dt.date(2022, 1, 28)
    flags: Act = "413-QĐ/TU", dt.date(2022, 1, 28)
    order: Act = "2187/QĐ-CTN", dt.date(2021, 12, 31)
    year, five_years = "provincial_certificate_year", "provincial_certificate_five_years"
    rows = [
        _award("labour_order_second", "organisation", code, order, authority="Chủ tịch nước")
        for code in honours.ordered
    ]
    rows += [_award(year, "organisation", code, certificates) for code in honours.uppers]
    rows += [
        _award("provincial_flag_five_years", "organisation", unit.code, flags) for unit in flagged
    ]
    rows += [
        _award(five_years, "organisation", code, certificates)
        for code in honours.five_year_grassroots
    ]
    rows += [_award(year, "organisation", code, certificates) for code in honours.grassroots]
    rows += [_award(five_years, "member", person.code, certificates) for person in honours.members]
    rows += [
        _award(year, "leader", leader.post.person.code, certificates)
        for leader in honours.secretaries
    ]
    return rows


def _award(
    form: str, subject_type: str, code: str, act: Act, *, authority: str = PROVINCE_CODE
) -> Row:
    number, day = act
    return {
        "form": form,
        "subject_type": subject_type,
        "code": code,
        "authority": authority,
        "number": number,
        "date": day,
    }
