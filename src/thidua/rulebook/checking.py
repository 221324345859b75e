"""What a single model cannot see: whether the names in a rule text fit together."""

from collections import Counter
from collections.abc import Iterator

from thidua.language import Text
from thidua.rulebook.conditions import Param
from thidua.rulebook.conditions.terms import unknown
from thidua.rulebook.errors import Problem
from thidua.rulebook.framework import CAPPED_BY, Framework
from thidua.vocabulary import SubjectType

_SOURCE = Text("nguồn", "source")


def framework_problems(framework: Framework, file: str) -> Iterator[Problem]:
    """Every fault of a well-formed framework: names, cycles, citations, repeated ids."""
    yield from (Problem(file, key, text) for key, text in _cycles(framework))
    yield from (Problem(file, key, text) for key, text in _repeated(framework))
    yield from (Problem(file, key, text) for key, text in _uncited(framework))
    yield from (Problem(file, key, text) for key, text in _names(framework))


def _cycles(framework: Framework) -> Iterator[tuple[str, Text]]:
    """Parameters that stand for each other, caps that look ahead: both would never end."""
    for name in framework.parameters:
        path, value = [name], framework.parameters[name].value
        while isinstance(value, Param):
            if value.param not in framework.parameters:
                yield (
                    f"parameters.{path[-1]}.value",
                    unknown(value.param, framework.parameters, Text("tham số", "parameter")),
                )
                break
            path.append(value.param)
            if value.param in path[:-1]:
                around = " → ".join(path)
                yield (
                    f"parameters.{name}.value",
                    Text(f"vòng lặp tham số: {around}", f"a cycle of parameters: {around}"),
                )
                break
            value = framework.parameters[value.param].value
    for index, cap in enumerate(framework.caps):
        if cap.of is None:
            continue
        above = CAPPED_BY[cap.of]
        if above.code >= framework.subject.code:
            order = " → ".join(word.value for word in SubjectType)
            message = Text(
                "vòng lặp điều “không được xếp cao hơn”: {subject} được xếp loại trước {above}; "
                "thứ tự: {order}",
                "a cycle of caps: {subject} is rated before {above}; the order is {order}",
            )
            yield (
                f"caps.{index}.of",
                message.format(subject=framework.subject, above=above, order=order),
            )


def _repeated(framework: Framework) -> Iterator[tuple[str, Text]]:
    """Ids and names that stand for two things."""
    ids = Counter(item.id for _, item in framework.cited())
    for key, item in framework.cited():
        if ids[item.id] > 1:
            yield (
                f"{key}.id",
                Text(
                    f"id “{item.id}” dùng hơn một lần", f"the id “{item.id}” is used more than once"
                ),
            )
    names = Counter(
        [name for group in framework.criteria.values() for name in group.criteria]
        + list(framework.facts)
    )
    for name, times in names.items():
        if times > 1:
            yield (
                "criteria",
                Text(f"tên “{name}” dùng cho hai thứ", f"the name “{name}” stands for two things"),
            )


def _uncited(framework: Framework) -> Iterator[tuple[str, Text]]:
    """Citations of sources that are not declared."""
    cites = [(f"{key}.cite.source", item.cite) for key, item in framework.cited()]
    cites += [
        (f"parameters.{name}.cite.source", parameter.cite)
        for name, parameter in framework.parameters.items()
    ]
    for key, cite in cites:
        if cite.source not in framework.sources:
            yield key, unknown(cite.source, framework.sources, _SOURCE)


def _names(framework: Framework) -> Iterator[tuple[str, Text]]:
    """Criteria, groups, facts and parameters used by conditions and quotas that are not declared,
    or do not fit.
    """
    terms = framework.terms
    for placed in framework.placed_rules():
        yield from (
            (f"{placed.key}.test.{key}", text) for key, text in placed.rule.test.faults(terms)
        )
    for index, cap in enumerate(framework.caps):
        if cap.when is not None:
            yield from ((f"caps.{index}.when.{key}", text) for key, text in cap.when.faults(terms))
    for index, quota in enumerate(framework.quotas):
        yield from ((f"quotas.{index}.{key}", text) for key, text in quota.faults(terms))
    for index, step in enumerate(framework.procedure):
        if step.when is not None:
            faults = step.when.faults(terms)
            yield from ((f"procedure.{index}.when.{key}", text) for key, text in faults)
        if step.parameter is not None and step.parameter.param not in framework.parameters:
            parameter = unknown(
                step.parameter.param, framework.parameters, Text("tham số", "parameter")
            )
            yield f"procedure.{index}.parameter", parameter
