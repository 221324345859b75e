"""What the demo province is to come out as: the only place of the generator that knows totals.

The numbers are targets from which raw facts are made. No level is ever written into a workbook; the
rulebook has to find every one of them again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

NOT_COMPLETED, COMPLETED, GOOD, OUTSTANDING = 1, 2, 3, 4
"""The levels as integers (docs/architecture.md, codes)."""


def percent_of_good_rounded_up(good_or_better: int) -> int:
    """The most that may be outstanding when the base is those who *stay* good, 20 %, rounded up.

    x ≤ ⌈20 % × (N − x)⌉ with N good or better, solved for x.
    """
    return (20 * good_or_better + 99) // 120


def percent_of_good_or_better_rounded_up(good_or_better: int) -> int:
    """The most that may be outstanding when the base is good or better, 20 %, rounded up."""
    return -(-20 * good_or_better // 100)


@dataclass(frozen=True, slots=True)
class LevelTotals:
    """How many subjects stand at each level in the end."""

    outstanding: int
    good: int
    completed: int
    not_completed: int

    @property
    def total(self) -> int:
        return self.outstanding + self.good + self.completed + self.not_completed

    @property
    def good_or_better(self) -> int:
        return self.outstanding + self.good


@dataclass(frozen=True, slots=True)
class UpperPlan:
    """One upper-level organisation: what stands under it and how it comes out.

    `district`: number of the general statistics office whose communes it has; None for the bloc and
    the forces. `communes`: how many of them (None: all). `others`: grassroots organisations of each
    other sector. `completed`: how many of its grassroots organisations come out at completed.
    `reaches` the outstanding standard; `chosen` by the province within the quota. `long_standing`:
    outstanding in every year before as well."""

    code: str
    name: str
    place: str
    short_name: str
    sector: str
    others: Mapping[str, int]
    completed: int
    district: int | None = None
    communes: tuple[str, ...] | None = None
    reaches: bool = False
    chosen: bool = False
    long_standing: bool = False


@dataclass(frozen=True, slots=True)
class AwardPlan:
    """How many of each form of recognition are asked for."""

    upper_level: int
    flag_cells: int
    grassroots: int
    members: int
    secretaries: int


@dataclass(frozen=True, slots=True)
class SeasonPlan:
    """The year in progress: one district has handed in its facts, and most of its organisations
    have decided.

    `outstanding`, `completed`: how many of its grassroots organisations. `members_completed`,
    `members_failed`: how many of its members. `open`: how many grassroots organisations have still
    to decide about their members and cells."""

    district: str
    outstanding: int
    completed: int
    members_completed: int
    members_failed: int
    open: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole province.

    `slack`: pools of members that stay one below their ceiling. `by_cells`: grassroots
    organisations that are only completed because of their cells; `failed_cells`: cells that are not
    completed. `villages`: fewest and most villages of a commune. `grassroots_good_share`: per cent
    of grassroots organisations at good or better in earlier years."""

    name: str
    uppers: tuple[UpperPlan, ...]
    grassroots: LevelTotals
    members: LevelTotals
    exempt: int
    suspended: int
    slack: int
    by_cells: int
    failed_cells: int
    awards: AwardPlan
    long_standing_communes: tuple[str, ...]
    merged_communes: int
    villages: tuple[int, int]
    season: SeasonPlan
    grassroots_good_share: Mapping[int, str] = field(
        default_factory=lambda: {2017: "88.9", 2018: "89.7", 2019: "91.2", 2020: "90.8"}
    )

    @property
    def grassroots_total(self) -> int:
        return self.grassroots.total


def _district(**parts: int) -> dict[str, int]:
    """Organisations of a district beside its communes; each has one police and one military
    body.
    """
    return {"police": 1, "military": 1, **parts}


