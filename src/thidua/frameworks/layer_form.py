"""The form of a local layer: a row a parameter that a locality may set, a row a condition that it
adds, its documents.

Made from what the frameworks declare; `layer_sent` makes a layer again of what comes back.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from thidua.frameworks.catalogue import names_here
from thidua.frameworks.layer_conditions import (
    ConditionRow,
    Problems,
    addition_fields,
    condition_rows,
)
from thidua.frameworks.layer_fields import (
    LayerFields,
    SettingFields,
    documents_sent,
    setting_name,
)
from thidua.language import Text
from thidua.numbers import with_decimal_mark
from thidua.rulebook import Framework, Layer
from thidua.rulebook.layers import Setting
from thidua.rulebook.parameters import Parameter
from thidua.rulebook.reading import citation_text
from thidua.rulebook.wording import CHOICES, POOL_KEYS, allowed_text, value_text

NEW_SOURCE = "new"


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class ParameterRow:
    """One parameter: what the central text says, what a locality may set, and what this layer
    sets.
    """

    name: str
    parameter: Parameter
    framework: Framework
    value: str
    source: str
    at: str
    reason: str
    options: list[Option] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return {"percent": "number", "number": "number", "keys": "keys", "groups": "text"}.get(
            self.parameter.type, "choice"
        )

    @property
    def key(self) -> str:
        """An id for the page, without the signs that an id may not hold."""
        return re.sub(r"[^a-z0-9_]", "-", self.name)

    @property
    def central(self) -> Text:
        return value_text(self.parameter, self.framework.setting(self.parameter.id), names_here())

    @property
    def allowed(self) -> Text:
        return allowed_text(self.parameter, names_here())

    @property
    def citation(self) -> Text:
        return citation_text(self.framework, self.parameter.cite)

    @property
    def placeholder(self) -> str:
        """What an empty field says."""
        if self.parameter.type == "groups":
            return _("ví dụ: Thành phố + Thị xã")
        return _("phải đặt") if self.parameter.open else _("như Trung ương")

    @property
    def is_set(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True)
class SourceRow:
    """A document of the locality that settings are cited from."""

    key: str
    number: str
    title: str
    day: str
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class LayerForm:
    """Everything on the page: the layer's own fields, its documents, and per framework its
    parameters.
    """

    id: str
    title: str
    starts: str
    ends: str
    sources: list[SourceRow]
    groups: list[tuple[Framework, list[ParameterRow], list[ConditionRow]]]
    errors: Problems
    fixed: list[tuple[Framework, Parameter]]

    @property
    def count(self) -> int:
        return sum(len(found) for found in self.errors.values())


def adjustable(parameter: Parameter) -> bool:
    """Whether a locality may set the parameter at all."""
    return not parameter.settled or parameter.stricter != "none"


def form_of(layer: Layer, frameworks: list[Framework]) -> LayerForm:
    """The form as it is opened: filled with what the layer says."""
    sent = QueryDict(mutable=True)
    sent.update(_own_fields(layer))
    for number, (key, source) in enumerate(layer.sources.items()):
        sent.update(_source_fields(number, key, source.number, source.title.vi, source.date))
    for setting in layer.sets:
        sent.update(_setting_fields(setting))
        if isinstance(setting.value, list | tuple) and all(
            isinstance(word, str) for word in setting.value
        ):
            sent.setlist(
                f"{setting_name(setting.framework, setting.parameter)}:value", list(setting.value)
            )
    known = {one.id: one for one in frameworks}
    for number, addition in enumerate(layer.adds):
        if addition.framework in known:
            sent.update(addition_fields(number, addition, known[addition.framework]))
    return filled(sent, layer, frameworks, {})


def _own_fields(layer: Layer) -> dict[str, str]:
    return {
        "id": layer.id,
        "title": layer.title.vi,
        "starts": _day(layer.in_force.from_),
        "ends": _day(layer.in_force.to) if layer.in_force.to else "",
    }


def _source_fields(number: int, key: str, written: str, title: str, day: dt.date) -> dict[str, str]:
    source = f"source-{number}"
    return {
        f"{source}-key": key,
        f"{source}-number": written,
        f"{source}-title": title,
        f"{source}-date": _day(day),
    }


def _setting_fields(setting: Setting) -> dict[str, str]:
    name = setting_name(setting.framework, setting.parameter)
    return {
        f"{name}:value": _written(setting.value),
        f"{name}:source": setting.cite.source,
        f"{name}:at": setting.cite.at,
        f"{name}:reason": setting.reason.vi if setting.reason else "",
    }


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def _written(value: Any) -> str:
    """A setting's value as its field shows it."""
    if isinstance(value, list | tuple):
        words = names_here()
        groups = [one if isinstance(one, list | tuple) else [one] for one in value]
        return "; ".join(
            " + ".join(str(words.get(word, word)) for word in group) for group in groups
        )
    written = str(value)
    return with_decimal_mark(written) if _NUMBER.fullmatch(written) else written


_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def filled(
    sent: QueryDict, layer: Layer, frameworks: list[Framework], errors: Problems
) -> LayerForm:
    """The form as it was sent, each fault beside its field."""
    conditions = condition_rows(sent, layer, frameworks, errors)
    return LayerForm(
        **LayerFields(sent).written,
        sources=[*_sources(sent, errors), SourceRow(NEW_SOURCE, "", "", "")],
        groups=[
            (framework, list(_rows(framework, sent, errors)), conditions[framework.id])
            for framework in frameworks
        ],
        errors=errors,
        fixed=[
            (framework, parameter)
            for framework in frameworks
            for parameter in framework.parameters.values()
            if not adjustable(parameter)
        ],
    )


def _sources(sent: QueryDict, errors: Problems) -> Iterator[SourceRow]:
    for row in documents_sent(sent):
        key, number, title, day = row.written.values()
        found = [text for key in errors for text in errors[key] if key.startswith(f"{row.prefix}-")]
        yield SourceRow(key or NEW_SOURCE, number, title, day, found)


def _rows(framework: Framework, sent: QueryDict, errors: Problems) -> Iterator[ParameterRow]:
    for parameter in framework.parameters.values():
        if not adjustable(parameter):
            continue
        name = setting_name(framework.id, parameter.id)
        row = SettingFields(sent, prefix=name)
        yield ParameterRow(
            name=name,
            parameter=parameter,
            framework=framework,
            value=row.values[-1] if row.values else "",
            options=_options(parameter, row.values),
            **row.written,
            errors=[text for key in errors for text in errors[key] if key.startswith(f"{name}:")],
        )


def _options(parameter: Parameter, chosen: list[str]) -> list[Option]:
    words: Mapping[str, Text] = {}
    if parameter.type == "keys":
        words = POOL_KEYS
    elif parameter.type == "choice":
        words = {word: CHOICES.get(word, Text(word, word)) for word in parameter.choices or ()}
    elif parameter.type in {"grade", "level"}:
        words = (
            {word.value: word.title for word in type(parameter.value)} if parameter.value else {}
        )
    return [Option(word, str(title), word in chosen) for word, title in words.items()]
