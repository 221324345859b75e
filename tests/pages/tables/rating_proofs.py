"""Who gets what was sealed about a subject: whoever may open its rating page."""

from tests.pages.who import ABOVE_CELL, EVERYBODY, IN_CELL, Page

PAGES: list[Page] = [
    ("rating_proof", "/xep-loai/2021/member/DV0003/niem-phong/", IN_CELL | {"member"}),
    ("rating_proof", "/xep-loai/2021/organisation/GL01/niem-phong/", ABOVE_CELL),
    (
        "rating_proof",
        "/xep-loai/2021/leader/DV0001/niem-phong/?organisation=GL01",
        ABOVE_CELL,
    ),
    ("rating_proof", "/xep-loai/2021/person/DV0003/niem-phong/", frozenset()),
    # Decisions of the town were issued before there were seals: see tests/rating_proofs.
    ("rating_proof_taken", "/xep-loai/2021/member/DV0003/niem-phong.json", frozenset()),
    ("rating_proof_script", "/xep-loai/xep-loai-lai.py", EVERYBODY),
]
