"""Names of places and units: what cells, agencies, schools, enterprises and armed units are called.

An entry is `name|cells`: a committee (đảng bộ cơ sở) with that many cells, or, with 0, a cell (chi
bộ cơ sở) whose
members it has directly. `{place}` is "huyện Nam Sách", `{short}` is "Nam Sách".
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One organisation that a list offers: its unit's name, and whether it has cells."""

    name: str
    cells: int

    @property
    def is_committee(self) -> bool:
        return self.cells > 0


def _entries(text: str) -> tuple[Entry, ...]:
    entries = []
    for line in text.strip().splitlines():
        name, _, cells = line.strip().rpartition("|")
        entries.append(Entry(name=name, cells=int(cells)))
    return tuple(entries)


DISTRICT = {
    "agency": _entries("""
        Cơ quan {committee} {short}|6
        Cơ quan Uỷ ban nhân dân {place}|9
        Cơ quan Mặt trận Tổ quốc và các đoàn thể {place}|0
        Toà án nhân dân {place}|0
        Viện Kiểm sát nhân dân {place}|0
        Chi cục Thuế {place}|4
        Bảo hiểm xã hội {place}|0
        Kho bạc Nhà nước {short}|0
        Chi cục Thi hành án dân sự {place}|0
        Phòng Giáo dục và Đào tạo {place}|0
        Trung tâm Chính trị {place}|0
        Trung tâm Văn hoá, Thể thao và Truyền thanh {place}|0
        Trung tâm Dịch vụ nông nghiệp {place}|0
        Chi cục Thống kê {place}|0
        Ban Quản lý dự án đầu tư xây dựng {place}|0
        Đội Quản lý thị trường {short}|0
    """),
    "school": _entries("""
        Trường THPT {short}|5
        Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên {place}|0
        Trường THPT {short} II|4
        Trường THPT {poet}|4
        Trường THCS {poet}|0
        Trường Tiểu học {short}|0
        Trường Mầm non Hoa Sen {short}|0
        Trường THPT Tư thục {scholar}|0
    """),
    "hospital": _entries("""
        Trung tâm Y tế {place}|9
        Bệnh viện Đa khoa khu vực {short}|7
    """),
    "state_enterprise": _entries("""
        Xí nghiệp Khai thác công trình thuỷ lợi {place}|5
        Điện lực {short}|4
        Ngân hàng Nông nghiệp và Phát triển nông thôn chi nhánh {place}|0
        Phòng giao dịch Ngân hàng Chính sách xã hội {place}|0
    """),
    "private_enterprise": _entries("""
        Công ty TNHH May {brand}|0
        Công ty cổ phần Xây dựng {brand}|4
        Công ty cổ phần Gạch ngói {brand}|0
        Công ty TNHH Giày {brand}|0
        Công ty cổ phần Chế biến nông sản {brand}|0
        Công ty cổ phần Cơ khí {brand}|3
    """),
    "police": _entries("Công an {place}|6"),
    "military": _entries("Quân sự {place}|0"),
}

