"""How the demo's years begin: documents, the launch conference, bodies beside the tree, targets."""

import datetime as dt
from decimal import Decimal
from random import Random

from thidua.bodies.actions import BodyDetails, add_body
from thidua.bodies.models import BodyKind
from thidua.campaigns.calendar_cells import Days, Place
from thidua.campaigns.models import Campaign, Indicator, Step
from thidua.conferences.actions import (
    ConferenceValues,
    invite,
    note_presence,
    prepare_conference,
)
from thidua.conferences.models import Presence, State
from thidua.demo.build import Province
from thidua.demo.competing import compete
from thidua.demo.handing_in import ACTOR
from thidua.demo.season import home_of
from thidua.directives.actions import DirectiveValues, add_directive, link_directive
from thidua.directives.models import Directive, Kind
from thidua.launching.amending import set_calendar, set_limits
from thidua.launching.days_off import add_known_days_off
from thidua.launching.plans import carry_down
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name
from thidua.targets.actions import Wish, register_targets
from thidua.targets.keys import key_of
from thidua.vocabulary import Tier

HD21 = DirectiveValues(
    kind=Kind.GUIDANCE,
    number="21-HD/BTCTW",
    signed_on=dt.date(2019, 10, 18),
    issuer="Ban Tổ chức Trung ương",
    title="Kiểm điểm và đánh giá, xếp loại chất lượng hằng năm đối với tổ chức đảng, đảng viên và "
    "tập thể, cá nhân lãnh đạo, quản lý các cấp",
)
BESIDE = (
    (BodyKind.ADVISORY, "Ban Tổ chức", ("organisation_cadres",)),
    (BodyKind.ADVISORY, "Uỷ ban Kiểm tra", ("inspection_discipline",)),
    (BodyKind.ADVISORY, "Ban Tuyên giáo", ("political_ideology",)),
    (BodyKind.ADVISORY, "Ban Dân vận", ()),
    (BodyKind.MASS, "Mặt trận Tổ quốc Việt Nam", ()),
    (BodyKind.MASS, "Hội Nông dân", ()),
    (BodyKind.AUTHORITY, "Uỷ ban nhân dân", ("socio_economic",)),
)
"""Kind, name, and the criteria of an organisation in its field. A commune's committee has no
advisory bodies of its own."""
PLAN = "Phong trào thi đua xây dựng tổ chức cơ sở đảng trong sạch, vững mạnh năm {year}"
MEETS = {
    2021: (dt.date(2021, 2, 5), "Hội trường Tỉnh uỷ"),
    2022: (dt.date(2022, 2, 23), "Trung tâm Văn hoá Xứ Đông"),
}
"""When and where the launch conference met; numbers of documents are placeholders."""
AGENDA = (
    "Báo cáo tổng kết phong trào thi đua năm trước",
    "Phát động phong trào thi đua năm nay, giới thiệu kế hoạch và lịch của năm",
    "Thảo luận: đăng ký nhiệm vụ theo “5 rõ”",
    "Kết luận hội nghị",
)
CONCLUSIONS = (
    "Các đảng bộ đăng ký đủ năm rõ, gửi đúng hạn; cấp trên đọc và trả lời trong 5 ngày làm việc",
    "Khắc phục việc kết nạp đảng viên đạt thấp ở nông thôn và doanh nghiệp ngoài nhà nước",
)
GUESTS = (
    ("Đại diện Báo Hải Dương", "cơ quan báo chí"),
    ("Đại diện Mặt trận Tổ quốc tỉnh", "khách mời"),
)
EARLIER = {
    Step.LAUNCH: {Tier.PROVINCE: 5, Tier.UPPER_LEVEL: 0},
    Step.REGISTER: {Tier.CELL: 16, Tier.GRASSROOTS: 6, Tier.UPPER_LEVEL: 0},
    Step.CARRY_OUT: {Tier.CELL: 4, Tier.GRASSROOTS: 2, Tier.UPPER_LEVEL: 0},
    Step.REVIEW: {Tier.CELL: 2, Tier.GRASSROOTS: 1, Tier.UPPER_LEVEL: 0},
    Step.RATE: {Tier.CELL: 6, Tier.GRASSROOTS: 3, Tier.UPPER_LEVEL: 0},
    Step.RECOGNISE: {Tier.GRASSROOTS: 17, Tier.UPPER_LEVEL: 5, Tier.PROVINCE: 0},
    Step.SUM_UP: {Tier.UPPER_LEVEL: 15, Tier.PROVINCE: 0},
    Step.FOLLOW_UP: {Tier.UPPER_LEVEL: 10, Tier.PROVINCE: 0},
}
"""By how many days each tier is done before the step as a whole."""
LIMITS = {
    "least_key_tasks": 1,
    "most_key_tasks": 6,
    "least_breakthroughs": None,
    "most_breakthroughs": 2,
}
OF_THE_TARGET = ("0.97", "1.02", "1.05")
"""By how much an upper-level body's own target differs from the province's."""


