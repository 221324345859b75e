"""What is said of the year itself: theme, calendar, indicators, limits named at the conference."""

import datetime as dt
from decimal import Decimal

from thidua.demo.grades import Row

REVIEW_DATE, CUT_OFF_DATE = dt.date(2021, 12, 15), dt.date(2021, 12, 31)
LOCAL_LAYER = "hai_duong_2021"

YEAR: Row = {
    "year": 2021,
    "name": "Phong trào thi đua năm 2021 của Đảng bộ tỉnh Hải Dương",
    "spirit": "Vượt khó – tăng tốc",
    "next_theme": "Thích ứng linh hoạt – Tăng trưởng bứt phá",
    "review_date": REVIEW_DATE,
    "cut_off_date": CUT_OFF_DATE,
    "launch_date": dt.date(2022, 2, 23),
    "launch_venue": "Trung tâm Văn hoá Xứ Đông",
    "local_layer": LOCAL_LAYER,
    "deadline_launch": dt.date(2021, 2, 5),
    "deadline_register": dt.date(2021, 3, 15),
    "deadline_carry_out": dt.date(2021, 11, 30),
    "deadline_review": dt.date(2021, 12, 20),
    "deadline_rate": dt.date(2021, 12, 31),
    "deadline_recognise": dt.date(2022, 1, 31),
    "deadline_sum_up": dt.date(2022, 2, 23),
    "deadline_follow_up": dt.date(2022, 6, 30),
}

_INDICATORS = (
    (
        "grdp",
        "Tốc độ tăng tổng sản phẩm trên địa bàn (GRDP)",
        "growth",
        "percent",
        "higher",
        "9",
        "8.6",
        4,
        8,
    ),
    ("grdp_head", "GRDP bình quân đầu người", "", "triệu đồng", "higher", "74", "76.1", None, None),
    ("budget", "Thu ngân sách nội địa", "", "tỷ đồng", "higher", "13400", "15850", None, None),
    (
        "industry",
        "Tốc độ tăng giá trị sản xuất công nghiệp",
        "",
        "%",
        "higher",
        "11",
        "12.3",
        None,
        None,
    ),
    ("exports", "Tốc độ tăng kim ngạch xuất khẩu", "", "%", "higher", "12", "17.4", None, None),
    (
        "new_rural",
        "Xã đạt chuẩn nông thôn mới nâng cao (luỹ kế)",
        "",
        "xã",
        "higher",
        "40",
        "42",
        None,
        None,
    ),
    ("poverty", "Tỷ lệ hộ nghèo", "", "%", "lower", "1.4", "1.31", None, None),
    (
        "jobs",
        "Số lao động được giải quyết việc làm",
        "",
        "nghìn người",
        "higher",
        "35",
        "35.2",
        None,
        None,
    ),
    (
        "health_insurance",
        "Tỷ lệ dân số tham gia bảo hiểm y tế",
        "",
        "%",
        "higher",
        "90.5",
        "91.2",
        None,
        None,
    ),
    ("schools", "Tỷ lệ trường học đạt chuẩn quốc gia", "", "%", "higher", "74", "75.5", None, None),
    ("waste", "Tỷ lệ thu gom chất thải rắn đô thị", "", "%", "higher", "95", "95", None, None),
    ("urban", "Tỷ lệ đô thị hoá", "", "%", "higher", "32", "31.6", None, None),
    (
        "recruitment",
        "Số đảng viên mới kết nạp",
        "",
        "đảng viên",
        "higher",
        "2000",
        "1642",
        None,
        None,
    ),
    ("culture", "Tỷ lệ thôn, khu dân cư văn hoá", "", "%", "higher", "90", "92.6", None, None),
)

_LIMITS = (
    (
        "Chưa đạt chỉ tiêu kết nạp đảng viên, nhất là ở nông thôn và doanh nghiệp ngoài nhà nước",
        "recruitment target missed, above all in rural areas and non-state enterprises",
    ),
    (
        "Tự phê bình và phê bình ở một số tổ chức còn yếu",
        "criticism and self-criticism weak in some organisations",
    ),
    (
        "Một số vi phạm, trong đó có vi phạm hình sự, chậm được phát hiện và xử lý",
        "violations, some criminal, found late and handled late",
    ),
    (
        "Chất lượng sinh hoạt chi bộ thấp, có nơi còn hình thức",
        "cell meetings of poor quality, formalistic in places",
    ),
    ("Công tác quản lý đảng viên còn nhiều hạn chế", "management of members has many limits"),
    ("Còn biểu hiện chạy theo thành tích", "chasing achievements"),
)


def indicators() -> list[Row]:
    """The fourteen indicators, in order."""
    names = (
        "code",
        "name",
        "measure",
        "unit",
        "direction",
        "target",
        "result",
        "rank_region",
        "rank_country",
    )
    rows: list[Row] = [dict(zip(names, values, strict=True)) for values in _INDICATORS]
    for row in rows:
        row |= {"target": Decimal(str(row["target"])), "result": Decimal(str(row["result"]))}
        row |= {name: row[name] or None for name in ("measure", "unit")}
    return rows


def limits() -> list[Row]:
    """The limits named at the conference, in both languages."""
    return [{"text": vi, "text_en": en} for vi, en in _LIMITS]


SHARES = frozenset({"%", "percent"})
"""Units of indicators that are shares: every upper-level body aims at these itself."""


def share_indicators() -> list[str]:
    """Codes of the indicators that are shares, in order."""
    return [str(row["code"]) for row in indicators() if row["unit"] in SHARES]
