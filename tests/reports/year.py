"""A small year, written straight into the tables: what stands at which level is chosen here, row by
row.

    P province
    ├── U1 city Chí Linh (decided outstanding): G1 ward, G2 agency (a grassroots cell)
    └── U2 district Gia Lộc (good): G3 commune Đoàn Thượng (outstanding), G4 commune (completed), G5
        (cannot tell)
        G3 came out of G3X and G3Y, merged on 1 December 2019.

Every name of a person is invented.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from thidua.accounts.models import Role, RoleGrant, User
from thidua.awards.models import Award
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign, Indicator, Limit
from thidua.decisions.models import Decision, DecisionItem
from thidua.organisations.models import Organisation, Person, Succession
from thidua.ratings.models import EarlierLevel, Rating
from thidua.roster.models import RosterEntry

LEVELS = {"not_completed": 1, "completed": 2, "good": 3, "outstanding": 4, "": None}
MERGED = dt.date(2019, 12, 1)


@dataclass
class SmallYear:
    """The year and what is in it, by code."""

    campaign: Campaign
    organisations: dict[str, Organisation] = field(default_factory=dict)
    entries: dict[str, RosterEntry] = field(default_factory=dict)

    def organisation(
        self,
        code: str,
        tier: str,
        name: str,
        *,
        parent: str = "",
        sector: str = "",
        body: str = "",
        short: str = "",
    ) -> Organisation:
        """An organisation under another."""
        made = Organisation.objects.create(
            code=code,
            name=name,
            short_name=short,
            tier=tier,
            body=body,
            sector=sector,
            search_key=code,
            sort_key=code,
        )
        above = self.organisations[parent].path if parent else "/"
        made.path = f"{above}{made.pk}/"
        made.save()
        self.organisations[code] = made
        return made

    def above(self, organisation: Organisation, tier: str) -> Organisation | None:
        """The organisation itself or the ancestor that stands at a tier."""
        line = [
            one for one in self.organisations.values() if organisation.path.startswith(one.path)
        ]
        return next((one for one in line if one.tier == tier), None)

    def rate(
        self, code: str, level: str, *, kind: str = "organisation", person: Person | None = None
    ) -> RosterEntry:
        """A rated subject standing at a level ("" : nobody can tell)."""
        where = self.organisations[code]
        name = person.full_name if person else where.name
        entry = RosterEntry.objects.create(
            campaign=self.campaign,
            subject_type=kind,
            organisation=where,
            person=person,
            tier=where.tier,
            body=where.body,
            sector=where.sector,
            code=person.code if person else code,
            name=name,
            sort_key=name,
            search_key=name,
            grassroots=self.above(where, "grassroots"),
            upper_level=self.above(where, "upper_level"),
        )
        standing = LEVELS[level]
        low, high = (standing, standing) if standing else (2, 3)
        Rating.objects.create(
            roster_entry=entry, low=low, high=high, standing=standing, outcomes=""
        )
        self.entries[f"{kind}:{entry.code}"] = entry
        return entry

    def members(self, cell: str, *levels: str) -> None:
        """Members of a cell, one a level."""
        for number, level in enumerate(levels, start=1):
            code = f"M-{cell}-{number:02}"
            name = f"Đảng viên thứ {number} ({cell})"
            person = Person.objects.create(
                code=code, full_name=name, search_key=code, sort_key=code
            )
            self.rate(cell, level, kind="member", person=person)

    def past(self, code: str, level: str, *years: int) -> None:
        """An organisation's level in earlier years."""
        for year in years:
            EarlierLevel.objects.create(
                year=year,
                subject_type="organisation",
                organisation=self.organisations[code],
                level=level,
            )

    def award(
        self, form: str, code: str, *, kind: str = "organisation", person: str = "", state: str = ""
    ) -> Award:
        """Recognition given: by the province, or by a State authority."""
        return Award.objects.create(
            campaign=self.campaign,
            form=form,
            subject_type=kind,
            status="given",
            organisation=self.organisations[code] if code else None,
            person=Person.objects.get(code=person) if person else None,
            authority=None if state else self.organisations["P"],
            state_authority=state,
        )

    def decide(self, code: str, level: str, *, status: str = "issued") -> None:
        """A decision about one organisation."""
        decision = Decision.objects.create(
            campaign=self.campaign,
            number=f"{code}-QĐ/TU",
            decided_on=dt.date(2022, 1, 20),
            status=status,
            issuer=self.organisations["P"],
            signer_post="Bí thư",
            covers=["organisation"],
            tier="upper_level",
        )
        DecisionItem.objects.create(
            decision=decision,
            roster_entry=self.entries[f"organisation:{code}"],
            level=level,
            reached_low=4,
            reached_high=4,
        )

    def officer(self, code: str, role: Role = Role.UPPER_LEVEL) -> User:
        """Somebody who sees one organisation and everything under it."""
        user = User.objects.create(username=f"officer-{code}")
        RoleGrant.objects.create(
            user=user,
            role=role,
            organisation=self.organisations[code],
            starts_on=dt.date(2020, 1, 1),
        )
        return user


def empty_year(year: int = 2021) -> SmallYear:
    """A campaign in which nothing happened yet, and a province."""
    campaign = Campaign.objects.create(
        year=year, review_date=dt.date(year, 12, 20), cut_off_date=dt.date(year, 12, 15)
    )
    made = SmallYear(campaign)
    made.organisation("P", "province", "Đảng bộ tỉnh Xứ Đông", short="Tỉnh uỷ Xứ Đông")
    return made


