"""A small year, written straight into the tables: what stands at which level is chosen here, row by
row. U1 is decided outstanding; of G5 nobody can tell; G3 came out of G3X and G3Y.
"""

import datetime as dt

from tests.builder import Province, decide, decision, indicate, person, rate, remember
from tests.worlds import written_once
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign, Limit
from thidua.organisations.models import Organisation, Person, Succession
from thidua.roster.models import RosterEntry

PROVINCE = "P province: Đảng bộ tỉnh Xứ Đông"
TREE = f"""{PROVINCE}
  U1 upper_level city: Đảng bộ thành phố Chí Linh
    G1 grassroots committee ward: Đảng bộ phường Sao Đỏ
      G1A cell: Chi bộ G1A
    G2 grassroots as_cell agency: Chi bộ Ban Dân vận
  U2 upper_level district: Đảng bộ huyện Gia Lộc
    G3 grassroots committee commune: Đảng bộ xã Đoàn Thượng
      G3A cell: Chi bộ G3A
      G3B cell: Chi bộ G3B
    G4 grassroots committee commune: Đảng bộ xã Gia Tân
      G4A cell: Chi bộ G4A
    G5 grassroots committee commune: Đảng bộ xã Gia Xuyên
    G3X grassroots committee commune: Đảng bộ xã cũ G3X
    G3Y grassroots committee commune: Đảng bộ xã cũ G3Y
"""
SHORT = {"P": "Tỉnh uỷ Xứ Đông", "U1": "Chí Linh", "G2": "Ban Dân vận"}
MERGED = dt.date(2019, 12, 1)
MEMBERS = {
    "G1A": ("outstanding", "good", "good", "good", "good", "completed"),
    "G2": ("outstanding", "good", "good", ""),
    "G3A": ("outstanding", "good", "good", "good"),
    "G3B": ("good", "not_completed"),
    "G4A": ("completed", "completed"),
}
ORGANISATIONS = {
    "outstanding": ("G3A", "G3"),
    "good": ("G1A", "G1", "G2", "U1", "U2"),
    "completed": ("G4A", "G4"),
    "not_completed": ("G3B",),
    "": ("G5",),
}
CLAIMED = {"G1": "outstanding", "G2": "good", "G4": "completed"}
INDICATORS = (
    ("grdp", "Tăng trưởng GRDP", "growth", "percent", "higher", "8.6", "8.6", 4, 8),
    ("poor", "Tỷ lệ hộ nghèo", "share", "percent", "lower", "1.5", "1.6", None, None),
    ("water", "Dân số dùng nước sạch", "share", "percent", "higher", "99", None, None, None),
)
LIMITS = (("Chạy theo thành tích", "chasing achievements"), ("Sinh hoạt hình thức", ""))


class SmallYear(Province):
    """The year and what is in it, by code; entries by `kind:code`."""

    def __init__(self, tree: str, year: int) -> None:
        super().__init__(tree)
        self.campaign = Campaign.objects.create(
            year=year, review_date=dt.date(year, 12, 20), cut_off_date=dt.date(year, 12, 15)
        )
        self.entries: dict[str, RosterEntry] = {}
        for code in SHORT.keys() & self.organisations.keys():
            self[code].short_name = SHORT[code]
            self[code].save()

    def above(self, organisation: Organisation, tier: str) -> Organisation | None:
        """The organisation itself or the ancestor that stands at a tier."""
        line = (o for o in self.organisations.values() if organisation.path.startswith(o.path))
        return next((one for one in line if one.tier == tier), None)

    def rate(
        self, code: str, level: str, *, kind: str = "organisation", who: Person | None = None
    ) -> RosterEntry:
        """A rated subject standing at a level ("" : nobody can tell)."""
        where = self[code]
        name = who.full_name if who else where.name
        entry = RosterEntry.objects.create(
            campaign=self.campaign,
            subject_type=kind,
            organisation=where,
            person=who,
            tier=where.tier,
            body=where.body,
            sector=where.sector,
            code=who.code if who else code,
            name=name,
            sort_key=name,
            search_key=name,
            grassroots=self.above(where, "grassroots"),
            upper_level=self.above(where, "upper_level"),
        )
        rate(entry, level)
        self.entries[f"{kind}:{entry.code}"] = entry
        return entry

    def members(self, cell: str, *levels: str) -> None:
        """Members of a cell, one a level."""
        for number, level in enumerate(levels, start=1):
            code = f"M-{cell}-{number:02}"
            self.people[code] = person(code, f"Đảng viên thứ {number} ({cell})")
            self.rate(cell, level, kind="member", who=self.people[code])


@written_once
def empty_year(year: int = 2021) -> SmallYear:
    """A campaign in which nothing happened yet, and a province."""
    return SmallYear(PROVINCE, year)


@written_once
def small_year() -> SmallYear:
    """The year of this module."""
    made = SmallYear(TREE, 2021)
    _tell_the_year(made.campaign)
    for old in ("G3X", "G3Y"):
        Succession.objects.create(
            predecessor=made[old], successor=made["G3"], happened_on=MERGED, kind="merge"
        )
    for cell, levels in MEMBERS.items():
        made.members(cell, *levels)
    for level, codes in ORGANISATIONS.items():
        for code in codes:
            made.rate(code, level)
    made.rate("G3", "good", kind="collective")
    made.rate("G3", "outstanding", kind="leader", who=made.people["M-G3A-01"])
    for code, status in (("U1", "issued"), ("U2", "reopened")):
        entry = made.entries[f"organisation:{code}"]
        issued = decision(
            made.campaign,
            made["P"],
            ["organisation"],
            number=f"{code}-QĐ/TU",
            decided_on=dt.date(2022, 1, 20),
            tier="upper_level",
            status=status,
        )
        decide(issued, [(entry, "outstanding")])
    for code, claimed in CLAIMED.items():
        Proposal.objects.create(
            roster_entry=made.entries[f"organisation:{code}"], self_claimed=claimed
        )
    remember(made["U1"], "outstanding", 2017, 2018, 2019, 2020)
    remember(made["G3X"], "outstanding", 2017, 2018)
    remember(made["G3Y"], "outstanding", 2017, 2018)
    remember(made["G3"], "outstanding", 2019, 2020)
    remember(made["G4"], "good", 2020)
    _recognise(made)
    return made


def _tell_the_year(campaign: Campaign) -> None:
    campaign.spirit, campaign.next_theme = "Vượt khó", "Thích ứng"
    campaign.launch_date, campaign.launch_venue = dt.date(2022, 2, 23), "Nhà văn hoá"
    campaign.save()
    names = "code name measure unit direction target result rank_region rank_country"
    indicate(campaign, names, *INDICATORS)
    for position, (vi, en) in enumerate(LIMITS):
        Limit.objects.create(campaign=campaign, position=position, text=vi, text_en=en)


def _recognise(made: SmallYear) -> None:
    year, five = "provincial_certificate_year", "provincial_certificate_five_years"
    made.award("labour_order_second", "G2", state_authority="president")
    for form, code in (
        (year, "U1"),
        (five, "G3"),
        (year, "G1"),
        ("provincial_flag_five_years", "G3A"),
        ("provincial_flag_five_years", "G2"),
    ):
        made.award(form, code)
    made.award(five, person="M-G3A-01")
    made.award(year, "G3", person="M-G3A-01", subject_type="leader")
    made.award(year, "G4", status="refused")
