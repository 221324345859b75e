"""Who gets which address of the launch of a year."""

from tests.pages.who import IN_CELL, READERS, Form, Other, Page

MAKES = frozenset({"province"})
READ = READERS | {"member", "member_outside"}

PAGES: list[Page] = [
    ("new_year", "/nam/moi/", MAKES),
    ("launch", "/nam/2021/phat-dong/", READ),
    ("launch_theme", "/nam/2021/phat-dong/chu-de/", MAKES),
    ("launch_calendar", "/nam/2021/phat-dong/lich/", MAKES),
    ("launch_limits", "/nam/2021/phat-dong/so-luong/", MAKES),
    ("launch_days_off", "/nam/2021/phat-dong/ngay-nghi/", MAKES),
    ("launch_read", "/nam/2021/phat-dong/GL01A/xem/", IN_CELL | {"member"}),
    ("unit_launch", "/nam/2021/phat-dong/GL/", frozenset({"upper_level", "inspector"})),
]

OTHERS: dict[str, Other] = {}

FORMS: list[Form] = [
    ("new_year", "/nam/moi/", {"year": "2031"}, MAKES),
    ("launch", "/nam/2021/phat-dong/", {"act": "launch"}, MAKES),
    ("launch", "/nam/2021/phat-dong/", {"act": "withdraw", "reason": "Sai chủ đề"}, MAKES),
    ("launch_theme", "/nam/2021/phat-dong/chu-de/", {"spirit": "Tăng tốc"}, MAKES),
    ("launch_calendar", "/nam/2021/phat-dong/lich/", {"due-register-cell": "15/03/2021"}, MAKES),
    ("launch_limits", "/nam/2021/phat-dong/so-luong/", {"answer_within": "5"}, MAKES),
    (
        "launch_days_off",
        "/nam/2021/phat-dong/ngay-nghi/",
        {"act": "add", "day": "02/09/2021", "name": "Quốc khánh"},
        MAKES,
    ),
    ("unit_launch", "/nam/2021/phat-dong/GL/", {"act": "save"}, frozenset({"upper_level"})),
]
