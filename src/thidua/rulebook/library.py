"""All framework texts that are known, and the choice of the one that governs a review."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise

from thidua.language import Text
from thidua.rulebook.conditions.terms import unknown
from thidua.rulebook.errors import FrameworkError, NoFrameworkInForceError, Problem
from thidua.rulebook.framework import Framework, load_framework
from thidua.rulebook.layers import Layer, load_layer
from thidua.vocabulary import SubjectType

PACKAGED = files("thidua.rulebook") / "frameworks"
NOT_FRAMEWORKS = {"awards.yaml"}


@dataclass(frozen=True)
class Library:
    """Frameworks by id; which one applies is decided by subject type and the day of the review,
    nothing else.
    """

    frameworks: Mapping[str, Framework]

    @classmethod
    def packaged(cls, extra: Iterable[str] = ()) -> "Library":
        """The frameworks that come with the product, and `extra` texts (YAML) on top.

        A text replaces another with the same id when its version is higher. Raises FrameworkError
        for a faulty text, and when two texts for one subject type are in force on the same day."""
        packaged, _ = _packaged()
        texts = [(framework, "") for framework in packaged]
        texts += [
            (load_framework(text, f"[{number}]"), f"[{number}]")
            for number, text in enumerate(extra, start=1)
        ]
        newest: dict[str, Framework] = {}
        for framework, _ in texts:
            known = newest.get(framework.id)
            if known is None or framework.version > known.version:
                newest[framework.id] = framework
        if problems := list(_overlaps(newest.values())):
            raise FrameworkError(problems)
        return cls(newest)

    def __getitem__(self, framework_id: str) -> Framework:
        """A framework by id. Raises FrameworkError naming the known ids."""
        if framework_id not in self.frameworks:
            message = unknown(framework_id, self.frameworks, Text("khung", "framework"))
            raise FrameworkError([Problem(framework_id, "", message)])
        return self.frameworks[framework_id]

    def __iter__(self) -> Iterator[Framework]:
        return iter(self.frameworks.values())

    def choose(self, subject: SubjectType, review_date: date) -> Framework:
        """The framework in force for a subject type on the day of the review.

        Raises NoFrameworkInForceError naming the periods that are covered.
        """
        for_subject = [framework for framework in self if framework.subject is subject]
        for framework in for_subject:
            if framework.in_force.covers(review_date):
                return framework
        covered = sorted((f.in_force.from_, f.in_force.to) for f in for_subject)
        raise NoFrameworkInForceError(
            subject=subject.title, day=review_date, covered=tuple(covered)
        )


def packaged_layers() -> dict[str, Layer]:
    """The local layers that come with the product, by id."""
    _, layers = _packaged()
    return {layer.id: layer for layer in layers}


@cache
def _packaged() -> tuple[tuple[Framework, ...], tuple[Layer, ...]]:
    """The frameworks and the local layers that come with the product, read once a process: they
    are files of it and change with it.

    Reading them takes 340 ms (frameworks 317, layers 23), and every page of frameworks asks.
    """
    folders = sorted(
        (entry for entry in PACKAGED.iterdir() if entry.is_dir()), key=lambda entry: entry.name
    )
    frameworks = tuple(
        load_framework(file.read_text("utf-8"), f"{folder.name}/{file.name}")
        for folder in folders
        if folder.name != "layers"
        for file in _yaml_in(folder)
        if file.name not in NOT_FRAMEWORKS
    )
    layers = tuple(
        load_layer(file.read_text("utf-8"), file.name) for file in _yaml_in(PACKAGED / "layers")
    )
    return frameworks, layers


def _yaml_in(folder: Traversable) -> list[Traversable]:
    return sorted(
        (f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda file: file.name
    )


def _overlaps(frameworks: Iterable[Framework]) -> Iterator[Problem]:
    ordered = sorted(
        frameworks, key=lambda framework: (framework.subject.code, framework.in_force.from_)
    )
    for earlier, later in pairwise(ordered):
        if earlier.subject is later.subject and earlier.in_force.overlaps(later.in_force):
            message = Text(
                "thời gian hiệu lực chồng lên khung {other} (từ {start} đến trước {end})",
                "in force at the same time as {other} (from {start} until before {end})",
            )
            period = earlier.in_force
            yield Problem(
                later.id,
                "in_force",
                message.format(other=earlier.id, start=period.from_, end=period.to or "…"),
            )
