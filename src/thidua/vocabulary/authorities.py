"""The authorities of the State that give forms of recognition, beside the Party's committees."""

from thidua.language import Text
from thidua.vocabulary.words import Word


class StateAuthority(Word):
    """Who gives for the State; `state` where it is not said which of them."""

    STATE = (
        "state",
        1,
        Text("Nhà nước", "The State"),
        None,
        "Nhà nước CHXHCN Việt Nam",
        "Nhà nước Cộng hoà xã hội chủ nghĩa Việt Nam",
        "Nhà nước Cộng hòa xã hội chủ nghĩa Việt Nam",
    )
    PRESIDENT = (
        "president",
        2,
        Text("Chủ tịch nước", "The State President"),
        None,
        "CTN",
        "Chủ tịch nước CHXHCN Việt Nam",
        "Chủ tịch nước Cộng hoà xã hội chủ nghĩa Việt Nam",
        "Chủ tịch nước Cộng hòa xã hội chủ nghĩa Việt Nam",
    )
    GOVERNMENT = "government", 3, Text("Chính phủ", "The Government")
    PRIME_MINISTER = (
        "prime_minister",
        4,
        Text("Thủ tướng Chính phủ", "The Prime Minister"),
        None,
        "Thủ tướng",
        "TTCP",
        "TTgCP",
        "TTg",
    )
    MINISTER = (
        "minister",
        5,
        Text("Bộ trưởng", "A minister"),
        None,
        "Bộ, ngành",
    )
    PROVINCE_CHAIRMAN = (
        "province_chairman",
        6,
        Text("Chủ tịch Uỷ ban nhân dân tỉnh", "The chairman of the provincial people’s committee"),
        None,
        "Chủ tịch UBND tỉnh",
        "Chủ tịch UBND thành phố",
        "Chủ tịch Ủy ban nhân dân tỉnh",
        "Uỷ ban nhân dân tỉnh",
        "Ủy ban nhân dân tỉnh",
        "UBND tỉnh",
    )
