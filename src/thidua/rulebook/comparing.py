"""Two texts of one framework side by side: what was added, what went, what reads differently."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from thidua.language import Text
from thidua.rulebook.reading import Item, Reading, Section

Kind = Literal["added", "removed", "changed"]
NOTHING = Text("–", "–")


@dataclass(frozen=True)
class Difference:
    """What differs in one part of an item, as it read before and as it reads after."""

    label: Text
    before: Text
    after: Text


@dataclass(frozen=True)
class Change:
    """One item that differs; `local` where a local layer says so in the later text."""

    id: str
    section: Text
    title: Text
    kind: Kind
    differences: tuple[Difference, ...]
    citation: Text | None = None
    local: bool = False


def changes(before: Reading, after: Reading) -> list[Change]:
    """Every difference between two readings, in the order of the later text; what went comes
    last.
    """
    old = {item.id: (section, item) for section, item in before.items()}
    new = {item.id: (section, item) for section, item in after.items()}
    found = [
        _change(section, old[key][1] if key in old else None, item)
        for key, (section, item) in new.items()
    ]
    found += [
        _change(section, item, None) for key, (section, item) in old.items() if key not in new
    ]
    return [change for change in found if change.differences]


def _change(section: Section | None, before: Item | None, after: Item | None) -> Change:
    item = after or before
    assert item is not None  # noqa: S101  (one of the two is there)
    kind: Kind = "added" if before is None else "removed" if after is None else "changed"
    return Change(
        id=item.id,
        section=section.title if section is not None else Text("Văn bản", "Text"),
        title=item.title,
        kind=kind,
        differences=tuple(_differences(before, after)),
        citation=item.citation,
        local=item.local,
    )


_CONTENT, _NAME, _WORDING = (
    Text("Nội dung", "Says"),
    Text("Tên", "Name"),
    Text("Đối chiếu", "Wording"),
)


def _differences(before: Item | None, after: Item | None) -> Iterator[Difference]:
    old, new = _parts(before), _parts(after)
    for label in {**old, **new}:
        was, becomes = old.get(label, NOTHING), new.get(label, NOTHING)
        unsaid = label == _WORDING and NOTHING in (
            was,
            becomes,
        )  # nothing was confirmed, or nothing is to be
        if was != becomes and not unsaid:
            yield Difference(label, was, becomes)


def _parts(item: Item | None) -> dict[Text, Text]:
    """What an item says, by label; several lines of one label follow each other."""
    if item is None:
        return {}
    parts = {_NAME: item.title}
    named = {
        _CONTENT: item.text,
        Text("Trích dẫn", "Citation"): item.citation,
        Text("Ghi chú", "Note"): item.note,
        _WORDING: _CONFIRMED.get(item.confirmed) if item.confirmed is not None else None,
    }
    parts |= {label: text for label, text in named.items() if text is not None}
    for line in item.lines:
        more = Text("{before}; {text}", "{before}; {text}")
        parts[line.label] = (
            more.format(before=parts[line.label], text=line.text)
            if line.label in parts
            else line.text
        )
    return parts


_CONFIRMED = {
    True: Text("đã đối chiếu với văn bản gốc", "confirmed against the original text"),
    False: Text("chưa đối chiếu với văn bản gốc", "not confirmed against the original text"),
}
