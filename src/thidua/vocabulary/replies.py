"""Yes and no, as tables are filled in."""

from thidua.language import Text
from thidua.vocabulary.words import Word


class YesNo(Word):
    """What stands in a column that asks whether."""

    NO = (
        "no",
        0,
        Text("không", "no"),
        None,
        "n",
        "false",
        "0",
        "sai",
        "S",
        "K",
        "Ko",
        "Kh",
        "Không có",
        "Chưa",
        "Chưa có",
        "-",
    )
    YES = (
        "yes",
        1,
        Text("có", "yes"),
        None,
        "x",
        "y",
        "true",
        "1",
        "đúng",
        "Đ",
        "C",
        "Rồi",
        "Đã",
        "Đã có",
        "✓",
        "✔",
        "☑",
        "✅",
        "√",
    )
