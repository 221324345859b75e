"""Who gets which address of committees' meetings."""

from tests.committee_meetings.town import ENDED, LINE, SEAT, SITS
from tests.pages.who import ABOVE_CELL, DECIDING, UPPER, Form, Other, Page
from thidua.roster.models import RosterEntry


def _a_member() -> str:
    """A member of GL01A as the wall names it: subject and version seen."""
    found = RosterEntry.objects.filter(
        organisation__code="GL01A", subject_type="member", rated=True
    )
    return f"{found.order_by('pk')[0].pk}.0"


AT = "/nam/2021/hop-cap-uy/GL01/"

PAGES: list[Page] = [
    ("committee_meeting", AT, ABOVE_CELL),
    ("committee_meeting", f"{AT}?kind=member", ABOVE_CELL),
    ("committee_meeting", "/nam/2021/hop-cap-uy/GL/", UPPER),
    ("committee_meeting", "/nam/2021/hop-cap-uy/GL01A/", frozenset()),
    ("committee_meeting", "/nam/2021/hop-cap-uy/none/", frozenset()),
    ("committee_meeting_changes", f"{AT}moi/?kind=member", ABOVE_CELL),
    ("committee_minutes", f"{AT}bien-ban/{SITS}/bien-ban.docx", ABOVE_CELL),
    ("committee_minutes", f"{AT}bien-ban/{SITS}/bien-ban.pdf", ABOVE_CELL),
    ("committee_minutes", f"{AT}bien-ban/{ENDED}/bien-ban.pdf", frozenset()),
    ("committee_minutes", f"{AT}bien-ban/{SITS}/bien-ban.exe", frozenset()),
    ("committee_meeting_compare", f"{AT}so-sanh/?kind=member", frozenset()),
]
OTHERS: dict[str, Other] = {}
FORMS: list[Form] = [
    (
        "committee_meeting",
        AT,
        {
            "act": "move",
            "kind": "member",
            "mark": _a_member,
            "level": "2",
            "proposer": str(SEAT),
            "votes": "1",
            "reason": "họp vắng nhiều",
        },
        DECIDING,
    ),
    ("committee_meeting", AT, {"act": "undo", "kind": "member", "line": str(LINE)}, DECIDING),
    ("committee_meeting", AT, {"act": "adopt", "kind": "member", "votes": "1"}, DECIDING),
    ("committee_meeting", AT, {"act": "attendance", "chair": "Nguyễn Văn Hạnh"}, DECIDING),
    ("committee_meeting", AT, {"act": "end"}, DECIDING),
    (
        "committee_meeting",
        "/nam/2021/hop-cap-uy/GL/",
        {"act": "open", "others": "Lê Thị Thuý, Bí thư", "chair": "Lê Thị Thuý"},
        DECIDING - {"grassroots"},
    ),
    *(
        (
            "committee_meeting",
            "/nam/2021/hop-cap-uy/GL/",
            {"act": act, "meeting": str(ENDED), "file": "1"},
            DECIDING - {"grassroots"},
        )
        for act in ("files", "remove_file")
    ),
]
