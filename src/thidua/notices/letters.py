"""A reader's own letters: how far each came, and in a demo what it says."""

from dataclasses import dataclass, replace

from django.conf import settings

from thidua.accounts.models import User
from thidua.notices.confirming import CONFIRM
from thidua.notices.models import Letter, LetterState, Mailbox
from thidua.notices.ways import mailbox_of
from thidua.notices.words import moment_of
from thidua.notices.writing import Written, written

NEWEST = 30


@dataclass(frozen=True)
class ShownLetter:
    """`words`: None where nothing is to be shown (letters that really went out keep no text)."""

    letter: Letter
    state: str
    made: str
    words: Written | None


def letter_of(reader: User, pk: int) -> Letter | None:
    """One of the reader's own."""
    return Letter.objects.filter(user=reader.pk, pk=pk).exclude(kind=CONFIRM).first()


def letters_of(reader: User, *, site: str) -> list[ShownLetter]:
    """The newest of the reader's own. `site`: the address by which the page was opened; links of a
    demo lead there, wherever it runs.
    """
    box = mailbox_of(reader)
    found = Letter.objects.filter(user=reader.pk).select_related("organisation", "user")
    return [
        ShownLetter(
            letter=letter,
            state=str(LetterState(letter.state).label),
            made=moment_of(letter.made_at),
            words=_words(letter, box, site) if settings.DEMO and box is not None else None,
        )
        for letter in found[:NEWEST]
    ]


def _words(letter: Letter, box: Mailbox, site: str) -> Written | None:
    words = written(letter, box)
    return replace(words, body=words.body.replace(settings.SITE, site)) if words else None
