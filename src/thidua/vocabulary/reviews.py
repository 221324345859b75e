"""Why somebody was not reviewed with the others, and where a subject of the year stands in the
list.
"""

from thidua.language import Text
from thidua.vocabulary.words import Word


class NotReviewed(Word):
    """Why a review was put off: it is made up for, and a supplementary decision ends it."""

    ABSENT = "absent", 1, Text("Vắng mặt khi kiểm điểm", "Absent from the review"), None, "Vắng mặt"
    ILL = "ill", 2, Text("Ốm đau, điều trị", "Ill, in treatment"), None, "Ốm", "Nghỉ ốm"
    AWAY = "away", 3, Text("Đi công tác, học tập xa", "Away for work or study"), None, "Đi xa"
    FOUND_LATER = (
        "found_later",
        4,
        Text("Phát hiện sót sau khi kiểm điểm", "Found missing after the review"),
        None,
        "Bổ sung sau",
    )
    UNDER_EXAMINATION = (
        "under_examination",
        5,
        Text("Đang được kiểm tra, xem xét", "Being examined"),
        None,
        "Đang kiểm tra",
    )
    OTHER = "other", 6, Text("Lý do khác", "Another reason")


class RosterState(Word):
    """Where a subject stands in the list of the year: each in one of the three."""

    RATED = "rated", 1, Text("được xếp loại", "to be rated")
    EXEMPT = "exempt", 2, Text("miễn theo quy định", "exempt by rule")
    NOT_REVIEWED = "not_reviewed", 3, Text("chưa kiểm điểm", "not yet reviewed")