PROVINCE = {
    "agency": _entries("""
        Ban Dân vận Tỉnh uỷ|0
        Văn phòng Tỉnh uỷ|5
        Ban Tổ chức Tỉnh uỷ|0
        Ban Tuyên giáo Tỉnh uỷ|0
        Ban Nội chính Tỉnh uỷ|0
        Cơ quan Uỷ ban Kiểm tra Tỉnh uỷ|0
        Cơ quan Đảng uỷ Khối các cơ quan tỉnh|0
        Trường Chính trị tỉnh|4
        Báo Hải Dương|4
        Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh|0
        Văn phòng Uỷ ban nhân dân tỉnh|6
        Sở Nội vụ|6
        Sở Kế hoạch và Đầu tư|5
        Sở Tài chính|5
        Sở Xây dựng|5
        Sở Giao thông vận tải|7
        Sở Công Thương|5
        Sở Nông nghiệp và Phát triển nông thôn|16
        Sở Tài nguyên và Môi trường|8
        Sở Khoa học và Công nghệ|4
        Sở Giáo dục và Đào tạo|6
        Sở Y tế|6
        Sở Văn hoá, Thể thao và Du lịch|9
        Sở Lao động - Thương binh và Xã hội|9
        Sở Thông tin và Truyền thông|3
        Sở Tư pháp|5
        Thanh tra tỉnh|0
        Ban Quản lý các khu công nghiệp|0
        Uỷ ban Mặt trận Tổ quốc tỉnh|0
        Liên đoàn Lao động tỉnh|3
        Hội Nông dân tỉnh|0
        Hội Liên hiệp Phụ nữ tỉnh|0
        Tỉnh đoàn|0
        Hội Cựu chiến binh tỉnh|0
        Toà án nhân dân tỉnh|5
        Viện Kiểm sát nhân dân tỉnh|6
        Cục Thi hành án dân sự tỉnh|0
        Cục Thuế tỉnh|10
        Chi cục Hải quan Hải Dương|0
        Kho bạc Nhà nước Hải Dương|5
        Bảo hiểm xã hội tỉnh|6
        Ngân hàng Nhà nước chi nhánh tỉnh|0
        Cục Thống kê tỉnh|3
        Cục Quản lý thị trường tỉnh|5
        Đài Phát thanh và Truyền hình tỉnh|6
        Liên minh Hợp tác xã tỉnh|0
        Hội Chữ thập đỏ tỉnh|0
        Hội Văn học Nghệ thuật tỉnh|0
        Hội Nhà báo tỉnh|0
        Hội Luật gia tỉnh|0
        Hội Đông y tỉnh|0
        Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh|0
        Ban Quản lý dự án đầu tư xây dựng tỉnh|0
        Trung tâm Phục vụ hành chính công tỉnh|0
        Trung tâm Lưu trữ lịch sử tỉnh|0
        Cục Dự trữ Nhà nước khu vực Hải Dương|0
        Đoàn Quy hoạch thuỷ lợi tỉnh|0
        Quỹ Đầu tư phát triển tỉnh|0
    """),
    "school": _entries("""
        Trường Đại học Hải Dương|8
        Trường Đại học Kỹ thuật Y tế Hải Dương|10
        Trường Cao đẳng Hải Dương|7
        Trường Cao đẳng Y tế Hải Dương|5
        Trường Cao đẳng nghề Hải Dương|5
        Trường Cao đẳng Giao thông tỉnh|4
        Trường Trung cấp Văn hoá, Nghệ thuật và Du lịch|0
        Trường Trung cấp Nông nghiệp và Phát triển nông thôn|0
        Trường THPT Chuyên {scholar}|5
        Trung tâm Giáo dục thường xuyên tỉnh|0
    """),
    "hospital": _entries("""
        Bệnh viện Đa khoa tỉnh|20
        Bệnh viện Nhi Hải Dương|9
        Bệnh viện Phụ sản Hải Dương|7
        Bệnh viện Y học cổ truyền|6
        Bệnh viện Phục hồi chức năng|5
        Bệnh viện Tâm thần Hải Dương|4
        Bệnh viện Phổi Hải Dương|5
        Trung tâm Kiểm soát bệnh tật tỉnh|7
    """),
    "state_enterprise": _entries("""
        Ngân hàng TMCP Công thương Việt Nam chi nhánh Hải Dương|8
        Ngân hàng TMCP Đầu tư và Phát triển Việt Nam chi nhánh Hải Dương|6
        Ngân hàng Nông nghiệp và Phát triển nông thôn chi nhánh tỉnh|7
        Ngân hàng Chính sách xã hội chi nhánh tỉnh|4
        Công ty Điện lực Hải Dương|12
        Công ty cổ phần Nhiệt điện Phả Lại|16
        Công ty TNHH một thành viên Khai thác công trình thuỷ lợi tỉnh|6
        Công ty cổ phần Kinh doanh nước sạch Hải Dương|6
        Bưu điện tỉnh Hải Dương|5
        Viễn thông Hải Dương|6
        Công ty Xổ số kiến thiết Hải Dương|0
        Công ty cổ phần Môi trường đô thị Hải Dương|5
        Công ty Xăng dầu Hải Dương|4
        Công ty cổ phần Đá mài Hải Dương|0
    """),
    "private_enterprise": _entries("""
        Công ty cổ phần Chế tạo bơm {brand}|5
        Công ty cổ phần Sứ {brand}|4
        Công ty cổ phần Bánh kẹo {brand}|0
        Công ty cổ phần Vận tải {brand}|0
        Công ty cổ phần Tư vấn xây dựng {brand}|0
        Công ty TNHH Thương mại {brand}|0
    """),
    "police": _entries("""
        Phòng Tham mưu|4
        Phòng Tổ chức cán bộ|0
        Phòng Công tác đảng và công tác chính trị|0
        Phòng Hậu cần|3
        Phòng An ninh chính trị nội bộ|0
        Phòng An ninh kinh tế|0
        Phòng An ninh đối ngoại|0
        Phòng An ninh điều tra|0
        Phòng Quản lý xuất nhập cảnh|0
        Phòng Cảnh sát hình sự|5
        Phòng Cảnh sát kinh tế|4
        Phòng Cảnh sát điều tra tội phạm về ma tuý|4
        Phòng Cảnh sát môi trường|0
        Phòng Cảnh sát quản lý hành chính về trật tự xã hội|4
        Phòng Cảnh sát giao thông|8
        Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ|7
        Phòng Cảnh sát cơ động|6
        Phòng Cảnh sát thi hành án hình sự và hỗ trợ tư pháp|3
        Trại tạm giam|5
        Cơ quan Cảnh sát điều tra|4
        Phòng Kỹ thuật hình sự|0
        Phòng An ninh mạng|0
        Thanh tra|0
        Phòng Hồ sơ|0
    """),
    "military": _entries("""
        Phòng Tham mưu|5
        Phòng Chính trị|4
        Phòng Hậu cần|4
        Phòng Kỹ thuật|4
        Trung đoàn bộ binh 125|9
        Trường Quân sự tỉnh|4
        Đại đội Trinh sát|0
        Đại đội Công binh|0
        Đại đội Thông tin|0
        Ban Hành chính|0
        Kho Kỹ thuật|0
        Bệnh xá Quân sự|0
        Đội Kinh tế kỹ thuật|0
        Trạm sửa chữa|0
    """),
}

