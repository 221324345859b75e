"""Every text that is known: those that came with the product and those that officers loaded,
version by version.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse

from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import framework_by_fingerprint, is_framework, library_now
from thidua.frameworks.models import FrameworkBinding, FrameworkText
from thidua.language import Text
from thidua.rulebook import Framework, Library
from thidua.rulebook.reader import read
from thidua.rulebook.reading import Reading
from thidua.vocabulary import Body, PositionRole, Sector, SubjectType, Tier


@dataclass(frozen=True)
class Version:
    """One version of a framework; `row` is what an officer loaded, None where it came with the
    product.
    """

    framework: Framework
    row: FrameworkText | None = None

    @property
    def number(self) -> int:
        return self.framework.version


@dataclass(frozen=True)
class Known:
    """A framework as it stands now, with the years that are held under it."""

    framework: Framework
    years: tuple[int, ...]

    @property
    def rules(self) -> int:
        return sum(1 for _ in self.framework.cited())

    @property
    def confirmed(self) -> int:
        """How many rules were compared with the original text."""
        return sum(1 for _, one in self.framework.cited() if one.confirmed)

    @property
    def href(self) -> str:
        return framework_link(self.framework)

    @property
    def subject(self) -> SubjectType:
        return self.framework.subject


def framework_link(framework: Framework, *, page: str = "framework") -> str:
    """The page of the central text, or another page of it."""
    regulation, _, subject = framework.id.partition("/")
    return reverse(page, kwargs={"regulation": regulation, "subject": subject})


def known_frameworks() -> list[Known]:
    """Every framework that is known now, by regulation and subject, the newest regulation first."""
    years: dict[str, list[int]] = defaultdict(list)
    bound = FrameworkBinding.objects.order_by("-campaign__year").values_list(
        "framework_id", "campaign__year"
    )
    for framework_id, year in bound:
        years[framework_id].append(year)
    found = [
        Known(framework, tuple(dict.fromkeys(years[framework.id]))) for framework in library_now()
    ]
    return sorted(
        found,
        key=lambda known: (
            -known.framework.in_force.from_.toordinal(),
            known.framework.subject.code,
        ),
    )


def versions_of(framework_id: str) -> list[Version]:
    """Every version of a framework, the newest first; none for an unknown id."""
    packaged = Library.packaged().frameworks.get(framework_id)
    found = {} if packaged is None else {packaged.version: Version(packaged)}
    if is_framework(framework_id):
        for row in FrameworkText.objects.filter(text_id=framework_id):
            framework = framework_by_fingerprint(row.fingerprint, row.text)
            found[row.version] = Version(framework, row)
    return [found[number] for number in sorted(found, reverse=True)]


def central_text(framework_id: str, version: int) -> Framework | None:
    """The text without any local layer that a year's text was made from; None where it is not known
    any more.
    """
    return next((one.framework for one in versions_of(framework_id) if one.number == version), None)


def binding_of(campaign: Campaign, subject_type: SubjectType) -> FrameworkBinding | None:
    """What one subject type is rated by in a year."""
    return FrameworkBinding.objects.filter(campaign=campaign, subject_type=subject_type).first()


def bound_text(binding: FrameworkBinding) -> Framework:
    """The text of a binding, read once a process. Raises FrameworkError for a text that the product
    reads no more.
    """
    return framework_by_fingerprint(binding.fingerprint, binding.text)


def reading_of(framework: Framework, *, central: Framework | None = None) -> Reading:
    """A framework as it is read, with the names of this province's kinds of organisations."""
    return read(framework, central=central, names=names_here())


def names_here() -> dict[str, Text]:
    """The words of rule texts that the tree's own lists name: kinds of organisations, tiers,
    posts.
    """
    return {word.value: word.short for kind in (Sector, Tier, Body, PositionRole) for word in kind}
