"""What people read is written as offices write it: one word for one thing, one spelling."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.catalogue import SOURCE, read_all, wanted
from thidua import rulebook

NOT_SAID = {
    r"\b[Bb]ạn\b": "đồng chí, or no pronoun",
    r"\b[Dd]ữ kiện\b": "thông tin",
    r"\b[Cc]hưa xác định\b": "chưa đủ căn cứ",
    r"\bmức trần\b": "số tối đa; không được xếp cao hơn",
    r"\b([Bb]an hành|[Cc]ông bố|[Ss]ố liệu|[Nn]ội dung) (được|đã|và) niêm phong": "không sửa nữa",
    r"\bbản thảo\b": "dự thảo",
    r"\b[Bb]áo sai\b": "đề nghị sửa thông tin",
    r"\bphân (vai trò|quyền)\b": "giao vai trò",
    r"\bcấp tặng\b": "cấp khen thưởng",
    r"\b[Cc]ấp trên cơ sở\b": "cấp trên trực tiếp cơ sở",
    r"\bcấp uỷ trên trực tiếp\b": "cấp uỷ cấp trên trực tiếp",
    r"ủy\b|òa\b|óa\b": "uỷ, oà, oá: the mark stands on the last vowel",
    r"\d %": "91,8%, without a space",
}
"""What is never written, by pattern, and what is written instead."""


RULES = Path(rulebook.__file__).parent


def _texts() -> Iterator[str]:
    """Every text that pages translate, and the Vietnamese of the frameworks and layers that are
    shipped.
    """
    yield from read_all()
    for file in RULES.rglob("*.yaml"):
        yield from re.findall(r"\bvi: (.*?)(?:, en:|$)", file.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("pattern", "instead"), list(NOT_SAID.items()), ids=str)
def test_no_text_says_it_otherwise(pattern: str, instead: str) -> None:
    found = sorted({text for text in _texts() if re.search(pattern, text)})
    assert found == [], f"write {instead}"


def test_a_seal_is_spoken_of_by_rooms_that_seal_alone() -> None:
    """Whatever else is no longer changed is "không sửa được nữa": the word is the chain's."""
    rooms = {
        file.partition("/")[0]
        for text, files in wanted().items()
        if "niêm phong" in text.lower()
        for file in files
    }
    modules = {
        room: (path.read_text("utf-8") for path in (SOURCE / room).rglob("*.py")) for room in rooms
    }
    assert {"ballots", "decisions"} <= rooms
    assert {
        room for room, texts in modules.items() if not any("thidua.seals" in t for t in texts)
    } == set()