BRANDS = (
    "Thành Đông",
    "Hải Hưng",
    "Côn Sơn",
    "Kiếp Bạc",
    "Phượng Hoàng",
    "Bạch Đằng",
    "Thái Bình Dương",
    "Đại An",
    "Nam Hải",
    "Phú Thịnh",
    "Tân Phát",
    "Sông Kinh",
    "Sao Vàng",
    "Hoa Sen",
    "Tiến Đạt",
    "Trường Thịnh",
    "Bình Minh",
    "Hồng Hà",
    "Việt Tiến Phát",
    "Đông Á Xanh",
    "Minh Khai Phát",
    "Phú Cường",
    "Hưng Thịnh",
    "Hoàng Gia Phát",
    "An Phát Lộc",
    "Thăng Long Xanh",
    "Quang Vinh",
    "Đức Thịnh",
    "Thanh Bình",
    "Vạn Xuân",
    "Đại Lộc",
    "Phúc Hưng",
    "Cẩm Thành",
    "Tứ Thông",
    "Ninh Hoà",
    "Kẻ Sặt Xanh",
    "Sông Luộc",
    "Thái Sơn",
    "Gia Phúc",
    "Kim Ngân Hà",
)
POETS = (
    "Cẩm Giàng",
    "Quang Trung",
    "Đoàn Thượng",
    "Hà Bắc",
    "Hà Đông",
    "Cầu Xe",
    "Bến Tắm",
    "Mạc Đĩnh Chi",
    "Phan Bội Châu",
    "Nguyễn Du",
    "Tuệ Tĩnh",
    "Đường An",
    "Hồng Quang",
    "Lương Thế Vinh",
)
SCHOLARS = ("Nguyễn Trãi", "Vũ Ngọc Phan", "Thành Đông", "Hoàng Văn Thụ", "Marie Curie", "Ái Quốc")

