"""What an organisation of the Party is: its tier, its body, its kind of place."""

from thidua.language import Text
from thidua.vocabulary.words import Word


class Tier(Word):
    """How high an organisation stands."""

    # From below, as the tree is rated.
    CELL = "cell", 1, Text("Chi bộ", "Cell"), Text("Chi bộ trực thuộc", "Cell"), "Chi bộ trực thuộc"
    SUB_COMMITTEE = "sub_committee", 2, Text("Đảng bộ bộ phận", "Sub-committee")
    GRASSROOTS = (
        "grassroots",
        3,
        Text("Tổ chức cơ sở đảng", "Grassroots organisation"),
        None,
        "TCCSĐ",
        "Cơ sở",
    )
    UPPER_LEVEL = (
        "upper_level",
        4,
        Text("Cấp trên trực tiếp của tổ chức cơ sở đảng", "Upper-level organisation"),
        Text("Cấp trên trực tiếp cơ sở", "Upper-level organisation"),
        "Cấp trên trực tiếp cơ sở",
        "Cấp huyện",
    )
    PROVINCE = "province", 5, Text("Đảng bộ tỉnh", "Province"), None, "Tỉnh", "Cấp tỉnh"

    @property
    def plural(self) -> Text:
        """Its organisations, as a sentence names them: small letters, several in English."""
        return _PLURALS[self]


_PLURALS = {
    Tier.CELL: Text("chi bộ trực thuộc", "cells"),
    Tier.SUB_COMMITTEE: Text("đảng bộ bộ phận", "sub-committees"),
    Tier.GRASSROOTS: Text("tổ chức cơ sở đảng", "grassroots organisations"),
    Tier.UPPER_LEVEL: Text(
        "tổ chức đảng cấp trên trực tiếp của tổ chức cơ sở đảng", "upper-level organisations"
    ),
    Tier.PROVINCE: Text("đảng bộ tỉnh", "provinces"),
}


class Body(Word):
    """Whether a grassroots organisation is made of cells or of members."""

    COMMITTEE = "committee", 1, Text("Đảng bộ cơ sở", "Grassroots committee"), None, "Đảng bộ"
    CELL = "cell", 2, Text("Chi bộ cơ sở", "Grassroots cell"), None, "Chi bộ"


class Sector(Word):
    """What kind of place or unit an organisation belongs to."""

    CITY = "city", 1, Text("Thành phố", "City")
    TOWN = "town", 2, Text("Thị xã", "Town")
    DISTRICT = "district", 3, Text("Huyện", "District")
    BLOC = "bloc", 4, Text("Khối cơ quan", "Bloc of agencies"), None, "Khối"
    COMMUNE = "commune", 5, Text("Xã", "Commune")
    WARD = "ward", 6, Text("Phường", "Ward")
    TOWNSHIP = "township", 7, Text("Thị trấn", "Township")
    AGENCY = "agency", 8, Text("Cơ quan", "Agency"), None, "Cơ quan hành chính"
    SCHOOL = "school", 9, Text("Trường học", "School"), None, "Trường"
    HOSPITAL = (
        "hospital",
        10,
        Text("Bệnh viện, trung tâm y tế", "Hospital, health centre"),
        None,
        "Bệnh viện",
        "Hospital",
        "Y tế",
    )
    STATE_ENTERPRISE = (
        "state_enterprise",
        11,
        Text("Doanh nghiệp nhà nước", "State enterprise"),
        None,
        "DNNN",
    )
    PRIVATE_ENTERPRISE = (
        "private_enterprise",
        12,
        Text("Doanh nghiệp ngoài nhà nước", "Non-state enterprise"),
        None,
        "Private enterprise",
        "Doanh nghiệp tư nhân",
    )
    POLICE = "police", 13, Text("Công an", "Police")
    MILITARY = "military", 14, Text("Quân sự", "Military"), None, "Quân đội"


class SuccessionKind(Word):
    """How one organisation came out of another."""

    MERGE = "merge", 1, Text("Hợp nhất, sáp nhập", "Merger"), None, "Merge", "Sáp nhập", "Hợp nhất"
    SPLIT = "split", 2, Text("Chia, tách", "Split"), None, "Chia tách", "Tách", "Chia"
    RENAME = (
        "rename",
        3,
        Text("Đổi tên, chuyển đổi", "Renaming"),
        None,
        "Rename",
        "Đổi tên",
        "Chuyển đổi",
    )
