"""Local guidance on top of a regulation: what it settles may be tightened, never loosened; what it
leaves open, or what was not confirmed, is set locally, with a citation of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from thidua.language import Text
from thidua.rulebook.checking import framework_problems
from thidua.rulebook.conditions.terms import OpenParameterError, unknown
from thidua.rulebook.errors import FrameworkError, Problem, ValueRefusedError
from thidua.rulebook.framework import Framework
from thidua.rulebook.rules import Cite, FrameworkId, Period, Rule, Source
from thidua.rulebook.texts import plain, read_model, write_yaml
from thidua.rulebook.tightening import already_required
from thidua.rulebook.values import Identifier, Sentence, Strict, Title
from thidua.rulebook.wording import value_text
from thidua.vocabulary import Level, UnknownWordError


class Setting(Strict):
    """A parameter's local value."""

    framework: FrameworkId
    parameter: Identifier
    value: Any
    cite: Cite
    reason: Sentence | None = None


class Addition(Strict):
    """A condition that the locality asks for a level, on top of the regulation's own; or a further
    disqualifier.
    """

    framework: FrameworkId
    level: Literal["outstanding", "good", "completed", "not_completed"]
    condition: Rule


class Layer(Strict):
    """The guidance of a province (or district, or bloc) for some frameworks."""

    id: Identifier
    title: Title
    applies_to: Annotated[tuple[FrameworkId, ...], Field(min_length=1)]
    in_force: Period
    sources: dict[Identifier, Source]
    sets: tuple[Setting, ...] = ()
    adds: tuple[Addition, ...] = ()

    def to_yaml(self) -> str:
        """The whole text; reading it back gives an equal layer."""
        return write_yaml(self)


def load_layer(text: str, file: str = "layer.yaml") -> Layer:
    """Read a local layer. Raises FrameworkError with every fault at once."""
    layer = read_model(Layer, text, file)
    if problems := [Problem(file, key, text) for key, text in _names(layer)]:
        raise FrameworkError(problems)
    return layer


def _names(layer: Layer) -> Iterator[tuple[str, Text]]:
    cites = [
        (f"sets.{number}", entry.framework, entry.cite) for number, entry in enumerate(layer.sets)
    ]
    cites += [
        (f"adds.{number}", entry.framework, entry.condition.cite)
        for number, entry in enumerate(layer.adds)
    ]
    for key, framework, cite in cites:
        if framework not in layer.applies_to:
            yield (
                f"{key}.framework",
                unknown(framework, layer.applies_to, Text("khung", "framework")),
            )
        if cite.source not in layer.sources:
            yield f"{key}.cite.source", unknown(cite.source, layer.sources, Text("nguồn", "source"))


def bind(framework: Framework, *layers: Layer) -> Framework:
    """The text that a campaign is held under: the framework with local layers laid on top, nothing
    left open.

    A layer that does not apply to the framework changes nothing. Raises FrameworkError when a layer
    loosens what the regulation settles or names what does not exist; OpenParameterError when a
    parameter stays open."""
    for layer in layers:
        framework = lay(framework, layer)
    if framework.open_parameters:
        raise OpenParameterError.named(*framework.open_parameters)
    return framework


def layer_problems(layer: Layer, frameworks: Sequence[Framework]) -> list[Problem]:
    """Everything that stands against binding these frameworks with the layer, all at once; a
    framework that it names and that is none of them, too.

    Keys: `sets.2.value` as in the layer's own text; `open.<framework>.<parameter>` for what nobody
    has set."""
    known = {framework.id: framework for framework in frameworks}
    strangers = [
        Problem(layer.id, f"applies_to.{number}", unknown(name, known, Text("khung", "framework")))
        for number, name in enumerate(layer.applies_to)
        if name not in known
    ]
    return strangers + [
        problem
        for framework in frameworks
        if framework.id in layer.applies_to
        for problem in _against(framework, layer)
    ]


def _against(framework: Framework, layer: Layer) -> list[Problem]:
    try:
        laid = lay(framework, layer)
    except FrameworkError as error:
        return list(error.problems)
    return [
        Problem(layer.id, f"open.{framework.id}.{name}", _LEFT_OPEN)
        for name in laid.open_parameters
    ]


_LEFT_OPEN = Text(
    "Trung ương để ngỏ: địa phương phải đặt",
    "left open by the central text: the locality has to set it",
)