VILLAGES = (
    "Đông",
    "Đoài",
    "Thượng",
    "Hạ",
    "Trung",
    "Nội",
    "Ngoại",
    "Đình",
    "Cầu",
    "An Lão",
    "An Thịnh",
    "An Nghĩa",
    "Bình An",
    "Bồ Dương",
    "Cao Xá",
    "Cập Nhất",
    "Cập Thượng",
    "Chợ",
    "Cổ Pháp",
    "Du La",
    "Đại Lộc",
    "Đại Tỉnh",
    "Đan Giáp",
    "Đông Lĩnh",
    "Đồng Bào",
    "Đồng Neo",
    "Đức Đại",
    "Gạch",
    "Hà Liễu",
    "Hạ Vĩnh",
    "Hoà Bình",
    "Hoàng Xá",
    "Hội Xuyên",
    "Hương Gián",
    "Khuê Chiền",
    "Kim Chi",
    "Kim Can",
    "La Tỉnh",
    "Lâm Xuyên",
    "Lôi Động",
    "Lương Xá",
    "Mạc Xá",
    "Mai Động",
    "Mậu Tài",
    "Mỹ Ân",
    "Mỹ Xá",
    "Nghĩa Lộ",
    "Ngọc Chi",
    "Ngọc Lâm",
    "Nhân Lễ",
    "Nhân Vũ",
    "Nhuận Đông",
    "Nội Hợp",
    "Ô Xuyên",
    "Phạm Lâm",
    "Phong Lâm",
    "Phú Lộc",
    "Phú Mễ",
    "Phú Xá",
    "Phúc Cầu",
    "Phương Chử",
    "Phương Khê",
    "Quan Lộc",
    "Quàn",
    "Quảng Bí",
    "Quang Tiền",
    "Quý Dương",
    "Tào Khê",
    "Tân Lập",
    "Tân Tiến",
    "Thái Lai",
    "Thanh Khơi",
    "Thanh Xá",
    "Thiên Khánh",
    "Một",
    "Thượng Cốc",
    "Thượng Đạt",
    "Tiên Tảo",
    "Tiêu Sơn",
    "Trại Mới",
    "Trâm Khê",
    "Triều Dương",
    "Trình Xá",
    "Trúc Khê",
    "Trúc Lâm",
    "Trung Hoà",
    "Từ Ô",
    "Tử Lạc",
    "Vạn Tải",
    "Văn Xá",
    "Vé",
    "Viên Chử",
    "Vĩnh Bảo",
    "Vĩnh Lâm",
    "Vũ Thượng",
    "Vũ Xá",
    "Xuân An",
    "Xuân Áng",
    "Xuân Đoài",
    "Xuân Lôi",
    "Xuân Mang",
    "Xuân Trì",
    "Yên Khê",
    "Yên Lưu",
    "Yên Xá",
)

