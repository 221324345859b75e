"""Invented people: Vietnamese names with the frequencies of the Red River Delta, by sex and
generation.
"""

import hashlib
from functools import cache
from importlib import resources
from random import Random

_FAMILIES = {
    "Nguyễn": 330,
    "Phạm": 120,
    "Vũ": 90,
    "Trần": 85,
    "Lê": 70,
    "Bùi": 45,
    "Đỗ": 42,
    "Hoàng": 40,
    "Đặng": 28,
    "Đoàn": 18,
    "Ngô": 17,
    "Đào": 16,
    "Dương": 14,
    "Phan": 12,
    "Trịnh": 11,
    "Lương": 11,
    "Đinh": 10,
    "Mạc": 8,
    "Tăng": 8,
    "Hà": 8,
    "Cao": 7,
    "Lưu": 7,
    "Phùng": 6,
    "Tạ": 6,
    "Đồng": 6,
    "Mai": 5,
    "Nhữ": 4,
    "Trương": 5,
    "Hồ": 3,
    "Tô": 4,
    "Quách": 2,
    "Khúc": 3,
    "An": 2,
    "Tiêu": 2,
    "Vương": 3,
    "Chu": 3,
    "Thân": 1,
    "Kiều": 2,
    "Lã": 2,
    "Đàm": 2,
    "Nghiêm": 2,
    "Triệu": 1,
    "Bạch": 1,
    "Từ": 1,
    "Doãn": 1,
    "Thái": 1,
    "Lại": 2,
    "Hứa": 1,
}

_MALE_MIDDLE = {
    "Văn": 300,
    "Đức": 80,
    "Xuân": 60,
    "Quang": 60,
    "Hữu": 50,
    "Đình": 60,
    "Ngọc": 40,
    "Minh": 40,
    "Công": 30,
    "Thanh": 30,
    "Mạnh": 35,
    "Bá": 20,
    "Trọng": 25,
    "Tiến": 30,
    "Anh": 25,
    "Duy": 25,
    "Huy": 15,
    "Thế": 25,
    "Quốc": 25,
    "Hồng": 15,
    "Viết": 12,
    "Khắc": 12,
    "Như": 6,
    "Danh": 6,
    "Tuấn": 10,
    "Việt": 12,
    "Trung": 12,
    "": 25,
}
_FEMALE_MIDDLE = {
    "Thị": 420,
    "Thị Thu": 60,
    "Thị Thanh": 50,
    "Thị Hồng": 35,
    "Thị Kim": 25,
    "Thị Ngọc": 25,
    "Thị Minh": 25,
    "Thị Bích": 15,
    "Thị Lan": 12,
    "Thị Phương": 20,
    "Thu": 30,
    "Thanh": 22,
    "Thuý": 15,
    "Ngọc": 22,
    "Hồng": 18,
    "Phương": 20,
    "Minh": 15,
    "Kim": 10,
    "Thị Mai": 10,
    "Thị Quỳnh": 8,
    "Diệu": 5,
    "Khánh": 6,
    "Bảo": 3,
}


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_MALE_OLD = _words(
    "Bình Hùng Dũng Thắng Sơn Hải Long Thành Tuấn Cường Chiến Toàn Khải Vinh Quý Phúc Lộc Thọ "
    "Khang Hoà Hợp Thuận "
    "Nghĩa Chính Trực Kiên Định Lập Trường Tiến Bảo Vệ Thái Thịnh Thạch Tài Trí Tín Nhân Đạo "
    "Hiền Hiếu Khoa Đăng "
    "Bảng Tỵ Mão Sửu Dần Thìn Ngọ Mùi Thân Dậu Tuất Hợi Sắc Sinh Tuyên Tuyến Khuê Khôi Bạ Chức "
    "Đáng Điền Đoan Giáp "
    "Kỷ Liêm Luyện Ngân Nhuận Oanh Phấn Phòng Quyền Rạng Tảo Thao Thưởng Thức Toản Tráng Triển "
    "Vượng Xuyến Yên Ước"
)
_MALE_YOUNG = _words(
    "Anh Tuấn Dũng Hùng Cường Thắng Mạnh Hiếu Hoàng Long Nam Đức Trung Kiên Quân Huy Duy Khánh "
    "Linh Sơn Tùng Việt "
    "Tú Đạt Hưng Thành Minh Quang Bình Vinh Hải Hà Giang Nhật Phong Phương Thái Toàn Trường Tâm "
    "Lâm Nghĩa Phúc Lợi "
    "Khoa Bách Đông Hậu Quyết Thịnh Tiệp Văn Vương Chung Dương Điệp Đoàn Luân Ngọc Ninh Quyền "
    "Sáng Tân Thuỷ Trọng"
)
_FEMALE_OLD = _words(
    "Hoa Lan Huệ Hồng Mai Cúc Đào Liên Sen Thanh Thuỷ Hà Nga Nguyệt Vân Yến Oanh Phượng Loan "
    "Hằng Hạnh Phúc Thoa "
    "Thơm Thuận Hoà Hợi Tỵ Mùi Sửu Lành Mến Mận Na Nhàn Nhung Nụ Sâm Tâm Thắm Thìn Tuyết Xuân "
    "Ánh Bưởi Chắt Chín "
    "Dung Duyên Dư Gấm Hiền Hoè Khuyên Kim Lý Minh Miền Ngà Ngọt Nhiên Ninh Ơn Quế Rần Sáu Thảo "
    "Thu Tới Vui Xoan"
)
_FEMALE_YOUNG = _words(
    "Hương Hằng Huyền Hà Hiền Hoa Hồng Huệ Lan Linh Mai Nga Ngọc Nhung Phương Thảo Thu Thuỷ "
    "Thuý Trang Vân Yến Anh "
    "Châu Dung Duyên Giang Hạnh Hậu Hoài Lệ Liên Loan Ly Minh My Ngân Nguyệt Nhàn Oanh Quyên "
    "Quỳnh Tâm Thanh Thắm "
    "Thơm Tuyết Tươi Uyên Vui Xuân Xuyến Diệp Hường Luyến Bích Chi Chinh Diệu Đào Hải Hoà Hợp "
    "Khuyên Lương Mến"
)

