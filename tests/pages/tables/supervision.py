"""The history, and what should be looked at."""

from tests.pages.who import Page

INSPECTING = frozenset({"inspector", "inspector_outside", "auditor"})

PAGES: list[Page] = [
    ("history", "/lich-su/", frozenset({"province", "auditor"})),
    (
        "history",
        "/lich-su/?kind=deciding&who=a&first=01/12/2021",
        frozenset({"province", "auditor"}),
    ),
    (
        "watch",
        "/nam/2021/can-xem/",
        frozenset({"province", "upper_level", "upper_level_outside", "inspector"})
        | {"inspector_outside"},
    ),
    (
        "watch",
        "/nam/2021/can-xem/?kind=deviating",
        frozenset({"province", "upper_level", "upper_level_outside", "inspector"})
        | {"inspector_outside"},
    ),
    *(
        ("inspect_reviews", f"/nam/2021/can-xem/kiem-diem/{query}", INSPECTING)
        for query in ("", "?kind=grades", "?kind=opinions&don_vi=GL01", "?kind=remedies")
    ),
    *(
        ("inspect_decisions", f"/nam/2021/can-xem/quyet-dinh/{query}", INSPECTING)
        for query in ("", "?kind=reached", "?kind=reopened&don_vi=GL01", "?kind=objections")
    ),
    ("inspect_decisions", "/nam/2021/can-xem/quyet-dinh/?kind=ballots&dem_lai=x", INSPECTING),
]
