"""The fixed phrases of a framework as it is read: how sections begin, what their lines are."""

from thidua.language import Text
from thidua.vocabulary import Level, SubjectType

INTROS = {
    Level.OUTSTANDING: Text(
        "Đạt mọi điều kiện của mức Hoàn thành tốt nhiệm vụ, và thêm:",
        "Every condition of the level Good, and besides:",
    ),
    Level.GOOD: Text(
        "Đạt mọi điều kiện của mức Hoàn thành nhiệm vụ, và thêm:",
        "Every condition of the level Completed, and besides:",
    ),
    Level.COMPLETED: Text(
        "Không thuộc trường hợp nào của mức Không hoàn thành nhiệm vụ, và:",
        "In none of the cases of Not completed, and:",
    ),
    Level.NOT_COMPLETED: Text(
        "Thuộc một trong các trường hợp sau, hoặc không đạt mức Hoàn thành nhiệm vụ:",
        "In one of these cases, or where the level Completed is not reached:",
    ),
}

GIVEN_BY = {
    "sheet": Text("ghi trên phiếu thông tin của năm", "written on the year's facts sheet"),
    "roster": Text("lấy từ danh sách năm", "taken from the year's roster"),
    "tree": Text("phần mềm tự đếm", "counted by the product"),
}

CAPPED_BY = {
    "unit": Text("tổ chức, đơn vị mà người đó lãnh đạo", "the organisation or unit that they lead"),
    "collective": Text("tập thể lãnh đạo", "the leadership collective"),
}

COUNTED = {
    "percent": (
        "percent",
        Text("Nhiều nhất {value}", "At most {value}"),
        Text("tỷ lệ", "the share"),
    ),
    "base": (
        "choice",
        Text(" của {value}", " of {value}"),
        Text("số dùng để tính", "what it is taken of"),
    ),
    "rounding": ("choice", Text(", {value}", ", {value}"), Text("cách làm tròn", "the rounding")),
    "pool": (
        "keys",
        Text("; tính trong: {value}", "; counted in: {value}"),
        Text("nhóm tính", "the pools"),
    ),
}
"""What a quota is counted with: the kind of value, how it is said, its name where it is open."""

# A framework is also read by whoever does not know the field: in English it says "Party" each time.
SUBJECTS = {
    **{kind: kind.plural for kind in SubjectType},
    SubjectType.MEMBER: Text(SubjectType.MEMBER.plural.vi, "Party members"),
    SubjectType.ORGANISATION: Text(SubjectType.ORGANISATION.plural.vi, "Party organisations"),
}

ALLOWED = Text("Địa phương", "A locality may")
APPLIES_TO = Text("Áp dụng cho", "Applies to")
CENTRAL = Text("Văn bản Trung ương", "Central text")
FORCE = Text("Hiệu lực", "In force")
GIVEN = Text("Ai ghi", "Who gives it")
GRADED = Text("Tiêu chí", "Criterion")
LEFT_BLANK = Text("Để trống", "Left blank")
REASON = Text("Lý do", "Reason")
SET_HERE = Text("Địa phương đặt", "Set locally")
"""What a line beside an item is about."""
