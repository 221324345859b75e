"""Rules for passwords after NIST SP 800-63B-4, 3.1.1.2: long, not among the guessable ones, nothing
else.

Long means 15 characters where the password is all there is, 10 (the text asks for 8) beside a
second factor. No rule about kinds of characters, no change by the calendar; up to 256 characters
count, every one of them, spaces and Vietnamese letters included (in one spelling: see
`User.set_password`)."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thidua.accounts.actors import scope_of
from thidua.accounts.models import User
from thidua.accounts.permissions import roles_that_bind
from thidua.workbooks.text import fold

ALONE = 15
BESIDE_SECOND_FACTOR = 10
LONGEST = 256
GUESSED_FIRST = Path(__file__).with_name("guessed_first.txt")
"""Words that people here take first: the product's, the offices', the province's, the commonest
Vietnamese ones.
"""


def shortest_for(user: User | None) -> int:
    """How long a password of this account must be: shorter for those who must have a second factor
    as well.
    """
    if user is None or user.pk is None:
        return ALONE
    return ALONE if scope_of(user).roles.isdisjoint(roles_that_bind()) else BESIDE_SECOND_FACTOR


class LongEnough:
    """Length, and nothing about the kinds of characters."""

    def validate(self, password: str, user: User | None = None) -> None:
        shortest = shortest_for(user)
        if len(password) < shortest:
            raise ValidationError(
                _(
                    "Mật khẩu cần ít nhất %(shortest)s ký tự, mới nhập %(typed)s. Một câu dài "
                    "dễ nhớ là tốt nhất."
                )
                % {"shortest": shortest, "typed": len(password)},
                code="password_too_short",
            )
        if len(password) > LONGEST:
            raise ValidationError(_("Mật khẩu dài nhất 256 ký tự."), code="password_too_long")

    def get_help_text(self) -> str:
        return _(
            "Ít nhất 15 ký tự (10 nếu tài khoản phải có xác thực hai bước); một câu dài dễ nhớ "
            "là tốt nhất."
        )


class NotGuessedFirst:
    """Not one of the passwords that are tried first: common ones, names of this place, one's own
    name, runs.
    """

    def __init__(self) -> None:
        self.common: frozenset[str] = frozenset(CommonPasswordValidator().passwords)

    def validate(self, password: str, user: User | None = None) -> None:
        folded = fold(password)
        letters = re.sub(r"[^a-z]", "", folded)
        words = guessed_first() | _words_of(user)
        if folded in self.common or password.lower() in self.common:
            raise ValidationError(
                _("Mật khẩu này nhiều người dùng nên bị dò đầu tiên."), code="password_too_common"
            )
        if letters and _made_of(letters, words):
            raise ValidationError(
                _(
                    "Mật khẩu chỉ gồm những từ dễ đoán (tên của mình, tên tỉnh, tên phần mềm…): "
                    "hãy thêm vài từ khác."
                ),
                code="password_guessable",
            )
        if _is_run(folded):
            raise ValidationError(
                _("Mật khẩu chỉ là một dãy lặp lại hoặc nối tiếp: hãy dùng một câu."),
                code="password_run",
            )

    def get_help_text(self) -> str:
        return _("Không dùng tên của đồng chí, tên tỉnh, tên phần mềm hay một dãy số.")


def guessed_first() -> frozenset[str]:
    """The words of the list, one a line, without diacritics and spaces."""
    lines = GUESSED_FIRST.read_text("utf-8").splitlines()
    return frozenset(_letters(line) for line in lines if line and not line.startswith("#"))


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", fold(text))


def _words_of(user: User | None) -> frozenset[str]:
    """What everybody knows of the owner: the user name, and the parts of their name."""
    if user is None:
        return frozenset()
    known = [user.username, user.display_name, *user.display_name.split()]
    return frozenset(word for one in known if len(word := _letters(one)) > 1)


def _made_of(letters: str, words: frozenset[str]) -> bool:
    """Whether nothing is left of the letters once known words are taken out of them, from the
    left.
    """
    reached = {0}
    for start in range(len(letters)):
        if start in reached:
            reached |= {start + len(word) for word in words if letters.startswith(word, start)}
    return len(letters) in reached


def _is_run(text: str) -> bool:
    """aaaa, 1212, abcabc, 123456789, qwertyuiop: a short part again and again, or neighbours in
    order.
    """
    repeats: Any = re.fullmatch(r"(.{1,5}?)\1+.{0,4}", text)
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return bool(repeats) or (len(steps - {-9, 9}) <= 1 and steps <= {-9, -1, 0, 1, 9})