def lay(framework: Framework, layer: Layer) -> Framework:
    """The framework with one layer on top, open parameters left open. Raises FrameworkError as
    `bind` does.
    """
    if framework.id not in layer.applies_to:
        return framework
    if problems := [Problem(layer.id, key, text) for key, text in _refusals(framework, layer)]:
        raise FrameworkError(problems)
    text = plain(framework)
    text["layers"] = [*text.get("layers", ()), layer.id]
    text["sources"] |= {
        _local(layer, name): plain(source) for name, source in layer.sources.items()
    }
    for setting in layer.sets:
        if setting.framework == framework.id:
            text["parameters"][setting.parameter] |= _as_set(setting, layer)
            text["parameters"][setting.parameter].pop("open", None)
    places = {
        _add(addition, layer, text): number for number, addition in _additions(framework, layer)
    }
    laid = Framework.model_validate(text)
    if faults := list(framework_problems(laid, f"{framework.id} + {layer.id}")):
        raise FrameworkError(_at_home(fault, places, layer) for fault in faults)
    if nothing := list(_say_nothing(laid, framework, layer)):
        raise FrameworkError(nothing)
    return laid


def _additions(framework: Framework, layer: Layer) -> list[tuple[int, Addition]]:
    return [(number, one) for number, one in enumerate(layer.adds) if one.framework == framework.id]


def _add(addition: Addition, layer: Layer, text: dict[str, Any]) -> str:
    """Put a condition into the text; returns the dotted key where it stands now."""
    condition = plain(addition.condition)
    condition["cite"]["source"] = _local(layer, addition.condition.cite.source)
    rules = text["levels"][addition.level].setdefault(_LIST[addition.level], [])
    rules.append(condition)
    return f"levels.{addition.level}.{_LIST[addition.level]}.{len(rules) - 1}"


def _at_home(fault: Problem, places: Mapping[str, int], layer: Layer) -> Problem:
    """A fault of an added condition by its key in the layer's own text, where its author can mend
    it.
    """
    for place, number in places.items():
        if fault.key.startswith(f"{place}."):
            return Problem(
                layer.id, f"adds.{number}.condition{fault.key.removeprefix(place)}", fault.text
            )
    return fault


def _say_nothing(laid: Framework, framework: Framework, layer: Layer) -> Iterator[Problem]:
    """Added conditions that ask for no more than the text asks already."""
    for number, addition in _additions(framework, layer):
        there = already_required(laid, Level.from_word(addition.level), addition.condition)
        if there is not None:
            sentence = _NO_TIGHTER.format(title=there.title, cite=laid.citation(there.cite))
            yield Problem(layer.id, f"adds.{number}.condition.test", sentence)


_NO_TIGHTER = Text(
    "không chặt hơn điều đã có “{title}” ({cite}); địa phương chỉ được đặt thêm điều kiện chặt hơn",
    "no tighter than “{title}” ({cite}), which holds already; a locality may only add what is "
    "tighter",
)
_LIST = {
    "outstanding": "require",
    "good": "require",
    "completed": "require",
    "not_completed": "any_of",
}


def _as_set(setting: Setting, layer: Layer) -> dict[str, Any]:
    reason = {} if setting.reason is None else {"reason": setting.reason._asdict()}
    cite = {"source": _local(layer, setting.cite.source), "at": setting.cite.at}
    return {"value": setting.value, "cite": cite, **reason}


def _local(layer: Layer, source: str) -> str:
    """A local source's name beside the central ones."""
    return f"{layer.id}.{source}"


def _refusals(framework: Framework, layer: Layer) -> Iterator[tuple[str, Text]]:
    """Settings of parameters that do not exist, do not fit, or would loosen what the regulation
    settles.
    """
    for number, setting in enumerate(layer.sets):
        if setting.framework != framework.id:
            continue
        if setting.parameter not in framework.parameters:
            yield (
                f"sets.{number}.parameter",
                unknown(setting.parameter, framework.parameters, Text("tham số", "parameter")),
            )
            continue
        parameter = framework.parameters[setting.parameter]
        try:
            value = parameter.read(setting.value)
        except (ValueRefusedError, UnknownWordError) as refused:
            yield f"sets.{number}.value", refused.text
            continue
        if parameter.loosened_by(value):
            yield (
                f"sets.{number}.value",
                _LOOSENED[parameter.stricter].format(
                    value=value_text(parameter, value),
                    old=value_text(parameter, parameter.value),
                    cite=framework.citation(parameter.cite),
                ),
            )


_LOOSENED = {
    "higher": Text(
        "{value} nới lỏng mức {old} của {cite}; địa phương chỉ được đặt từ {old} trở lên",
        "{value} loosens the {old} of {cite}; a locality may only set {old} or more",
    ),
    "lower": Text(
        "{value} nới lỏng mức {old} của {cite}; địa phương chỉ được đặt nhiều nhất {old}",
        "{value} loosens the {old} of {cite}; a locality may only set {old} or less",
    ),
    "none": Text(
        "{cite} đã quy định {old}; địa phương không được thay bằng {value}",
        "{cite} settles {old}; a locality may not put {value} in its place",
    ),
}