_FULL_UPPERS = (
    UpperPlan(
        code="288",
        district=288,
        name="Đảng bộ thành phố Hải Dương",
        place="thành phố Hải Dương",
        short_name="TP Hải Dương",
        sector="city",
        completed=6,
        reaches=True,
        others=_district(agency=14, school=8, hospital=2, state_enterprise=4, private_enterprise=6),
    ),
    UpperPlan(
        code="290",
        district=290,
        name="Đảng bộ thành phố Chí Linh",
        place="thành phố Chí Linh",
        short_name="Chí Linh",
        sector="city",
        completed=2,
        reaches=True,
        chosen=True,
        long_standing=True,
        others=_district(agency=12, school=6, hospital=2, state_enterprise=4, private_enterprise=4),
    ),
    UpperPlan(
        code="291",
        district=291,
        name="Đảng bộ huyện Nam Sách",
        place="huyện Nam Sách",
        short_name="Nam Sách",
        sector="district",
        completed=5,
        reaches=True,
        others=_district(agency=11, school=4, hospital=1, state_enterprise=3, private_enterprise=3),
    ),
    UpperPlan(
        code="292",
        district=292,
        name="Đảng bộ thị xã Kinh Môn",
        place="thị xã Kinh Môn",
        short_name="Kinh Môn",
        sector="town",
        completed=6,
        others=_district(agency=12, school=5, hospital=1, state_enterprise=3, private_enterprise=5),
    ),
    UpperPlan(
        code="293",
        district=293,
        name="Đảng bộ huyện Kim Thành",
        place="huyện Kim Thành",
        short_name="Kim Thành",
        sector="district",
        completed=5,
        others=_district(agency=11, school=4, hospital=1, state_enterprise=3, private_enterprise=2),
    ),
    UpperPlan(
        code="294",
        district=294,
        name="Đảng bộ huyện Thanh Hà",
        place="huyện Thanh Hà",
        short_name="Thanh Hà",
        sector="district",
        completed=4,
        reaches=True,
        others=_district(agency=11, school=4, hospital=1, state_enterprise=3, private_enterprise=2),
    ),
    UpperPlan(
        code="295",
        district=295,
        name="Đảng bộ huyện Cẩm Giàng",
        place="huyện Cẩm Giàng",
        short_name="Cẩm Giàng",
        sector="district",
        completed=5,
        others=_district(agency=11, school=4, hospital=1, state_enterprise=3, private_enterprise=4),
    ),
    UpperPlan(
        code="296",
        district=296,
        name="Đảng bộ huyện Bình Giang",
        place="huyện Bình Giang",
        short_name="Bình Giang",
        sector="district",
        completed=5,
        others=_district(agency=11, school=4, hospital=1, state_enterprise=2, private_enterprise=2),
    ),
    UpperPlan(
        code="297",
        district=297,
        name="Đảng bộ huyện Gia Lộc",
        place="huyện Gia Lộc",
        short_name="Gia Lộc",
        sector="district",
        completed=2,
        reaches=True,
        chosen=True,
        others=_district(agency=11, school=4, hospital=1, state_enterprise=3, private_enterprise=2),
    ),
    UpperPlan(
        code="298",
        district=298,
        name="Đảng bộ huyện Tứ Kỳ",
        place="huyện Tứ Kỳ",
        short_name="Tứ Kỳ",
        sector="district",
        completed=5,
        others=_district(agency=12, school=5, hospital=1, state_enterprise=3, private_enterprise=2),
    ),
    UpperPlan(
        code="299",
        district=299,
        name="Đảng bộ huyện Ninh Giang",
        place="huyện Ninh Giang",
        short_name="Ninh Giang",
        sector="district",
        completed=4,
        others=_district(agency=11, school=4, hospital=1, state_enterprise=3, private_enterprise=2),
    ),
    UpperPlan(
        code="300",
        district=300,
        name="Đảng bộ huyện Thanh Miện",
        place="huyện Thanh Miện",
        short_name="Thanh Miện",
        sector="district",
        completed=1,
        reaches=True,
        chosen=True,
        others=_district(agency=11, school=4, hospital=1, state_enterprise=3, private_enterprise=2),
    ),
    UpperPlan(
        code="301-KCQ",
        name="Đảng bộ Khối các cơ quan tỉnh",
        place="Khối các cơ quan tỉnh",
        short_name="Khối các cơ quan tỉnh",
        sector="bloc",
        completed=4,
        reaches=True,
        chosen=True,
        others={
            "agency": 58,
            "school": 10,
            "hospital": 8,
            "state_enterprise": 14,
            "private_enterprise": 6,
        },
    ),
    UpperPlan(
        code="302-CA",
        name="Đảng bộ Công an tỉnh",
        place="Công an tỉnh",
        short_name="Công an tỉnh",
        sector="police",
        completed=1,
        reaches=True,
        chosen=True,
        long_standing=True,
        others={"police": 24},
    ),
    UpperPlan(
        code="303-QS",
        name="Đảng bộ Quân sự tỉnh",
        place="Quân sự tỉnh",
        short_name="Quân sự tỉnh",
        sector="military",
        completed=0,
        reaches=True,
        chosen=True,
        long_standing=True,
        others={"military": 14},
    ),
)

