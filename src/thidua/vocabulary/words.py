"""What every word of a closed list is: a string with its number and its names.

A word is what people and files write and what the database stores; its number is what frames carry
(docs/architecture.md, "Codes used everywhere"). Words arrive in many spellings (`Xuất sắc`, `XS`,
`HTXS`, `outstanding`); `parse` knows them all and refuses everything else by naming what would be
right.
"""

from enum import StrEnum
from typing import Self

from thidua.language import Text
from thidua.vocabulary.spellings import Spellings


class UnknownWordError(ValueError):
    """A word that is in none of the spellings of its list; the text names those that are."""

    def __init__(self, given: object, expected: Text) -> None:
        self.given, self.expected = given, expected
        self.text = Text(
            vi="không hiểu “{given}”; cần: {expected}",
            en="“{given}” is unknown; expected: {expected}",
        ).format(given=given, expected=expected)
        super().__init__(self.text)

    def __str__(self) -> str:
        return str(self.text)


class Word(StrEnum):
    """A word of a closed list; equal to the string that is stored.

    `code`: its number in frames, or its place where no frame carries it. `title`: its full name.
    `short`: the name where there is little room. `spellings`: what else is understood: the words in
    use, in this one place (`spellings.spelling_key` says what need not be listed)."""

    code: int
    title: Text  # type: ignore[assignment]  # a name in two languages, not str.title
    short: Text
    spellings: tuple[str, ...]

    # Every word gives its number and title. They have defaults because a type checker reads this as
    # what `Level("good")` takes, which looks a word up.
    def __new__(
        cls,
        word: str,
        code: int = 0,
        title: Text = Text("", ""),  # noqa: B008
        short: Text | None = None,
        *spellings: str,
    ) -> Self:
        self = str.__new__(cls, word)
        self._value_ = word
        self.code, self.title, self.short, self.spellings = code, title, short or title, spellings
        return self

    @property
    def label(self) -> str:
        """The short name in the language of the reader."""
        return str(self.short)

    @property
    def brief(self) -> Text:
        """As tables write it, where a whole word takes too much room."""
        return self.short

    @property
    def forms(self) -> tuple[str, ...]:
        """Everything that is understood as this word, the stored word first."""
        return (self.value, *self.title, *self.short, *self.spellings)

    @property
    def css(self) -> str:
        """How the names of its classes on the screen end (`is-good`, `fill-good`)."""
        return self.value

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Each word with its label. A model's field takes the function itself (`Level.choices`), so
        that labels follow the reader and no migration follows the labels.
        """
        return [(word.value, word.label) for word in cls]

    @classmethod
    def values(cls) -> list[str]:
        """The words as plain strings, in their order."""
        return [word.value for word in cls]

    @classmethod
    def parse(cls, text: str) -> Self:
        """The word meant by a spelling. Raises UnknownWordError naming every word of the list."""
        word = spellings_of(cls).word(text)
        if word is None:
            raise UnknownWordError(text, cls.expected())
        return cls(word)

    @classmethod
    def cites_decisions(cls) -> bool:
        """Whether people write the decision behind it: `Khiển trách (QĐ số 12-QĐ/UBKT)`."""
        return False

    @classmethod
    def from_word(cls, word: object) -> Self:
        """The word as it is stored, no other spelling. Raises UnknownWordError."""
        known = cls._value2member_map_.get(word) if isinstance(word, str) else None
        if isinstance(known, cls):
            return known
        raise UnknownWordError(word, Text(*[", ".join(cls)] * 2))

    @classmethod
    def from_code(cls, code: int) -> Self:
        """The word a frame's number stands for. Raises UnknownWordError for any other number."""
        for word in cls:
            if word.code == code:
                return word
        raise UnknownWordError(code, cls.expected())

    @classmethod
    def code_of(cls, word: str | None) -> int | None:
        """The number of a stored word; None where nothing, or another word, is stored."""
        known = cls._value2member_map_.get(word)
        return known.code if isinstance(known, cls) else None

    @classmethod
    def codes(cls) -> dict[str, int]:
        """The numbers by their words, as frames replace them."""
        return {word.value: word.code for word in cls}

    @classmethod
    def by_code(cls) -> dict[int, str]:
        """The words by their numbers, the way back."""
        return {word.code: word.value for word in cls}

    @classmethod
    def expected(cls) -> Text:
        """All words of the list, as a reader would write them."""
        return Text(", ".join(word.title.vi for word in cls), ", ".join(cls))


def spellings_of(kind: type[Word]) -> Spellings:
    """What may be written for each word of a list."""
    return Spellings({word.value: word.forms for word in kind})
