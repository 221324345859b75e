"""Walking the chain: is every link the one that was added, and every content the one sealed?"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from thidua.history.tracking import named_actor
from thidua.language import Text
from thidua.numbers import in_both
from thidua.seals import sentences as say
from thidua.seals.chain import digest_of, hash_of
from thidua.seals.models import FIRST_PREVIOUS, ChainCheck, Link
from thidua.seals.sources import SOURCES, Content, Erased, SealedKind

AT_ONCE = 1_000
"""Links whose contents are asked for together."""


class Broken(NamedTuple):
    """A link that does not hold: where it stands, of what, and what is wrong."""

    position: int
    kind: str
    key: str
    what: Text

    @property
    def text(self) -> Text:
        return say.BROKEN.format(position=self.position, thing=thing(self), what=self.what)


class Changed(NamedTuple):
    """A thing whose link holds, while the rows that the house works with say something else."""

    position: int
    kind: str
    key: str
    what: Text

    @property
    def text(self) -> Text:
        return say.CHANGED.format(position=self.position, thing=thing(self), what=self.what)


class Gone(NamedTuple):
    """A link whose content went by a rule."""

    position: int
    kind: str
    key: str
    erased: Erased

    @property
    def text(self) -> Text:
        told = say.ERASED if self.erased.on is None else say.ERASED_ON
        day = f"{self.erased.on:%d/%m/%Y}" if self.erased.on else ""
        return told.format(
            position=self.position, thing=thing(self), rule=self.erased.rule, day=day
        )


@dataclass(frozen=True)
class Verification:
    """How the chain was found. `broken`: the first link that does not hold; behind it nothing is
    said of `changed` and `gone`, and no content was read. `links`: how many hold. `shorter`: the
    chain no longer has what was its head when it was last walked.
    """

    links: int
    head: Link | None
    broken: Broken | None = None
    shorter: Text | None = None
    changed: tuple[Changed, ...] = ()
    gone: tuple[Gone, ...] = ()
    before: tuple[Text, ...] = ()

    @property
    def whole(self) -> bool:
        return self.broken is None and self.shorter is None and not self.changed

    @property
    def noted(self) -> list[dict[str, str]]:
        """The same as it is kept: each sentence with the kind and key of the thing, if it has one,
        by which rooms say who may read it.
        """
        things: list[Broken | Changed | Gone] = [*self.changed, *self.gone]
        things += [] if self.broken is None else [self.broken]
        about = {one.text: {"kind": one.kind, "key": one.key} for one in things}
        return [{"vi": text.vi, "en": text.en, **about.get(text, {})} for text in self.told]

    @property
    def told(self) -> list[Text]:
        """One sentence for each thing found, what matters most first."""
        broken = [] if self.broken is None else [self.broken.text]
        return [
            *broken,
            *([] if self.shorter is None else [self.shorter]),
            *(one.text for one in self.changed),
            *(one.text for one in self.gone),
            *self.before,
        ]


@transaction.atomic
def verify() -> Verification:
    """Walk the whole chain from its first link."""
    kinds = {source.kind: source for source in SOURCES}
    previous, held = FIRST_PREVIOUS, 0
    head: Link | None = None
    changed: list[Changed] = []
    gone: list[Gone] = []
    broken: Broken | None = None
    for links in _batches():
        sound, broken = _chained(links, held, previous)
        found = _contents(kinds, sound)
        wrong = _first_wrong(sound, kinds, found)
        if wrong is not None:
            broken = wrong
            sound = [link for link in sound if link.position < wrong.position]
        gone += _gone(sound, found)
        changed += _changed(kinds, sound)
        held += len(sound)
        if sound:
            head, previous = sound[-1], sound[-1].hash
        if broken is not None:
            break
    before = tuple(text for source in SOURCES if (text := source.before()) is not None)
    return Verification(held, head, broken, _shorter(), tuple(changed), tuple(gone), before)


def verify_and_note(actor: object) -> Verification:
    """The same, and kept: who looked, when, and what was found (`last`)."""
    found = verify()
    ChainCheck.objects.create(
        checked_at=timezone.now(),
        by=named_actor(actor)[:160],
        links=found.links,
        head=found.head.hash if found.head else "",
        whole=found.whole,
        erased=len(found.gone),
        found=found.noted,
    )
    return found


def last() -> ChainCheck | None:
    """How the chain was found when it was last walked; None: nobody looked yet."""
    return ChainCheck.objects.first()


def look_for(printed: str) -> tuple[bool, Text]:
    """Whether the head on a paper is in this chain, and where: `printed` as the paper has it
    (position and hash), a whole hash, or a short one (“9f3c…a17e”).
    """
    asked = _asked(printed)
    if asked is None:
        return False, say.NO_HEAD.format(printed=printed)
    position, first, final = asked
    found = Link.objects.filter(hash__startswith=first, hash__endswith=final).first()
    newest = Link.objects.order_by("-position").first()
    ends = newest.position if newest else 0
    if found is not None and (position is None or found.position == position):
        more = in_both(ends - found.position)
        return True, say.HEAD_FOUND.format(position=found.position, thing=thing(found), more=more)
    if position is not None and position > ends:
        return False, say.HEAD_BEYOND.format(position=position, ends=ends)
    if position is not None:
        return False, say.HEAD_OTHER.format(position=position)
    return False, say.HEAD_NOWHERE.format(ends=ends)


def _asked(printed: str) -> tuple[int | None, str, str] | None:
    """Position (None: not given), beginning and end of the hash that somebody typed."""
    found = re.fullmatch(
        r"\s*(?:(\d+)\s*[·:.]\s*)?([0-9a-f ]+?)(?:\s*(?:…|\.\.\.)\s*([0-9a-f]+))?\s*",
        printed.lower(),
    )
    if found is None:
        return None
    position, first, final = found.groups()
    first, final = first.replace(" ", ""), final or ""
    if len(first) > 64 or (not final and len(first) < 64):
        return None
    return int(position) if position else None, first, final


def thing(of: Broken | Changed | Gone | Link) -> Text:
    """What a link is about, in words: the title of its kind, its key, and what people call it."""
    source = next((one for one in SOURCES if one.kind == of.kind), None)
    title = source.title if source is not None else Text(of.kind, of.kind)
    name = _name(source, of.key) if source is not None else ""
    called = f"{of.key}, {name}" if name else of.key
    return Text("{title} {key}", "{title} {key}").format(title=title, key=called)


def _name(source: SealedKind, key: str) -> str:
    """What people call it; of a link whose key was changed to what is none there, nothing."""
    try:
        return source.named(key)
    except (ValueError, ValidationError):
        return ""


def _shorter() -> Text | None:
    """Links cut off at the end leave a chain that is whole; whoever walked it before knew more."""
    known = ChainCheck.objects.filter(whole=True).exclude(head="").first()
    if known is None or Link.objects.filter(hash=known.head).exists():
        return None
    return say.SHORTER.format(position=known.links, day=f"{known.checked_at:%d/%m/%Y}")


def _batches() -> Iterator[list[Link]]:
    links = Link.objects.order_by("position").iterator(AT_ONCE)
    while batch := list(islice(links, AT_ONCE)):
        yield batch


def _chained(links: Iterable[Link], held: int, previous: str) -> tuple[list[Link], Broken | None]:
    """The links of a batch up to the first that does not follow, and that one."""
    sound: list[Link] = []
    for link in links:
        what = _not_chained(link, held + len(sound) + 1, previous)
        if what is not None:
            return sound, Broken(link.position, link.kind, link.key, what)
        sound.append(link)
        previous = link.hash
    return sound, None


def _not_chained(link: Link, position: int, previous: str) -> Text | None:
    if link.position != position:
        return say.GAP.format(position=position)
    if link.previous != previous:
        return say.NOT_FOLLOWING
    if link.hash != hash_of(link):
        return say.LINK_CHANGED
    return None


def _contents(
    kinds: Mapping[str, SealedKind], links: Sequence[Link]
) -> dict[tuple[str, str], Content | Erased]:
    return {
        (kind, key): found
        for kind, keys in _by_kind(links).items()
        if kind in kinds
        for key, found in kinds[kind].read(keys).items()
    }


def _by_kind(links: Iterable[Link]) -> dict[str, list[str]]:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for link in links:
        by_kind[link.kind].append(link.key)
    return by_kind


def _first_wrong(
    links: Iterable[Link],
    kinds: Mapping[str, SealedKind],
    found: Mapping[tuple[str, str], Content | Erased],
) -> Broken | None:
    for link in links:
        what = _wrong(link, kinds, found.get((link.kind, link.key)))
        if what is not None:
            return Broken(link.position, link.kind, link.key, what)
    return None


def _wrong(
    link: Link, kinds: Mapping[str, SealedKind], content: Content | Erased | None
) -> Text | None:
    if link.kind not in kinds:
        return say.UNKNOWN_KIND
    if content is None:
        return say.MISSING
    if isinstance(content, Content) and digest_of(content.content, content.salt) != link.digest:
        return kinds[link.kind].why(link.key) or say.CONTENT_CHANGED
    return None


def _gone(
    links: Iterable[Link], found: Mapping[tuple[str, str], Content | Erased]
) -> Iterator[Gone]:
    for link in links:
        content = found[link.kind, link.key]
        if isinstance(content, Erased):
            yield Gone(link.position, link.kind, link.key, content)


def _changed(kinds: Mapping[str, SealedKind], links: Sequence[Link]) -> Iterator[Changed]:
    for kind, keys in _by_kind(links).items():
        told = kinds[kind].changed(keys)
        for link in links:
            if link.kind == kind and link.key in told:
                yield Changed(link.position, link.kind, link.key, told[link.key])