_GIVEN = {
    ("male", True): _MALE_OLD,
    ("male", False): _MALE_YOUNG,
    ("female", True): _FEMALE_OLD,
    ("female", False): _FEMALE_YOUNG,
}


@cache
def _blocked() -> frozenset[str]:
    """Digests of well-known people's full names; kept as digests so that the repository names
    nobody. Reading them takes 0.05 ms, and each of 95,000 people asks.
    """
    text = resources.files("thidua.demo").joinpath("blocked_names.txt").read_text(encoding="ascii")
    return frozenset(line for line in text.split() if not line.startswith("#"))


def digest(full_name: str) -> str:
    """What stands in blocked_names.txt for a full name."""
    return hashlib.sha256(full_name.casefold().encode()).hexdigest()[:16]


def is_blocked(full_name: str) -> bool:
    """Whether a name is that of somebody well known, and so never given to an invented person."""
    return digest(full_name) in _blocked()


class Namer:
    """Draws full names; the same random source gives the same names."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._families = tuple(_FAMILIES), _cumulated(_FAMILIES)
        self._middles = {
            "male": (tuple(_MALE_MIDDLE), _cumulated(_MALE_MIDDLE)),
            "female": (tuple(_FEMALE_MIDDLE), _cumulated(_FEMALE_MIDDLE)),
        }

    def full_name(self, *, sex: str, born: int) -> str:
        """A name for somebody of that sex and year of birth, never a well-known person's."""
        random = self._random
        while True:
            families, weights = self._families
            family = random.choices(families, cum_weights=weights)[0]
            middles, weights = self._middles[sex]
            middle = random.choices(middles, cum_weights=weights)[0]
            given = random.choice(_GIVEN[sex, born < 1965 and random.random() < 0.8])
            if given in middle.split() or given == family:
                continue
            name = " ".join(part for part in (family, middle, given) if part)
            if not is_blocked(name):
                return name


def _cumulated(weights: dict[str, int]) -> list[int]:
    total, sums = 0, []
    for weight in weights.values():
        total += weight
        sums.append(total)
    return sums
