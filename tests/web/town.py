"""A small province with plausible names, for looking at pages: 10 organisations, 100 invented
members, one year.

    Đảng bộ tỉnh Xứ Đông
    ├── huyện Gia Lộc
    │   ├── xã Đoàn Thượng: chi bộ thôn Thung Độc, thôn Trạm Bóng        (40 members)
    │   └── xã Gia Tân: chi bộ thôn Phúc Tân                             (20 members)
    └── thành phố Chí Linh
        └── Chi bộ Trường THPT Bến Tắm (grassroots cell)                 (40 members)

Levels are written straight into the tables; facts of a few members are given so that their page has
reasons."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection
from django.utils import timezone

from tests.second_factor import give_second_factor
from thidua.accounts.actors import Operator
from thidua.accounts.models import Role, RoleGrant, User
from thidua.awards.models import Award
from thidua.boards.models import Proposal
from thidua.campaigns.actions import open_campaign
from thidua.campaigns.models import Campaign, Indicator
from thidua.decisions.models import Decision, DecisionItem
from thidua.facts.models import FactSheet
from thidua.frameworks.actions import bind_frameworks
from thidua.organisations.models import MembershipSpell, Organisation, Person, Placement, Position
from thidua.ratings.models import EarlierLevel, Rating
from thidua.roster.actions import freeze_roster
from thidua.roster.models import RosterEntry
from thidua.workbooks import fold
from thidua.workbooks.text import vietnamese_order_key, vietnamese_sort_key

SINCE = dt.date(2015, 1, 1)
YEAR = 2021
ISSUED, DRAFT = 9001, 9002
"""Keys of the two decisions, for addresses that tests write down."""
AWARD_OF_CELL, AWARD_OF_MEMBER = 9101, 9102
FAMILY = (
    "Nguyễn Thị",
    "Trần Văn",
    "Lê Hữu",
    "Phạm Thị",
    "Vũ Đình",
    "Đỗ Thị",
    "Bùi Quang",
    "Hoàng Thị",
)
MIDDLE = ("Minh", "Thu", "Xuân", "Ngọc", "Hải")
GIVEN = ("Hạnh", "Ưng", "Đoàn", "Ánh", "Bình", "Sơn", "Yến", "Khuê")
LEVELS = (
    "outstanding",
    "good",
    "good",
    "good",
    "completed",
    "good",
    "good",
    "outstanding",
    "good",
    "not_completed",
)
NUMBERS = {"not_completed": 1, "completed": 2, "good": 3, "outstanding": 4}


@dataclass
class Town:
    """What was written, by code."""

    campaign: Campaign
    organisations: dict[str, Organisation] = field(default_factory=dict)

    def __getitem__(self, code: str) -> Organisation:
        return self.organisations[code]


def _organisation(
    code: str, name: str, tier: str, *, parent: Organisation | None, **more: str
) -> Organisation:
    made = Organisation.objects.create(
        code=code,
        name=name,
        tier=tier,
        search_key=fold(f"{name} {code}"),
        sort_key=vietnamese_order_key(name),
        **more,
    )
    Placement.objects.create(organisation=made, parent=parent, starts_on=SINCE)
    return made


def _tree() -> dict[str, Organisation]:
    made: dict[str, Organisation] = {}

    def add(code: str, name: str, tier: str, parent: str = "", **more: str) -> None:
        made[code] = _organisation(code, name, tier, parent=made.get(parent), **more)

    add("XD", "Đảng bộ tỉnh Xứ Đông", "province")
    add("GL", "Đảng bộ huyện Gia Lộc", "upper_level", "XD", sector="district")
    add("CL", "Đảng bộ thành phố Chí Linh", "upper_level", "XD", sector="city")
    add("GL01", "Đảng bộ xã Đoàn Thượng", "grassroots", "GL", body="committee", sector="commune")
    add("GL02", "Đảng bộ xã Gia Tân", "grassroots", "GL", body="committee", sector="commune")
    add("CL01", "Chi bộ Trường THPT Bến Tắm", "grassroots", "CL", body="cell", sector="school")
    add("GL01A", "Chi bộ thôn Thung Độc", "cell", "GL01", sector="commune")
    add("GL01B", "Chi bộ thôn Trạm Bóng", "cell", "GL01", sector="commune")
    add("GL02A", "Chi bộ thôn Phúc Tân", "cell", "GL02", sector="commune")
    add(
        "GL03",
        "Đảng bộ Ngân hàng Thương mại cổ phần Công thương chi nhánh huyện Gia Lộc",
        "grassroots",
        "GL",
        body="committee",
        sector="state_enterprise",
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisations_refresh_paths()")
    for one in made.values():
        one.refresh_from_db()
    return made


def _people(made: dict[str, Organisation]) -> None:
    number = 0
    for cell, size in (("GL01A", 20), ("GL01B", 20), ("GL02A", 20), ("CL01", 40)):
        for _ in range(size):
            name = f"{FAMILY[number % 8]} {MIDDLE[number % 5]} {GIVEN[(number * 3) % 8]}"
            person = Person.objects.create(
                code=f"DV{number:04}",
                full_name=name,
                admitted_on=SINCE,
                search_key=fold(f"{name} DV{number:04}"),
                sort_key=vietnamese_sort_key(name),
                civil_servant=cell == "CL01",
            )
            MembershipSpell.objects.create(
                person=person, organisation=made[cell], status="official", starts_on=SINCE
            )
            number += 1
    for code, where, role, title in (
        ("DV0000", "GL01A", "head", "Bí thư chi bộ"),
        ("DV0001", "GL01", "head", "Bí thư Đảng uỷ"),
        ("DV0002", "GL01", "deputy", "Phó Bí thư"),
        ("DV0040", "GL02", "head", "Bí thư Đảng uỷ"),
        ("DV0003", "GL", "head", "Bí thư Huyện uỷ"),
    ):
        Position.objects.create(
            person=Person.objects.get(code=code),
            organisation=made[where],
            role=role,
            title=title,
            starts_on=SINCE,
        )


def _facts(index: int) -> dict[str, object]:
    criteria = dict.fromkeys(
        (
            "political_thought",
            "ethics_lifestyle",
            "discipline_awareness",
            "working_style",
            "duties",
            "year_tasks",
            "self_commitment",
            "remedying",
        ),
        "excellent",
    )
    if index % 3:
        criteria["year_tasks"] = "good"
    known = {
        **criteria,
        "self_reviewed": True,
        "targets_done": "96.5",
        "discipline": "none",
        "degraded": False,
    }
    return known if index % 7 else {key: value for key, value in known.items() if key != "duties"}


def _ratings(campaign: Campaign) -> None:
    for index, entry in enumerate(
        RosterEntry.objects.filter(campaign=campaign, rated=True).order_by("pk")
    ):
        level = NUMBERS[LEVELS[index % len(LEVELS)]]
        known = index % 17 != 5
        Rating.objects.create(
            roster_entry=entry,
            low=level if known else 2,
            high=level if known else 3,
            standing=level if known else None,
            outcomes="",
        )
        if entry.subject_type == "member":
            FactSheet.objects.create(roster_entry=entry, facts=_facts(index))
        Proposal.objects.create(
            roster_entry=entry,
            self_claimed="outstanding" if index % 4 == 0 else "good",
            proposed="good",
            chosen="",
        )


def _decide(campaign: Campaign, made: dict[str, Organisation]) -> None:
    decision = Decision.objects.create(
        pk=ISSUED,
        campaign=campaign,
        number="214-QĐ/ĐU",
        decided_on=dt.date(2021, 12, 18),
        issuer=made["GL01"],
        signer_post="Bí thư Đảng uỷ",
        covers=["member"],
        status="issued",
        issued_at=timezone.now(),
    )
    members = RosterEntry.objects.filter(
        campaign=campaign, subject_type="member", grassroots=made["GL01"], rated=True
    )
    for entry in members.select_related("rating").exclude(rating__standing=None):
        DecisionItem.objects.create(
            decision=decision,
            roster_entry=entry,
            level=list(NUMBERS)[(entry.rating.standing or 1) - 1],
            reached_low=entry.rating.low,
            reached_high=entry.rating.high,
        )
    Decision.objects.create(
        pk=DRAFT,
        campaign=campaign,
        number="09-QĐ/HU",
        decided_on=dt.date(2021, 12, 20),
        issuer=made["GL"],
        tier="grassroots",
        signer_post="Bí thư Huyện uỷ",
        covers=["organisation"],
        status="draft",
        refusals=[
            {
                "vi": "Nhóm xã vượt trần: 2 trên 1.",
                "en": "The pool of communes is over its ceiling: 2 of 1.",
            }
        ],
    )


def _history(made: dict[str, Organisation]) -> None:
    for index, one in enumerate(made.values()):
        for year in range(YEAR - 4, YEAR):
            level = "outstanding" if one.code in {"GL01", "CL"} else LEVELS[(index + year) % 9]
            EarlierLevel.objects.create(
                year=year, subject_type="organisation", organisation=one, level=level
            )
    for index, person in enumerate(Person.objects.order_by("code")[:60]):
        for year in range(YEAR - 3, YEAR):
            EarlierLevel.objects.create(
                year=year, subject_type="member", person=person, level=LEVELS[(index + year) % 9]
            )


def recognise(town: Town) -> None:
    """A cell commended by its committee, a member by the province; a commune that was refused."""
    campaign, made = town.campaign, town.organisations
    day, member = dt.date(2022, 1, 28), Person.objects.get(code="DV0003")
    given = {"campaign": campaign, "decided_on": day, "status": "given"}
    Award.objects.create(
        pk=AWARD_OF_CELL,
        form="committee_certificate_year",
        subject_type="organisation",
        organisation=made["GL01A"],
        authority=made["GL01"],
        number="31-QĐ/ĐU",
        **given,
    )
    Award.objects.create(
        pk=AWARD_OF_MEMBER,
        form="provincial_certificate_five_years",
        subject_type="member",
        person=member,
        authority=made["XD"],
        number="412-QĐ/TU",
        **given,
    )
    Award.objects.create(
        campaign=campaign,
        form="district_certificate_year",
        subject_type="organisation",
        organisation=made["GL02"],
        authority=made["GL"],
        status="refused",
        refusals=[
            {
                "rule": "R1-AWARD-01",
                "citation": "HD 21-HD/BTCTW, phần sử dụng kết quả, khen thưởng",
                "vi": "Hoàn thành xuất sắc nhiệm vụ trong năm: Hoàn thành tốt nhiệm vụ",
                "en": "Outstanding this year: Good",
            }
        ],
    )


def _indicators(campaign: Campaign) -> None:
    rows = (
        ("grdp", "Tăng trưởng GRDP", "%", "higher", "7.5", "8.6"),
        ("budget", "Thu ngân sách", "%", "higher", "100", "118"),
        ("recruit", "Kết nạp đảng viên", "người", "higher", "2100", "1812"),
        ("poor", "Tỷ lệ hộ nghèo", "%", "lower", "1.5", "1.5"),
        ("water", "Dùng nước sạch", "%", "higher", "99", None),
    )
    for position, (code, name, unit, direction, target, result) in enumerate(rows):
        Indicator.objects.create(
            campaign=campaign,
            position=position,
            code=code,
            name=name,
            unit=unit,
            direction=direction,
            target=Decimal(target),
            result=Decimal(result) if result else None,
        )


def build() -> Town:
    """Write the province of this module into the database."""
    made = _tree()
    _people(made)
    campaign = open_campaign(
        year=YEAR,
        values={
            "name": "Phong trào thi đua năm 2021",
            "review_date": dt.date(2021, 12, 20),
            "cut_off_date": dt.date(2021, 12, 15),
            "launch_date": dt.date(2021, 2, 24),
            "deadlines": {
                "launch": dt.date(2021, 2, 28),
                "register": dt.date(2021, 3, 31),
                "carry_out": dt.date(2021, 11, 30),
                "review": dt.date(2021, 12, 10),
                "rate": dt.date(2021, 12, 20),
                "recognise": dt.date(2022, 1, 31),
            },
        },
        actor=Operator(),
    )
    bind_frameworks(campaign=campaign, actor=Operator())
    freeze_roster(campaign=campaign, actor=Operator())
    campaign.refresh_from_db()
    _ratings(campaign)
    _decide(campaign, made)
    _history(made)
    _indicators(campaign)
    return Town(campaign, made)


def officer(
    town: Town, username: str, role: Role | None, code: str = "XD", *, person: str = ""
) -> User:
    """Somebody with one role over one organisation; no role: only themselves."""
    user = User.objects.create_user(username, password="mot cau that dai")
    user.person = Person.objects.get(code=person) if person else None
    user.save()
    if role is not None:
        RoleGrant.objects.create(user=user, role=role, organisation=town[code], starts_on=SINCE)
    give_second_factor(user)
    return user