FULL = Plan(
    name="full",
    uppers=_FULL_UPPERS,
    grassroots=LevelTotals(outstanding=135, good=484, completed=55, not_completed=0),
    members=LevelTotals(outstanding=13_886, good=69_198, completed=7_659, not_completed=657),
    exempt=1_502,
    suspended=41,
    slack=24,
    by_cells=8,
    failed_cells=3,
    awards=AwardPlan(upper_level=6, flag_cells=5, grassroots=44, members=91, secretaries=4),
    long_standing_communes=("10834", "11056"),  # xã Thanh Lang (Thanh Hà), xã Đoàn Thượng (Gia Lộc)
    merged_communes=10,
    villages=(7, 14),
    season=SeasonPlan(
        district="297", outstanding=9, completed=3, members_completed=520, members_failed=38, open=7
    ),
)

_SMALL_UPPERS = (
    UpperPlan(
        code="290",
        district=290,
        name="Đảng bộ thành phố Chí Linh",
        place="thành phố Chí Linh",
        short_name="Chí Linh",
        sector="city",
        completed=0,
        communes=("10549", "10567"),
        reaches=True,
        chosen=True,
        long_standing=True,
        others={"agency": 1, "school": 1},
    ),
    UpperPlan(
        code="294",
        district=294,
        name="Đảng bộ huyện Thanh Hà",
        place="huyện Thanh Hà",
        short_name="Thanh Hà",
        sector="district",
        completed=2,
        communes=("10816", "10834", "10864"),
        others={"agency": 1},
    ),
    UpperPlan(
        code="301-KCQ",
        name="Đảng bộ Khối các cơ quan tỉnh",
        place="Khối các cơ quan tỉnh",
        short_name="Khối các cơ quan tỉnh",
        sector="bloc",
        completed=0,
        reaches=True,
        chosen=True,
        others={"agency": 1, "state_enterprise": 1},
    ),
)

SMALL = Plan(
    name="small",
    uppers=_SMALL_UPPERS,
    grassroots=LevelTotals(outstanding=4, good=4, completed=2, not_completed=0),
    members=LevelTotals(outstanding=92, good=455, completed=46, not_completed=7),
    exempt=12,
    suspended=2,
    slack=2,
    by_cells=0,
    failed_cells=0,
    awards=AwardPlan(upper_level=2, flag_cells=1, grassroots=3, members=5, secretaries=1),
    long_standing_communes=("10834",),
    merged_communes=1,
    villages=(2, 4),
    season=SeasonPlan(
        district="294", outstanding=1, completed=1, members_completed=14, members_failed=2, open=2
    ),
)


def check(plan: Plan) -> None:
    """Refuse a plan whose own numbers do not fit together, naming what fails."""
    completed = sum(upper.completed for upper in plan.uppers)
    if completed != plan.grassroots.completed:
        raise ValueError(
            f"plan {plan.name}: {completed} completed grassroots organisations by upper level"
        )
    for upper in plan.uppers:
        if upper.chosen and not upper.reaches:
            raise ValueError(
                f"plan {plan.name}: {upper.code} is chosen without reaching the standard"
            )
