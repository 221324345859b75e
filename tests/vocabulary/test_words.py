"""The words of the field: one class a list, the same for rules, tables, frames and pages."""

import subprocess
import sys

import pytest
from django.apps import apps
from django.db.models import CharField
from hypothesis import given
from hypothesis import strategies as st

from thidua import vocabulary
from thidua.language import Text, speaking
from thidua.vocabulary import (
    BEST_FIRST,
    SCALE,
    Discipline,
    Grade,
    Label,
    Level,
    MembershipStatus,
    NoLevel,
    PositionRole,
    SubjectType,
    Tier,
    UnknownWordError,
    Word,
    shown_level,
)
from thidua.workbooks import word_choices

LISTS = [
    kind
    for kind in vars(vocabulary).values()
    if isinstance(kind, type) and issubclass(kind, Word) and kind is not Word
]
ALL = [word for kind in LISTS for word in kind]


def test_the_words_import_nothing_but_the_two_languages() -> None:
    code = """
import sys, thidua.vocabulary
ours = {name for name in sys.modules if name.startswith("thidua.")}
sys.exit(any(not name.startswith(("thidua.vocabulary", "thidua.language")) for name in ours)
         or "django" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0  # noqa: S603


@pytest.mark.parametrize("word", ALL, ids=repr)
def test_a_word_is_the_string_that_is_stored(word: Word) -> None:
    stored = str(word.value)
    assert (word, hash(word), f"{word}", str(word)) == (stored, hash(stored), stored, stored)
    assert (
        type(word)(stored)
        is type(word).from_word(stored)
        is type(word).from_code(word.code)
        is word
    )
    assert {stored: 1}[word] == 1


@pytest.mark.parametrize("kind", LISTS)
def test_no_two_words_of_a_list_share_a_number_or_a_spelling(kind: type[Word]) -> None:
    assert len({word.code for word in kind}) == len(list(kind))
    assert [word.code for word in kind] == sorted(word.code for word in kind)
    for word in kind:
        for spelling in (word.value, *word.title, *word.spellings):
            assert kind.parse(f"  {spelling.upper()} ") is word


@given(st.sampled_from(LISTS), st.text())
def test_what_is_no_spelling_is_refused_by_naming_every_word(kind: type[Word], text: str) -> None:
    known = {form for word in kind for form in (word.value, *word.title, *word.spellings)}
    if " ".join(text.split()).casefold() in {form.casefold() for form in known}:
        return
    with pytest.raises(UnknownWordError) as refused:
        kind.parse(text)
    assert all(word.title.vi in refused.value.text.vi for word in kind)


def test_the_numbers_in_frames_never_change() -> None:
    """They are stored: in ratings, in frozen runs, in what was sealed."""
    assert Level.codes() == {"not_completed": 1, "completed": 2, "good": 3, "outstanding": 4}
    assert Grade.codes() == {"poor": 1, "average": 2, "good": 3, "excellent": 4}
    assert list(Tier.codes().values()) == [1, 2, 3, 4, 5]
    assert list(SubjectType.codes().values()) == [1, 2, 3, 4]
    assert list(Discipline.codes().values()) == [0, 1, 2, 3, 4]
    assert list(MembershipStatus.codes().values()) == [0, 1, 2, 3, 4, 5]


def test_levels_and_grades_have_the_letters_of_official_tables() -> None:
    assert [level.value for level in BEST_FIRST] == [
        "outstanding",
        "good",
        "completed",
        "not_completed",
    ]
    assert SCALE[-1] is NoLevel.UNKNOWN
    assert [level.letters for level in BEST_FIRST] == [
        Text("HTXS", "O"),
        Text("HTT", "G"),
        Text("HTNV", "C"),
        Text("KHT", "N"),
    ]
    assert [level.brief.vi for level in BEST_FIRST] == ["HTXS", "HTT", "HTNV", "KHT"]
    assert [grade.brief.vi for grade in Grade] == ["K", "TB", "T", "XS"]
    assert NoLevel.UNKNOWN.brief == NoLevel.UNKNOWN.short
    assert NoLevel.parse("Chưa xác định") is NoLevel.UNKNOWN
    assert [level.abbreviation for level in BEST_FIRST] == ["HTXS", "HTT", "HTNV", "KHT"]


@pytest.mark.parametrize(
    ("given_as", "shown"),
    [
        (None, NoLevel.UNKNOWN),
        ("", NoLevel.UNKNOWN),
        ("unknown", NoLevel.UNKNOWN),
        ("unrated", NoLevel.UNRATED),
        (3, Level.GOOD),
        ("good", Level.GOOD),
        (Level.GOOD, Level.GOOD),
    ],
)
def test_a_level_is_shown_by_its_word_its_number_or_nothing(
    given_as: str | int | None, shown: object
) -> None:
    assert shown_level(given_as) is shown


@pytest.mark.parametrize("wrong", ["superb", 0, 5, "3"])
def test_what_is_no_level_is_not_shown(wrong: str | int) -> None:
    with pytest.raises(UnknownWordError):
        shown_level(wrong)


def test_labels_follow_the_reader() -> None:
    with speaking("vi"):
        vietnamese = dict(Tier.choices())
    with speaking("en"):
        english = dict(Tier.choices())
    assert (vietnamese["cell"], english["cell"]) == ("Chi bộ trực thuộc", "Cell")


def test_a_model_field_takes_its_labels_from_the_words() -> None:
    tier = apps.get_model("organisations", "Organisation")(tier="province")
    with speaking("en"):
        assert tier.get_tier_display() == "Province"
    with speaking("vi"):
        assert tier.get_tier_display() == "Đảng bộ tỉnh"


def test_no_field_writes_the_words_of_a_list_out_again() -> None:
    """A field whose choices are those of a list takes them from it, so that no migration holds
    labels.
    """
    known = {tuple(sorted(kind.values())) for kind in LISTS}
    copied = [
        str(field)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, CharField)
        and field.choices
        and tuple(sorted(str(value) for value, _ in field.flatchoices)) in known
        and not callable(field.deconstruct()[3]["choices"])
    ]
    assert copied == []


def test_a_sheet_offers_full_or_short_names_and_understands_both() -> None:
    full = {choice.word: choice for choice in word_choices(Tier)}["cell"]
    short = {choice.word: choice for choice in word_choices(Tier, short=True)}["cell"]
    assert (full.title.vi, short.title.vi) == ("Chi bộ", "Chi bộ trực thuộc")
    assert "Chi bộ trực thuộc" in full.aliases
    assert "Chi bộ" in short.aliases
    assert [choice.word for choice in word_choices(PositionRole)] == PositionRole.values()


def test_a_sentence_names_all_of_a_kind_or_a_tier_in_small_letters() -> None:
    names = {word.value: tuple(word.plural) for word in (*SubjectType, *Tier)}
    assert names == {
        "member": ("đảng viên", "members"),
        "organisation": ("tổ chức đảng", "organisations"),
        "collective": ("tập thể lãnh đạo, quản lý", "leadership collectives"),
        "leader": ("cá nhân lãnh đạo, quản lý", "individual leaders"),
        "cell": ("chi bộ trực thuộc", "cells"),
        "sub_committee": ("đảng bộ bộ phận", "sub-committees"),
        "grassroots": ("tổ chức cơ sở đảng", "grassroots organisations"),
        "upper_level": (
            "tổ chức đảng cấp trên trực tiếp của tổ chức cơ sở đảng",
            "upper-level organisations",
        ),
        "province": ("đảng bộ tỉnh", "provinces"),
    }


def test_a_name_becomes_a_heading_by_its_first_letter_alone() -> None:
    assert SubjectType.LEADER.plural.capitalised() == Text(
        "Cá nhân lãnh đạo, quản lý", "Individual leaders"
    )
    assert Text("đảng bộ", "a US base").capitalised() == Text("Đảng bộ", "A US base")


def test_a_label_of_2017_is_no_level_in_word_number_or_colour() -> None:
    levels = {word.value for word in Level} | {str(word.code) for word in Level}
    for label in Label:
        assert label.value not in levels
        assert str(label.code) not in levels
        assert label.css == "label"
        assert shown_level(label.value) is shown_level(label.code) is label
    assert {label.subject for label in Label} == {SubjectType.ORGANISATION, SubjectType.MEMBER}
