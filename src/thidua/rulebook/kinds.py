"""Every kind of rule text, told apart by its keys: frameworks, local layers, books of awards.

Whoever checks, shows or keeps a text reads it here, so that none takes what another refuses."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from thidua.language import Text
from thidua.rulebook.award_rules import AwardBook, load_awards, packaged_awards
from thidua.rulebook.conditions.terms import unknown
from thidua.rulebook.errors import FrameworkError, Problem
from thidua.rulebook.framework import Framework, load_framework
from thidua.rulebook.layers import Layer, layer_problems, load_layer
from thidua.rulebook.library import Library, packaged_layers
from thidua.rulebook.texts import read_yaml

RuleText = Framework | Layer | AwardBook


def read_text(text: str, file: str = "") -> RuleText:
    """A rule text of any kind. Raises FrameworkError with every fault at once."""
    raw = read_yaml(text, file)
    named = (file,) if file else ()  # unnamed texts are called by their kind
    if "applies_to" in raw:
        return load_layer(text, *named)
    return load_awards(text, *named) if _is_book(raw) else load_framework(text, *named)


def _is_book(raw: Mapping[str, Any]) -> bool:
    """By its forms; one that has lost them is known by its name."""
    return "forms" in raw or str(raw.get("id", "")).endswith("/awards")


def text_problems(text: RuleText, frameworks: Iterable[Framework]) -> list[Problem]:
    """What stands against using a text beside these frameworks: of a layer, whatever keeps it from
    being laid on them; of a book of awards, a name that nothing asks for.
    """
    if isinstance(text, Layer):
        return layer_problems(text, list(frameworks))
    if isinstance(text, AwardBook) and text.id != packaged_awards().id:
        known = unknown(text.id, [packaged_awards().id], Text("sổ khen thưởng", "book of awards"))
        return [Problem(text.id, "id", known)]
    return []


def unconfirmed(text: RuleText) -> int:
    """How many rules of a text were not compared with their document; of a layer, those it adds."""
    return sum(not confirmed for confirmed in _confirmed(text))


def _confirmed(text: RuleText) -> Iterator[bool]:
    if isinstance(text, Framework):
        yield from (item.confirmed for _, item in text.cited())
    elif isinstance(text, AwardBook):
        yield from (form.confirmed for form in text.forms.values())
        yield from (rule.confirmed for form in text.forms.values() for rule in form.requires)
    else:
        yield from (addition.condition.confirmed for addition in text.adds)


def packaged_texts() -> dict[str, RuleText]:
    """Every text that comes with the product, by id."""
    return {
        **Library.packaged().frameworks,
        **packaged_layers(),
        packaged_awards().id: packaged_awards(),
    }


def packaged_text(name: str) -> RuleText:
    """A text that comes with the product. Raises FrameworkError naming the known ones."""
    texts = packaged_texts()
    if name not in texts:
        raise FrameworkError([Problem(name, "", unknown(name, texts, Text("văn bản", "text")))])
    return texts[name]