DEPARTMENTS = {
    "Cơ quan Huyện uỷ": (
        "Văn phòng Huyện uỷ",
        "Ban Tổ chức",
        "Ban Tuyên giáo",
        "Ban Dân vận",
        "Cơ quan Uỷ ban Kiểm tra",
        "Hưu trí cơ quan",
    ),
    "Cơ quan Thành uỷ": (
        "Văn phòng Thành uỷ",
        "Ban Tổ chức",
        "Ban Tuyên giáo",
        "Ban Dân vận",
        "Cơ quan Uỷ ban Kiểm tra",
        "Hưu trí cơ quan",
    ),
    "Cơ quan Thị uỷ": (
        "Văn phòng Thị uỷ",
        "Ban Tổ chức",
        "Ban Tuyên giáo",
        "Ban Dân vận",
        "Cơ quan Uỷ ban Kiểm tra",
        "Hưu trí cơ quan",
    ),
    "Cơ quan Uỷ ban nhân dân": (
        "Văn phòng Hội đồng nhân dân và Uỷ ban nhân dân",
        "Phòng Nội vụ",
        "Phòng Tài chính - Kế hoạch",
        "Phòng Tài nguyên và Môi trường",
        "Phòng Nông nghiệp và Phát triển nông thôn",
        "Phòng Kinh tế và Hạ tầng",
        "Phòng Lao động - Thương binh và Xã hội",
        "Phòng Tư pháp",
        "Thanh tra",
    ),
    "Ngân hàng": (
        "Phòng Tổ chức - Hành chính",
        "Phòng Kế toán",
        "Phòng Khách hàng doanh nghiệp",
        "Phòng Khách hàng cá nhân",
        "Phòng Ngân quỹ",
        "Phòng Kiểm tra, kiểm soát nội bộ",
        "Phòng Giao dịch Trần Hưng Đạo",
        "Phòng Giao dịch Ngọc Châu",
        "Phòng Giao dịch Lai Cách",
    ),
    "Trường THPT": (
        "Hành chính",
        "Toán - Tin",
        "Khoa học tự nhiên",
        "Ngữ văn",
        "Khoa học xã hội",
        "Ngoại ngữ",
    ),
    "Trường": (
        "Khối Phòng chức năng",
        "Khoa Cơ bản",
        "Khoa Kinh tế",
        "Khoa Kỹ thuật",
        "Khoa Sư phạm",
        "Khoa Ngoại ngữ",
        "Khoa Công nghệ thông tin",
        "Phòng Đào tạo",
        "Phòng Công tác học sinh, sinh viên",
        "Trung tâm Thực hành",
    ),
    "Xí nghiệp Khai thác": (
        "Khối Văn phòng",
        "Cụm thuỷ nông số 1",
        "Cụm thuỷ nông số 2",
        "Cụm thuỷ nông số 3",
        "Đội Công trình",
    ),
    "Điện lực": (
        "Phòng Tổng hợp",
        "Phòng Kinh doanh",
        "Đội Quản lý vận hành",
        "Đội Quản lý khách hàng",
    ),
    "agency": (
        "Văn phòng",
        "Phòng Tổ chức - Hành chính",
        "Phòng Kế hoạch - Tài chính",
        "Thanh tra",
        "Phòng Nghiệp vụ 1",
        "Phòng Nghiệp vụ 2",
        "Phòng Nghiệp vụ 3",
        "Phòng Quản lý 1",
        "Phòng Quản lý 2",
        "Trung tâm Tư vấn",
        "Trung tâm Kỹ thuật",
        "Ban Quản lý",
        "Chi cục 1",
        "Chi cục 2",
        "Trạm Kiểm tra số 1",
        "Trạm Kiểm tra số 2",
        "Phòng Pháp chế",
        "Phòng Thông tin",
    ),
    "school": ("Hành chính", "Tổ Khoa học tự nhiên", "Tổ Khoa học xã hội", "Tổ Ngoại ngữ"),
    "hospital": (
        "Khoa Nội",
        "Khoa Ngoại",
        "Khoa Sản",
        "Khoa Nhi",
        "Khoa Khám bệnh",
        "Khối Hành chính",
        "Khoa Hồi sức cấp cứu",
        "Khoa Xét nghiệm",
        "Khoa Chẩn đoán hình ảnh",
        "Khoa Dược",
        "Khoa Truyền nhiễm",
        "Khoa Y học cổ truyền",
        "Khoa Tim mạch",
        "Khoa Ung bướu",
        "Khoa Mắt",
        "Khoa Tai Mũi Họng",
        "Khoa Răng Hàm Mặt",
        "Khoa Gây mê hồi sức",
        "Khoa Nội tiết",
        "Phòng Kế hoạch tổng hợp",
        "Khoa Kiểm soát nhiễm khuẩn",
        "Khoa Thận nhân tạo",
    ),
    "state_enterprise": (
        "Khối Văn phòng",
        "Phòng Kế toán",
        "Phòng Kinh doanh",
        "Phòng Kỹ thuật",
        "Phân xưởng 1",
        "Phân xưởng 2",
        "Phân xưởng 3",
        "Phòng Khách hàng",
        "Phòng Giao dịch số 1",
        "Phòng Giao dịch số 2",
        "Đội Quản lý 1",
        "Đội Quản lý 2",
        "Phân xưởng Vận hành 1",
        "Phân xưởng Vận hành 2",
        "Phân xưởng Sửa chữa",
        "Phòng An toàn",
        "Tổ Tin học",
    ),
    "private_enterprise": (
        "Khối Văn phòng",
        "Phân xưởng 1",
        "Phân xưởng 2",
        "Đội Thi công",
        "Phòng Kinh doanh",
    ),
    "police": (
        "Đội Tham mưu tổng hợp",
        "Đội 1",
        "Đội 2",
        "Đội 3",
        "Đội 4",
        "Đội 5",
        "Đội Điều tra",
        "Đội Quản lý hành chính",
        "Đội Cảnh sát giao thông",
        "Đội An ninh",
    ),
    "military": (
        "Cơ quan",
        "Ban Tác chiến",
        "Ban Quân lực",
        "Tiểu đoàn 1",
        "Tiểu đoàn 2",
        "Tiểu đoàn 3",
        "Đại đội 14",
        "Ban Tuyên huấn",
        "Ban Cán bộ",
        "Đại đội 15",
    ),
}
"""What the cells of a committee are called: by how the unit's name begins, else by its sector."""


