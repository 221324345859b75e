"""The conditions that the form of a local layer sent, as the layer's own text holds them; each
fault by its field.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from thidua.frameworks.layer_conditions import (
    ConditionRow,
    added_before,
    typed_row,
)
from thidua.frameworks.layer_fields import MOST_ADDITIONS, conditions_sent
from thidua.language import Text, as_sentence
from thidua.rulebook import Framework, Layer, RulebookError
from thidua.rulebook.composing import composed, sentence
from thidua.rulebook.errors import FactError
from thidua.rulebook.layers import Addition, layer_problems
from thidua.rulebook.texts import plain
from thidua.vocabulary import Level

_NO_ABOUT = Text("Hãy chọn điều cần xét.", "Choose what is looked at.")
_NO_LEVEL = Text("Hãy chọn mức.", "Choose a level.")


def additions_sent(
    sent: QueryDict, base: Layer, frameworks: Iterable[Framework], errors: dict[str, list[str]]
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The additions in the order of their rows, and which row each is; what does not fit goes to
    `errors`.

    What the form has no row for (a text that is known no more, a very long list) stays as it is.
    """
    known = {one.id: one for one in frameworks}
    found = [
        plain(addition)
        for n, addition in enumerate(base.adds)
        if addition.framework not in known or n >= MOST_ADDITIONS
    ]
    fields: dict[str, str] = {}
    taken = {one.condition.id for one in base.adds}
    for typed in conditions_sent(sent):
        framework = known.get(typed.written["framework"])
        if framework is None:
            continue
        row = typed_row(typed, base, framework, {})
        if row.dropped:
            continue
        faults = {f"{row.name}-{part}": [text] for part, text in row_faults(row)}
        faults |= typed.faults
        errors.update(faults)
        if not faults:
            addition = _addition(row, base, taken)
            taken.add(addition["condition"]["id"])
            fields[f"adds.{len(found)}"] = row.name
            found.append(addition)
    return found, fields


def row_faults(row: ConditionRow) -> Iterable[tuple[str, str]]:
    """What stands against a row before the rulebook sees it: the part of it, and what would be
    right.
    """
    if row.fixed:
        return
    if row.typed["level"] not in Level.values():
        yield "level", str(_NO_LEVEL)
    if row.offer is None:
        yield "about", str(_NO_ABOUT)
        return
    try:
        composed(row.offer, row.typed["comparison"], row.typed["value"])
    except FactError as error:
        yield "value", _("Cần {expected}.").format(expected=error.expected)
    except RulebookError as error:
        yield "comparison", str(error)


def _addition(row: ConditionRow, base: Layer, taken: set[str]) -> dict[str, Any]:
    """The addition as text. What was there already keeps its id, its number and its English."""
    before = added_before(base, row.framework.id, row.typed["rule"])
    if before is not None and row.fixed:
        return plain(before)
    rule = plain(before.condition) if before is not None else _new_rule(row, taken)
    test = row.test or {}
    rule |= {"test": test, "title": _title(row, test, before), "cite": _cite(row)}
    return {"framework": row.framework.id, "level": row.typed["level"], "condition": rule}


def _cite(row: ConditionRow) -> dict[str, str]:
    return {"source": row.typed["source"], "at": row.typed["at"]}


def _title(row: ConditionRow, test: Mapping[str, Any], before: Addition | None) -> dict[str, str]:
    """What it is called: what was typed, in Vietnamese for both where it is new; else its own
    sentence.
    """
    written = row.typed["title"]
    if not written:
        return sentence(row.framework, test)._asdict()
    if before is not None and before.condition.title.vi == written:
        return before.condition.title._asdict()
    return {"vi": written, "en": written}


def _new_rule(row: ConditionRow, taken: set[str]) -> dict[str, Any]:
    """A name and a number that nothing else has: `local.good.c1`, `DP-HTT-1`."""
    level = Level.from_word(row.typed["level"])
    number = next(n for n in range(1, 1000) if f"local.{level.value}.c{n}" not in taken)
    return {
        "id": f"local.{level.value}.c{number}",
        "rule": f"DP-{level.abbreviation}-{number}",
        "confirmed": True,
    }


def checked(row: ConditionRow, base: Layer) -> ConditionRow:
    """The row with everything that stands against it alone, the rulebook's refusals too."""
    return replace(row, refused=_refusals(row, base))


def _refusals(row: ConditionRow, base: Layer) -> list[str]:
    """Nothing while nothing is chosen."""
    if row.offer is None or row.fixed:
        return []
    if faults := [text for _, text in row_faults(row)]:
        return faults if row.typed["value"] else []
    text = _addition(row, base, {one.condition.id for one in base.adds})
    text["condition"]["cite"] = {
        "source": next(iter(base.sources), "new"),
        "at": row.typed["at"] or "–",
    }
    alone = base.model_copy(update={"adds": (Addition.model_validate(text),)})
    found = layer_problems(alone, [row.framework])
    return [as_sentence(one.text) for one in found if one.key.startswith("adds.0.condition.test")]
