"""Whose opinion of a subject it is: the kinds of givers, in the order in which they stand beside
each other. Which of them counts is the procedure's to say.
"""

from thidua.language import Text
from thidua.vocabulary.words import Word


class OpinionKind(Word):
    """In what quality somebody says what they think of a subject's year."""

    SELF = "self", 1, Text("Tự chấm", "Own opinion")
    CELL = "cell", 2, Text("Chi bộ", "The cell")
    CELL_COMMITTEE = "cell_committee", 3, Text("Chi uỷ", "The cell's committee")
    MASS = "mass", 4, Text("Tổ chức chính trị - xã hội", "The mass organisation")
    EMPLOYER = "employer", 5, Text("Nơi làm việc", "The employing unit")
    RESIDENCE = "residence", 6, Text("Nơi cư trú", "The place of residence")
    SUPERIOR_BODY = (
        "superior_body",
        7,
        Text("Cơ quan tham mưu của cấp trên", "A body of the superior"),
        Text("Cơ quan cấp trên", "A superior's body"),
    )
    COMMITTEE = "committee", 8, Text("Cấp uỷ của tổ chức", "The organisation's own committee")
    SUPERIOR = (
        "superior",
        9,
        Text("Cấp uỷ cấp trên", "The committee above"),
        Text("Cấp trên", "The superior"),
    )
