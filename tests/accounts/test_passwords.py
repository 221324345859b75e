"""Passwords: long, not guessed first, nothing else; the same letters in whatever spelling."""

import unicodedata

import pytest
from django.apps import apps
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from thidua.accounts.models import User
from thidua.accounts.passwords import ALONE, BESIDE_SECOND_FACTOR, shortest_for

SOMEBODY = User(username="nguyenvanan", display_name="Nguyễn Văn An")


@pytest.mark.parametrize(
    "password",
    [
        "ba con trâu qua cầu",
        "correct horse battery staple",
        "mot cau that dai de nho",
        "x" * 3 + "Kẹo lạc 7 đồng " + "ở chợ phiên " * 10,
        "thi đua uống nước chè",
    ],
)
def test_a_long_sentence_is_fine_whatever_signs_it_has(password: str) -> None:
    validate_password(password, SOMEBODY)


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("ngắn quá", "ít nhất 15"),
        ("x" * 257, "256"),
        ("thiduathidua2024!", "dễ đoán"),
        ("Tỉnh uỷ Hải Dương 2021", "dễ đoán"),
        ("matkhau-matkhau-1", "dễ đoán"),
        ("Nguyễn Văn An 1975", "dễ đoán"),
        ("nguyenvanan123456", "dễ đoán"),
        ("anhyeuem anhyeuem", "dễ đoán"),
        ("123456789012345678", "dãy"),
        ("aaaaaaaaaaaaaaaaaa", "dãy"),
        ("x7k x7k x7k x7k x7k", "dãy"),
        ("qwertyuiop123456789", "dễ đoán"),
    ],
)
def test_what_is_tried_first_is_refused_in_words_that_help(password: str, told: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password, SOMEBODY)
    assert told in " ".join(refused.value.messages)


def test_beside_a_second_factor_it_may_be_shorter(officer: User, member: User) -> None:
    assert (shortest_for(officer), shortest_for(member)) == (BESIDE_SECOND_FACTOR, ALONE)
    validate_password("trâu qua cầu", officer)
    with pytest.raises(ValidationError):
        validate_password("trâu qua cầu", member)


def test_a_letter_is_the_same_however_a_keyboard_sends_it(member: User) -> None:
    member.set_password(unicodedata.normalize("NFD", "ba con trâu qua cầu"))
    assert member.check_password(unicodedata.normalize("NFC", "ba con trâu qua cầu"))
    assert not member.check_password("ba con trau qua cau")


def test_every_sign_counts(member: User) -> None:
    member.set_password("k" * 200 + "1")
    assert not member.check_password("k" * 200 + "2")


def test_the_history_keeps_no_password(member: User) -> None:
    member.set_password("ba con trâu qua cầu")
    member.save()
    event = apps.get_model("accounts", "UserEvent")
    assert {"password", "last_login"}.isdisjoint(field.name for field in event._meta.get_fields())
