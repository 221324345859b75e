"""Vague words of an item are pointed at; advice never stops anything."""

import pytest

from thidua.commitments.advice import hints


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nêu gương trong mọi việc", ["mọi việc", "Nêu gương"]),
        ("Vận động 40 hộ thôn 1 phân loại rác", []),
        ("Luôn luôn dự họp", ["Luôn luôn"]),
        ("", []),
    ],
)
def test_words_that_nobody_can_see_done(text: str, words: list[str]) -> None:
    assert [hint.words for hint in hints(text)] == words


def test_the_reason_says_the_words_in_both_languages() -> None:
    (hint,) = hints("Làm tốt mọi việc được giao")[:1]
    assert "mọi việc" in hint.reason.vi
    assert "mọi việc" in hint.reason.en
