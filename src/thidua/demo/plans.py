"""What the two demo provinces, the whole one and a small one, are to come out as: the only place of
the generator that knows totals.

The numbers are targets from which raw facts are made. No level is ever written into a workbook; the
rulebook has to find every one of them again."""

from thidua.demo.plan import AwardPlan, LevelTotals, Plan, SeasonPlan, UpperPlan


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