def departments(name: str, sector: str) -> tuple[str, ...]:
    """The names that cells of a unit may have, in the order of its chart."""
    beginning = next(
        (key for key in DEPARTMENTS if key[0].isupper() and name.startswith(key)), sector
    )
    return DEPARTMENTS[beginning]


COMMUNE_UNITS = (
    ("Trường THCS {name}", "school", 1.0),
    ("Trường Tiểu học {name}", "school", 1.0),
    ("Trường Mầm non {name}", "school", 0.9),
    ("Cơ quan {unit}", "office", 0.6),
    ("Trạm Y tế {unit}", "health", 0.35),
    ("Công an {unit}", "police", 0.45),
    ("Quân sự {unit}", "military", 0.2),
    ("Hợp tác xã Dịch vụ nông nghiệp {name}", "enterprise", 0.15),
)
"""Cells of a commune beside its villages: name, kind of members, share of communes that have it."""

MERGED = {
    "10864": ("An Lương", "Phượng Hoàng"),
    "10876": ("Thanh Bính", "Hợp Đức", "Trường Thành"),
    "10768": ("Tuấn Hưng", "Việt Hưng"),
    "10804": ("Đồng Gia", "Cẩm La"),
    "10783": ("Kim Khê", "Kim Lương"),
    "10918": ("Cẩm Định", "Cẩm Sơn"),
    "10951": ("Vĩnh Tuy", "Hưng Thịnh"),
    "11095": ("Đông Kỳ", "Tây Kỳ", "Tứ Xuyên"),
    "11083": ("Đại Đồng", "Kỳ Sơn"),
    "11293": ("Tiền Phong", "Diên Hồng"),
}
"""Communes that came out of merging others on 1 December 2019 (Resolution 788/NQ-UBTVQH14)."""
