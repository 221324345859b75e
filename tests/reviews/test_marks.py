"""A citation stands in a text as its mark; what is brought in changes nothing that was written."""

from hypothesis import given
from hypothesis import strategies as st

from thidua.reviews.marks import Piece, brought_in, free_label, labels_in, pieces, words_in

LABELS = {"NV 1", "MC 14"}


def test_a_text_is_cut_at_the_marks_of_its_citations_alone() -> None:
    text = "Đạt 268 hộ [NV 1], xem [phụ lục] và [MC 14]."
    assert list(pieces(text, LABELS)) == [
        Piece("Đạt 268 hộ "),
        Piece("[NV 1]", "NV 1"),
        Piece(", xem [phụ lục] và "),
        Piece("[MC 14]", "MC 14"),
        Piece("."),
    ]


def test_marks_are_no_words() -> None:
    assert words_in("Đạt 268 hộ [NV 1].") == 4
    assert words_in(" \n ") == 0


def test_a_sentence_comes_at_the_end_with_its_mark() -> None:
    text, caret = brought_in("", "nhiệm vụ “Rác”: đã xong", "NV 1")
    assert text == "Nhiệm vụ “Rác”: đã xong [NV 1]."
    assert caret == len(text)


def test_a_sentence_comes_where_the_writer_stands() -> None:
    text, caret = brought_in("Một. Hai.", "Xong.", "NV 1", caret=4)
    assert text == "Một. Xong [NV 1]. Hai."
    assert text[caret:] == " Hai."


def test_a_sentence_after_an_unfinished_one_ends_it() -> None:
    assert brought_in("Một", "Xong", "NV 1")[0] == "Một. Xong [NV 1]."


def test_a_second_fact_with_the_same_label_gets_a_label_of_its_own() -> None:
    assert free_label("NV 1", {"NV 1"}) == "NV 1 (2)"
    assert free_label("NV 1", {"NV 1", "NV 1 (2)"}) == "NV 1 (3)"
    assert free_label("NV 2", {"NV 1"}) == "NV 2"


@given(st.text(max_size=60), st.integers(-5, 80))
def test_nothing_that_was_written_is_lost(text: str, caret: int) -> None:
    found, at = brought_in(text, "Xong", "NV 1", caret=caret)
    place = min(max(caret, 0), len(text))
    assert found.startswith(text[:place])
    assert found.endswith(text[place:])
    assert found[:at].endswith("[NV 1]. ") or found[:at].endswith("[NV 1].")
    assert labels_in(found, {"NV 1"}) == ["NV 1"]


@given(st.text(max_size=80))
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text, LABELS)) == text