def small_year() -> SmallYear:
    """The year of this module."""
    made = empty_year()
    _tell_the_year(made.campaign)
    _grow_the_tree(made)
    _rate_everybody(made)
    _remember(made)
    _recognise(made)
    return made


def _tell_the_year(campaign: Campaign) -> None:
    campaign.spirit, campaign.next_theme = "Vượt khó", "Thích ứng"
    campaign.launch_date, campaign.launch_venue = dt.date(2022, 2, 23), "Nhà văn hoá"
    campaign.save()
    rows = [
        ("grdp", "Tăng trưởng GRDP", "growth", "percent", "higher", "8.6", "8.6", 4, 8),
        ("poor", "Tỷ lệ hộ nghèo", "share", "percent", "lower", "1.5", "1.6", None, None),
        ("water", "Dân số dùng nước sạch", "share", "percent", "higher", "99", None, None, None),
    ]
    for position, (
        code,
        name,
        measure,
        unit,
        direction,
        target,
        result,
        region,
        country,
    ) in enumerate(rows):
        Indicator.objects.create(
            campaign=campaign,
            position=position,
            code=code,
            name=name,
            measure=measure,
            unit=unit,
            direction=direction,
            target=Decimal(target),
            result=Decimal(result) if result else None,
            rank_region=region,
            rank_country=country,
        )
    for position, (vi, en) in enumerate(
        [("Chạy theo thành tích", "chasing achievements"), ("Sinh hoạt hình thức", "")]
    ):
        Limit.objects.create(campaign=campaign, position=position, text=vi, text_en=en)


def _grow_the_tree(made: SmallYear) -> None:
    made.organisation(
        "U1",
        "upper_level",
        "Đảng bộ thành phố Chí Linh",
        parent="P",
        sector="city",
        short="Chí Linh",
    )
    made.organisation("U2", "upper_level", "Đảng bộ huyện Gia Lộc", parent="P", sector="district")
    made.organisation(
        "G1", "grassroots", "Đảng bộ phường Sao Đỏ", parent="U1", sector="ward", body="committee"
    )
    made.organisation(
        "G2",
        "grassroots",
        "Chi bộ Ban Dân vận",
        parent="U1",
        sector="agency",
        body="cell",
        short="Ban Dân vận",
    )
    made.organisation(
        "G3",
        "grassroots",
        "Đảng bộ xã Đoàn Thượng",
        parent="U2",
        sector="commune",
        body="committee",
    )
    made.organisation(
        "G4", "grassroots", "Đảng bộ xã Gia Tân", parent="U2", sector="commune", body="committee"
    )
    made.organisation(
        "G5", "grassroots", "Đảng bộ xã Gia Xuyên", parent="U2", sector="commune", body="committee"
    )
    for old in ("G3X", "G3Y"):
        made.organisation(
            old,
            "grassroots",
            f"Đảng bộ xã cũ {old}",
            parent="U2",
            sector="commune",
            body="committee",
        )
        Succession.objects.create(
            predecessor=made.organisations[old],
            successor=made.organisations["G3"],
            happened_on=MERGED,
            kind="merge",
        )
    for cell in ("G1A", "G3A", "G3B", "G4A"):
        made.organisation(cell, "cell", f"Chi bộ {cell}", parent=cell[:2])


def _rate_everybody(made: SmallYear) -> None:
    made.members("G1A", "outstanding", "good", "good", "good", "good", "completed")
    made.members("G2", "outstanding", "good", "good", "")
    made.members("G3A", "outstanding", "good", "good", "good")
    made.members("G3B", "good", "not_completed")
    made.members("G4A", "completed", "completed")
    for code, level in {
        "G1A": "good",
        "G3A": "outstanding",
        "G3B": "not_completed",
        "G4A": "completed",
        "G1": "good",
        "G2": "good",
        "G3": "outstanding",
        "G4": "completed",
        "G5": "",
        "U1": "good",
        "U2": "good",
    }.items():
        made.rate(code, level)
    made.rate("G3", "good", kind="collective")
    secretary = Person.objects.get(code="M-G3A-01")
    made.rate("G3", "outstanding", kind="leader", person=secretary)
    made.decide("U1", "outstanding")
    made.decide("U2", "outstanding", status="reopened")
    for code, claimed in {"G1": "outstanding", "G2": "good", "G4": "completed"}.items():
        Proposal.objects.create(
            roster_entry=made.entries[f"organisation:{code}"], self_claimed=claimed
        )


def _remember(made: SmallYear) -> None:
    made.past("U1", "outstanding", 2017, 2018, 2019, 2020)
    for old in ("G3X", "G3Y"):
        made.past(old, "outstanding", 2017, 2018)
    made.past("G3", "outstanding", 2019, 2020)
    made.past("G4", "good", 2020)


def _recognise(made: SmallYear) -> None:
    made.award("labour_order_second", "G2", state="Chủ tịch nước")
    made.award("provincial_certificate_year", "U1")
    made.award("provincial_certificate_five_years", "G3")
    made.award("provincial_certificate_year", "G1")
    made.award("provincial_flag_five_years", "G3A")
    made.award("provincial_flag_five_years", "G2")
    made.award("provincial_certificate_five_years", "", kind="member", person="M-G3A-01")
    made.award("provincial_certificate_year", "G3", kind="leader", person="M-G3A-01")
    Award.objects.create(
        campaign=made.campaign,
        form="provincial_certificate_year",
        subject_type="organisation",
        organisation=made.organisations["G4"],
        authority=made.organisations["P"],
        status="refused",
    )
