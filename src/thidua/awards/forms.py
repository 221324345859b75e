"""The forms of recognition as a page shows them: to whom, by whom, on what basis, and what is
checked.
"""

from dataclasses import dataclass

from thidua.awards.queries import Numbers
from thidua.language import Text
from thidua.rulebook import AwardBook
from thidua.rulebook.award_rules import AwardForm, Recipient
from thidua.rulebook.rules import Cite

_COMMA = ", "


@dataclass(frozen=True)
class Requirement:
    """One condition of a form, and where it stands."""

    title: Text
    citation: str


@dataclass(frozen=True)
class FormRow:
    """One form with the numbers of this year."""

    id: str
    title: Text
    given_to: str
    given_by: str
    basis: str
    confirmed: bool
    note: Text | None
    asks: tuple[Requirement, ...]
    numbers: Numbers


def form_rows(book: AwardBook, numbers: dict[str, Numbers]) -> list[FormRow]:
    """Every form of the book, the highest first; numbers of none where nobody was proposed."""
    return [
        form_row(book, book.forms[name], numbers.get(name, Numbers()))
        for name in highest_first(book)
    ]


def highest_first(book: AwardBook) -> list[str]:
    """The ids of the forms; a book begins with the humblest."""
    return list(reversed(book.forms))


def form_row(book: AwardBook, form: AwardForm, numbers: Numbers) -> FormRow:
    authorities = book.facts["authority"].vocabulary
    return FormRow(
        id=form.id,
        title=form.title,
        given_to=_COMMA.join(_recipient(recipient) for recipient in form.given_to),
        given_by=_COMMA.join(str(authorities[word][1]) for word in form.given_by),
        basis=cited(book, form.cite),
        confirmed=form.confirmed,
        note=form.note,
        asks=tuple(Requirement(rule.title, cited(book, rule.cite)) for rule in form.requires),
        numbers=numbers,
    )


def cited(book: AwardBook, cite: Cite) -> str:
    """“HD 56-HD/VPTW, giấy khen hằng năm”."""
    return f"{book.sources[cite.source].number}, {cite.at}"


def _recipient(recipient: Recipient) -> str:
    if recipient.tiers is None:
        return str(recipient.subject.title)
    return f"{recipient.subject.title} ({_COMMA.join(str(tier.title) for tier in recipient.tiers)})"
