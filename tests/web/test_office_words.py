"""What people read is written as offices write it: one word for one thing, one spelling."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.catalogue import read_all
from thidua import rulebook

NOT_SAID = {
    r"\b[Bb]ạn\b": "đồng chí, or no pronoun",
    r"\b[Dd]ữ kiện\b": "thông tin",
    r"\b[Cc]hưa xác định\b": "chưa đủ căn cứ",
    r"\bmức trần\b": "số tối đa; không được xếp cao hơn",
    r"\bniêm phong": "không sửa được nữa",
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
