"""Which texts a year is rated by: the packaged ones and those that officers loaded, chosen by day,
bound whole.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.db.models import QuerySet

from thidua.campaigns.models import Campaign
from thidua.frameworks.errors import NotBoundError
from thidua.frameworks.models import FrameworkBinding, FrameworkText
from thidua.language import Text
from thidua.rulebook import AwardBook, load_awards, packaged_awards
from thidua.rulebook.conditions.terms import unknown
from thidua.rulebook.errors import FrameworkError, Problem
from thidua.rulebook.framework import Framework, load_framework
from thidua.rulebook.kinds import read_text, text_problems
from thidua.rulebook.layers import Layer, bind, load_layer
from thidua.rulebook.library import Library, packaged_layers
from thidua.vocabulary import SubjectType

DEFAULT_LAYER = "default"
"""The neutral values that hold where a province has no guidance of its own."""


PACKAGED_VERSION = 0
"""The version number of a layer that came with the product; loaded ones begin at 1."""


def newest_texts() -> dict[str, str]:
    """The newest version of every text that officers loaded, by id; drafts stand for nothing
    yet.
    """
    rows = (
        FrameworkText.objects.filter(draft=False)
        .order_by("text_id", "-version")
        .distinct("text_id")
    )
    return dict(rows.values_list("text_id", "text"))


def is_framework(text_id: str) -> bool:
    """Frameworks are named `regulation/subject`, books of awards `regulation/awards`; layers by one
    word.
    """
    return "/" in text_id and not text_id.endswith("/awards")


def library_now() -> Library:
    """Every framework known now. Raises FrameworkError when two for one subject type are in force
    on the same day.
    """
    return Library.packaged(
        [text for text_id, text in newest_texts().items() if is_framework(text_id)]
    )


@dataclass(frozen=True)
class LayerVersion:
    """One version of a local layer: `row` is what was loaded or written; `packaged` came with the
    product.
    """

    number: int
    row: FrameworkText | None = None
    packaged: Layer | None = None

    @cached_property
    def layer(self) -> Layer:
        """The text, read (10 ms) when it is asked for: a page lists many versions and shows one.

        Raises FrameworkError for a text that the product reads no more.
        """
        if self.row is None:
            assert self.packaged is not None  # noqa: S101  (one of the two is there)
            return self.packaged
        return load_layer(self.row.text)

    @property
    def draft(self) -> bool:
        return self.row is not None and self.row.draft


def layer_versions(
    layer_id: str, *, rows: Iterable[FrameworkText] | None = None
) -> list[LayerVersion]:
    """Every version of a layer, drafts too, the newest first; none for an unknown id. `rows`: what
    was loaded of it.
    """
    if rows is None:
        rows = (
            FrameworkText.objects.filter(text_id=layer_id).order_by("-version")
            if "/" not in layer_id
            else ()
        )
    found = [LayerVersion(row.version, row) for row in rows]
    packaged = packaged_layers().get(layer_id)
    return found if packaged is None else [*found, LayerVersion(PACKAGED_VERSION, None, packaged)]


def layer_ids() -> list[str]:
    """Every layer there is, drafts too."""
    loaded = FrameworkText.objects.exclude(text_id__contains="/").values_list("text_id", flat=True)
    return sorted({*packaged_layers(), *loaded})


def layer_for(campaign: Campaign) -> LayerVersion:
    """The campaign's local layer, the neutral default where it names none: the version that the
    year is fixed to, before that the newest that is no draft. Raises FrameworkError.
    """
    wanted, number = campaign.local_layer or DEFAULT_LAYER, campaign.local_layer_version
    versions = layer_versions(wanted)
    fitting = [
        version
        for version in versions
        if (not version.draft if number is None else version.number == number)
    ]
    if fitting:
        return fitting[0]
    known = sorted(
        {key for key in layer_ids() if any(not version.draft for version in layer_versions(key))}
    )
    raise FrameworkError(
        [Problem(wanted, "", unknown(wanted, known, Text("hướng dẫn địa phương", "local layer")))]
    )


def awards_book() -> AwardBook:
    """The forms of recognition: the book an officer loaded, else the packaged one."""
    return book_of(loaded_book().first())


def loaded_book() -> "QuerySet[FrameworkText, str]":
    """The text of the book of awards that an officer loaded last; also to be asked for inside
    another question.
    """
    loaded = FrameworkText.objects.filter(text_id=packaged_awards().id, draft=False)
    return loaded.order_by("-version").values_list("text", flat=True)[:1]


@lru_cache(maxsize=8)
def book_of(text: str | None) -> AwardBook:
    """A loaded book of awards, read once a process; None: the packaged one.

    Reading one takes 49 ms, at every look at a subject with an award; finding it here 0.03 ms.
    """
    return packaged_awards() if text is None else load_awards(text, packaged_awards().id)


def resulting_texts(campaign: Campaign) -> dict[SubjectType, Framework]:
    """Per subject type the framework in force on the review date with the local layer laid on top.

    Raises NotBoundError when the layer is not in force that day; NoFrameworkInForceError,
    FrameworkError, OpenParameterError of the rulebook."""
    library, day = library_now(), campaign.review_date
    chosen = {kind: library.choose(kind, day) for kind in SubjectType}
    layer = layer_for(campaign).layer
    if not layer.in_force.covers(day):
        raise NotBoundError.layer_out_of_force(
            layer.id, layer.in_force.from_, layer.in_force.to, day
        )
    return {kind: bind(framework, layer) for kind, framework in chosen.items()}


def bound_frameworks(campaign: Campaign) -> dict[SubjectType, Framework]:
    """The frameworks this year is held under, by subject type. Raises NotBoundError when one is
    missing.

    Who asks several times for one page prefetches the campaign's `bindings`.
    """
    bindings: dict[str, FrameworkBinding] = {
        binding.subject_type: binding for binding in campaign.bindings.all()
    }
    if missing := [kind.value for kind in SubjectType if kind not in bindings]:
        raise NotBoundError.subject_types(campaign.year, missing)
    return {
        kind: framework_by_fingerprint(bindings[kind].fingerprint, bindings[kind].text)
        for kind in SubjectType
    }


@lru_cache(maxsize=64)
def framework_by_fingerprint(fingerprint: str, text: str) -> Framework:
    """A stored text read once a process, however many years and requests share it. Raises
    FrameworkError for a text that the product reads no more.

    Reading one takes 30 to 70 ms, finding it here 0.05 ms.
    """
    return load_framework(text)


def check_loaded(text: str) -> tuple[str, int | None, str]:
    """Check an officer's text: its id, its own version (layers have none) and its fingerprint.

    Raises FrameworkError with every fault: what a text of its kind cannot be, a layer that cannot
    be laid on the known frameworks, a version that is in use with another text."""
    read = read_text(text)
    library = library_now()
    if problems := text_problems(read, list(library)):
        raise FrameworkError(problems)
    if isinstance(read, Framework):
        _refuse_known(read, library)
        return read.id, read.version, read.fingerprint
    fingerprint = hashlib.sha256(read.to_yaml().encode()).hexdigest()
    if isinstance(read, Layer):
        return read.id, None, fingerprint
    _refuse_used(read, fingerprint)
    return read.id, read.version, fingerprint


def _refuse_known(framework: Framework, library: Library) -> None:
    known = library.frameworks.get(framework.id)
    if (
        known is not None
        and known.fingerprint != framework.fingerprint
        and framework.version <= known.version
    ):
        raise FrameworkError([Problem(framework.id, "version", _higher(known.version))])
    Library.packaged(
        [
            *(one for key, one in newest_texts().items() if is_framework(key)),
            framework.to_yaml(),
        ]
    )


def _refuse_used(book: AwardBook, fingerprint: str) -> None:
    """A book's number stands for one text among those that were loaded; the one that comes with
    the product gives way to any of them.
    """
    newest = FrameworkText.objects.filter(text_id=book.id).order_by("-version").first()
    if newest is not None and newest.fingerprint != fingerprint and book.version <= newest.version:
        raise FrameworkError([Problem(book.id, "version", _higher(newest.version))])


def _higher(version: int) -> Text:
    return Text(
        vi="cần số phiên bản lớn hơn {version}: bản {version} đã được dùng với nội dung khác",
        en="needs a version above {version}: version {version} is in use with another text",
    ).format(version=version)
