"""The kinds of notices that this room tells."""

from thidua.language import Text
from thidua.notices.kinds import Kind

CALLED = Kind(
    "meetings.called", Text("lời mời họp kiểm điểm", "a call to a review meeting"), mailed=True
)
ASKED = Kind(
    "meetings.asked",
    Text("đề nghị sửa biên bản họp kiểm điểm", "a correction of the minutes that is asked for"),
    owed=True,
    mailed=True,
    many=Text("{number} đề nghị sửa biên bản", "{number} corrections of minutes are asked for"),
)
ANSWERED = Kind(
    "meetings.answered",
    Text("trả lời đề nghị sửa biên bản", "the answer about a correction of minutes"),
)
KINDS = (CALLED, ASKED, ANSWERED)
