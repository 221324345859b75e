"""What the form of a local layer sent, as a layer: every fault that the rulebook finds goes back to
its field.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from thidua.frameworks.catalogue import names_here
from thidua.frameworks.layer_conditions import Problems
from thidua.frameworks.layer_conditions_sent import additions_sent
from thidua.frameworks.layer_form import MOST_SOURCES, NEW_SOURCE, adjustable, field_name
from thidua.language import Text, as_sentence
from thidua.rulebook import Framework, FrameworkError, Layer, load_layer
from thidua.rulebook.errors import Problem
from thidua.rulebook.parameters import Parameter
from thidua.rulebook.texts import plain
from thidua.workbooks import fold

Found = dict[str, list[str]]

_NO_DAY = Text("Cần một ngày, ví dụ 01/01/2022.", "A day is needed, such as 01/01/2022.")
_NO_NUMBER = Text("Cần số, ký hiệu văn bản.", "The document's number is needed.")
_NO_TITLE = Text("Cần tên.", "A name is needed.")
_NO_ID = Text(
    "Mã gồm chữ thường không dấu, số và dấu gạch dưới, ví dụ hai_duong_2022.",
    "An id is lower-case letters, digits and underscores, such as hai_duong_2022.",
)
_ID = re.compile(r"[a-z][a-z0-9_]{0,79}")


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
    text = plain(base) | _own(sent, base, errors)
    text["sources"], fields = _documents(sent, base, errors)
    order = {
        (setting.framework, setting.parameter): number for number, setting in enumerate(base.sets)
    }
    settings = _settings(sent, base, frameworks)
    text["sets"] = sorted(
        settings,
        key=lambda setting: order.get((setting["framework"], setting["parameter"]), len(order)),
    )
    fields |= {
        f"sets.{number}": field_name(setting["framework"], setting["parameter"])
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


def _own(sent: QueryDict, base: Layer, errors: Found) -> dict[str, Any]:
    """The layer's own fields: its id, its name, its days."""
    layer_id, title = sent.get("id", base.id).strip(), sent.get("title", "").strip()
    if not _ID.fullmatch(layer_id):
        errors["id"] = [str(_NO_ID)]
    if not title:
        errors["title"] = [str(_NO_TITLE)]
    return {"id": layer_id, "title": _title(title, base.title), "in_force": _period(sent, errors)}


def by_field(problems: tuple[Problem, ...], fields: Mapping[str, str]) -> Found:
    """The rulebook's faults by the field of the form that each is about."""
    found: Found = {}
    for problem in problems:
        found.setdefault(_field(problem.key, fields), []).append(as_sentence(problem.text))
    return found


def _field(key: str, fields: Mapping[str, str]) -> str:
    if key.startswith("open."):
        framework, _, parameter = key.removeprefix("open.").rpartition(".")
        return f"{field_name(framework, parameter)}:value"
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


def _period(sent: QueryDict, errors: Found) -> dict[str, str]:
    found = {}
    for key, name in (("from", "starts"), ("to", "ends")):
        written = sent.get(name, "").strip()
        if not written and key == "to":
            continue
        day = _read_day(written)
        if day is None:
            errors.setdefault(name, []).append(str(_NO_DAY))
        else:
            found[key] = day.isoformat()
    return found


def _read_day(written: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(written, "%d/%m/%Y").date()  # noqa: DTZ007  (a day has no zone)
    except ValueError:
        return None


def _documents(
    sent: QueryDict, base: Layer, errors: Found
) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """The documents by key, and which field each of their keys is about."""
    found: dict[str, dict[str, Any]] = {}
    fields: dict[str, str] = {}
    for number in range(MOST_SOURCES):
        source = f"source-{number}"
        key, written, title, date = (
            sent.get(f"{source}-{part}", "").strip() for part in ("key", "number", "title", "date")
        )
        if not (written or title or date):
            continue
        key = key if key in base.sources else _new_key(found, base)
        day = _read_day(date)
        for part, there, fault in (
            ("number", written, _NO_NUMBER),
            ("title", title, _NO_TITLE),
            ("date", day, _NO_DAY),
        ):
            if not there:
                errors.setdefault(f"{source}-{part}", []).append(str(fault))
        before = base.sources[key].title if key in base.sources else None
        found[key] = {
            "number": written,
            "title": _title(title, before),
            "date": day.isoformat() if day else "",
        }
        fields[f"sources.{key}"] = source
    return found, fields


def _new_key(found: Mapping[str, object], base: Layer) -> str:
    return next(
        key
        for number in range(1, 1000)
        if (key := f"document_{number}") not in {*found, *base.sources}
    )


def _settings(
    sent: QueryDict, base: Layer, frameworks: list[Framework]
) -> Iterator[dict[str, Any]]:
    before = {(one.framework, one.parameter): one.reason for one in base.sets}
    for framework in frameworks:
        for parameter in framework.parameters.values():
            name = field_name(framework.id, parameter.id)
            value = _value(parameter, sent.getlist(f"{name}:value"))
            if not adjustable(parameter) or value is None:
                continue
            source, reason = sent.get(f"{name}:source", ""), sent.get(f"{name}:reason", "").strip()
            cite = _cited({"source": source, "at": sent.get(f"{name}:at", "").strip()}, base)
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
