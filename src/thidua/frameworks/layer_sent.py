"""What the form of a local layer sent, as a layer: every fault that the rulebook finds goes back to
its field.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from thidua.frameworks.catalogue import names_here
from thidua.frameworks.layer_conditions import Problems
from thidua.frameworks.layer_conditions_sent import additions_sent
from thidua.frameworks.layer_fields import (
    LayerFields,
    SettingFields,
    documents_sent,
    setting_name,
)
from thidua.frameworks.layer_form import NEW_SOURCE, adjustable
from thidua.language import Text, as_sentence
from thidua.rulebook import Framework, FrameworkError, Layer, load_layer
from thidua.rulebook.errors import Problem
from thidua.rulebook.parameters import Parameter
from thidua.rulebook.texts import plain
from thidua.workbooks import fold

Found = dict[str, list[str]]


@dataclass(frozen=True)
class Written:
    """What was sent, as a layer: None with the faults that stand against it, by field."""

    layer: Layer | None
    errors: Problems
    fields: Mapping[str, str]
    """Which field of the form each part of the layer's text stands in: `sets.3`, `adds.0`,
    `sources.province`.
    """


def read_form(sent: QueryDict, base: Layer, frameworks: list[Framework]) -> Written:
    """The layer that the form describes; the conditions that a row cannot say are taken from
    `base`.
    """
    errors: Found = {}
    own = LayerFields(sent)
    errors.update(own.faults)
    text = plain(base) | (_own(own, base) if own.is_valid() else {})
    text["sources"], fields = _documents(sent, base, errors)
    order = {
        (setting.framework, setting.parameter): number for number, setting in enumerate(base.sets)
    }
    settings = _settings(sent, base, frameworks, errors)
    text["sets"] = sorted(
        settings,
        key=lambda setting: order.get((setting["framework"], setting["parameter"]), len(order)),
    )
    fields |= {
        f"sets.{number}": setting_name(setting["framework"], setting["parameter"])
        for number, setting in enumerate(text["sets"])
    }
    text["adds"], rows = additions_sent(sent, base, frameworks, errors)
    fields |= rows
    for addition in text["adds"]:
        addition["condition"]["cite"] = _cited(addition["condition"]["cite"], base)
    if errors:
        return Written(None, errors, fields)
    try:
        return Written(load_layer(json.dumps(text, ensure_ascii=False), text["id"]), {}, fields)
    except FrameworkError as error:
        return Written(None, by_field(error.problems, fields), fields)


def _cited(cite: dict[str, str], base: Layer) -> dict[str, str]:
    """A citation of the new document names it by the key that it gets."""
    return cite | {"source": _new_key({}, base)} if cite["source"] == NEW_SOURCE else cite


def _own(own: LayerFields, base: Layer) -> dict[str, Any]:
    """The layer's own fields as its text holds them."""
    values = own.cleaned_data
    days = {"from": values["starts"], "to": values["ends"]}
    return {
        "id": values["id"],
        "title": _title(values["title"], base.title),
        "in_force": {key: day.isoformat() for key, day in days.items() if day is not None},
    }


def by_field(problems: tuple[Problem, ...], fields: Mapping[str, str]) -> Found:
    """The rulebook's faults by the field of the form that each is about."""
    found: Found = {}
    for problem in problems:
        found.setdefault(_field(problem.key, fields), []).append(as_sentence(problem.text))
    return found


def _field(key: str, fields: Mapping[str, str]) -> str:
    if key.startswith("open."):
        framework, _, parameter = key.removeprefix("open.").rpartition(".")
        return f"{setting_name(framework, parameter)}:value"
    for start, name in fields.items():
        if key == start or key.startswith(f"{start}."):
            part = key.removeprefix(f"{start}.").removeprefix("condition.").removeprefix("cite.")
            part = "value" if part.partition(".")[0] == "test" else part
            return f"{name}:{part}" if start.startswith("sets.") else f"{name}-{part}"
    return {"in_force.from": "starts", "in_force.to": "ends"}.get(key, key)


def _title(written: str, before: Text | None) -> dict[str, str]:
    """A title in both languages: unchanged it keeps its English, a new one is Vietnamese in
    both.
    """
    written = written.strip()
    if before is not None and written == before.vi:
        return {"vi": before.vi, "en": before.en}
    return {"vi": written, "en": written}


def _documents(
    sent: QueryDict, base: Layer, errors: Found
) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """The documents by key, and which field each of their keys is about."""
    found: dict[str, dict[str, Any]] = {}
    fields: dict[str, str] = {}
    for row in documents_sent(sent):
        if not row.is_valid():
            errors.update(row.faults)
            continue
        values, key = row.cleaned_data, row.cleaned_data["key"]
        before = base.sources[key].title if key in base.sources else None
        key = key if key in base.sources else _new_key(found, base)
        found[key] = {
            "number": values["number"],
            "title": _title(values["title"], before),
            "date": values["date"].isoformat(),
        }
        fields[f"sources.{key}"] = str(row.prefix)
    return found, fields


def _new_key(found: Mapping[str, object], base: Layer) -> str:
    return next(
        key
        for number in range(1, 1000)
        if (key := f"document_{number}") not in {*found, *base.sources}
    )


def _settings(
    sent: QueryDict, base: Layer, frameworks: list[Framework], errors: Found
) -> Iterator[dict[str, Any]]:
    before = {(one.framework, one.parameter): one.reason for one in base.sets}
    for framework in frameworks:
        for parameter in framework.parameters.values():
            row = SettingFields(sent, prefix=setting_name(framework.id, parameter.id))
            value = _value(parameter, row.values)
            if not adjustable(parameter) or value is None:
                continue
            if not row.is_valid():
                errors.update(row.faults)
                continue
            source, reason = row.cleaned_data["source"], row.cleaned_data["reason"]
            cite = _cited({"source": source, "at": row.cleaned_data["at"]}, base)
            setting = {
                "framework": framework.id,
                "parameter": parameter.id,
                "value": value,
                "cite": cite,
            }
            if reason:
                setting["reason"] = _title(reason, before.get((framework.id, parameter.id)))
            yield setting


def _value(parameter: Parameter, sent: list[str]) -> Any:
    """What was sent for a parameter in the form its text takes; None where nothing was."""
    written = [one.strip() for one in sent if one.strip()]
    if not written:
        return None
    if parameter.type == "keys":
        return written
    if parameter.type == "groups":
        return [
            [_word(one) for one in group.split("+")]
            for group in written[-1].split(";")
            if group.strip()
        ]
    if parameter.type in {"percent", "number"}:
        number = written[-1].removesuffix("%").strip().replace(",", ".")
        return int(number) if number.isascii() and number.isdigit() else number
    return written[-1]


def _word(written: str) -> str:
    """A kind of organisation by its name or its code."""
    wanted = fold(written.strip())
    return next(
        (word for word, title in names_here().items() if wanted in {word, *map(fold, title)}),
        written.strip(),
    )
