"""The facts that stand on a subject's sheet, or should, and their values in words."""

from dataclasses import dataclass

from thidua.facts.models import FactSheet
from thidua.frameworks.binding import bound_frameworks
from thidua.language import Text
from thidua.roster.models import RosterEntry
from thidua.rulebook.facts import FactSpec
from thidua.vocabulary import SubjectType

_YES_NO = (("true", Text("có", "yes")), ("false", Text("không", "no")))


@dataclass(frozen=True)
class Fact:
    """One fact of the subject's sheet: what it is, the value that stands there ("" unknown), what
    it may be.
    """

    spec: FactSpec
    stored: str

    @property
    def id(self) -> str:
        return self.spec.id

    @property
    def title(self) -> Text:
        return self.spec.title

    @property
    def choices(self) -> list[tuple[str, Text]]:
        """The values that it may have; empty for numbers."""
        if self.spec.type == "bool":
            return list(_YES_NO)
        return [(word, title) for word, (_, title) in self.spec.vocabulary.items()]

    @property
    def value(self) -> str:
        return self.in_words(self.stored)

    def in_words(self, stored: str) -> str:
        """A stored value as people write it."""
        return str(self.spec.show_stored(stored))

    def read(self, written: str) -> str:
        """What somebody wrote as it is stored. Raises FactError naming what would be right."""
        return as_stored(self.spec.to_json(self.spec.parse(written)))


def as_stored(value: object) -> str:
    """A value of a sheet as one text: "excellent", "true", "87.5"; "" for what is not known."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def facts_of(entry: RosterEntry) -> dict[str, Fact]:
    """Every fact that stands, or should stand, on the subject's sheet, in the order of its
    framework.

    What the roster and the tree know (status, posts, levels of others) is not among them: it is
    corrected there. Raises NotBoundError while the year has no frameworks."""
    return facts_on(entry, FactSheet.objects.filter(pk=entry.pk).first())


def facts_on(entry: RosterEntry, sheet: FactSheet | None) -> dict[str, Fact]:
    """The same of a sheet at hand."""
    framework = bound_frameworks(entry.campaign)[SubjectType(entry.subject_type)]
    known = sheet.known if sheet is not None else {}
    return {
        name: Fact(spec, as_stored(known.get(name)))
        for name, spec in framework.fields.items()
        if spec.given_by == "sheet"
    }