def begin_year(province: Province, campaign: Campaign) -> None:
    """Everything with which a year of the demo begins, but for what its units register."""
    root = Organisation.objects.get(tier=Tier.PROVINCE)
    home = home_of(province).organisation
    district = Organisation.objects.get(code=home.upper.code)
    _set_calendar(campaign)
    _work_with(root, district, Organisation.objects.get(code=home.unit.code))
    _issue(campaign, root, district)
    _meet(campaign, root)
    _aim(province, campaign)
    compete(province, campaign)
    for unit in Organisation.objects.filter(tier=Tier.UPPER_LEVEL).order_by("code"):
        carry_down(campaign=campaign, unit=unit, actor=ACTOR)


def _set_calendar(campaign: Campaign) -> None:
    """Days by tier, before those of the steps as the sheet of the year says them."""
    add_known_days_off(year=campaign.year, actor=ACTOR)
    due = {Step(one.step): one.due_on for one in campaign.deadlines.all()}
    wanted: dict[Place, Days | None] = {
        (step, tier): Days(due[step] - dt.timedelta(days=days))
        for step, tiers in EARLIER.items()
        for tier, days in tiers.items()
    }
    calendar = set_calendar(
        campaign=campaign,
        seen=dict.fromkeys(wanted),
        wanted=wanted,
        reason="Lịch của năm",
        actor=ACTOR,
    )
    assert not calendar.clashes  # noqa: S101  (nobody else is here)
    set_limits(campaign=campaign, values=LIMITS, reason="Kế hoạch của năm", actor=ACTOR)


def _work_with(*committees: Organisation) -> None:
    for committee in committees:
        if committee.bodies.exists():
            continue
        for kind, name, criteria in BESIDE:
            if kind == BodyKind.ADVISORY and committee.tier == Tier.GRASSROOTS:
                continue
            details = BodyDetails(kind, f"{name} {_place(committee)}", name, criteria)
            add_body(committee=committee, details=details, actor=ACTOR)


def _place(committee: Organisation) -> str:
    """“Đảng bộ huyện Gia Lộc” → “huyện Gia Lộc”."""
    return committee.name.removeprefix("Đảng bộ ")


def _issue(campaign: Campaign, root: Organisation, district: Organisation) -> None:
    """What the year is rated by, the plans of the province and of the accounts' district."""
    if not Directive.objects.filter(number=HD21.number).exists():
        add_directive(values=HD21, actor=ACTOR)
    day = MEETS[campaign.year][0]
    for organisation, number, signed_on in (
        (root, "62-KH/TU", day - dt.timedelta(days=5)),
        (district, "31-KH/HU", day + dt.timedelta(days=7)),
    ):
        values = DirectiveValues(
            kind=Kind.PLAN,
            number=number,
            signed_on=signed_on,
            issuer=committee_name(organisation),
            title=PLAN.format(year=campaign.year),
            organisation=organisation,
            campaign=campaign,
        )
        plan = add_directive(values=values, actor=ACTOR)
        for step in (Step.LAUNCH, Step.REGISTER):
            link_directive(directive=plan, kind="step", target=step, campaign=campaign, actor=ACTOR)


def _meet(campaign: Campaign, root: Organisation) -> None:
    """The launch conference: everybody who was invited came."""
    day, venue = MEETS[campaign.year]
    conference = prepare_conference(
        campaign=campaign,
        organisation=root,
        values=ConferenceValues(
            held_on=day,
            starts_at=dt.time(8),
            venue=venue,
            agenda=AGENDA,
            conclusions=CONCLUSIONS,
            state=State.HELD,
        ),
        actor=ACTOR,
    )
    uppers = Organisation.objects.filter(tier=Tier.UPPER_LEVEL)
    invite(conference=conference, units=list(uppers), guests=GUESTS, actor=ACTOR)
    for invitation in conference.invitations.select_related("unit"):
        note_presence(
            invitation=invitation,
            presence=Presence.PRESENT,
            seen=Presence.UNKNOWN,
            actor=ACTOR,
        )


def _aim(province: Province, campaign: Campaign) -> None:
    """Each upper-level body's own targets on indicators that are shares in per cent."""
    random = province.random(f"{campaign.year} targets")
    indicators = [one for one in campaign.indicators.all() if one.unit in {"%", "percent"}]
    for unit in Organisation.objects.filter(tier=Tier.UPPER_LEVEL).order_by("code"):
        wishes = {
            key_of(indicator=one.pk, own=None): Wish(_near(one, random), None) for one in indicators
        }
        register_targets(campaign=campaign, unit=unit, wishes=wishes, actor=ACTOR)


def _near(indicator: Indicator, random: Random) -> Decimal:
    """A little more or less than the province aims at; no more than a whole."""
    target = indicator.target * Decimal(random.choice(OF_THE_TARGET))
    return min(target.quantize(Decimal("0.1")), Decimal(100))
