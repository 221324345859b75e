"""The small changes that make mutants of a module's syntax tree, one each."""

import ast
import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

_OPERATORS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add,),
    ast.FloorDiv: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
_NAMES = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "min_horizontal": "max_horizontal",
    "max_horizontal": "min_horizontal",
    "GOOD": "OUTSTANDING",
    "OUTSTANDING": "GOOD",
    "LOWEST": "HIGHEST",
    "HIGHEST": "LOWEST",
}
_TYPES = {"annotation", "returns"}
"""Fields of a node that no rule stands in."""


@dataclass(frozen=True)
class Mutant:
    """A change of one node. `place`: the parent's field and, where that is a list, the index."""

    parent: ast.AST
    place: tuple[str, int | None]
    before: ast.AST
    after: ast.AST

    def __str__(self) -> str:
        line = next(
            at.lineno for at in ast.walk(self.before) if isinstance(at, ast.expr | ast.stmt)
        )
        return f"{line}: {ast.unparse(self.before)}  →  {ast.unparse(self.after)}"


def mutants(tree: ast.AST) -> list[Mutant]:
    """Every mutant of a module, in the order of its text."""
    return [
        Mutant(parent, place, node, after)
        for parent, place, node in _sites(tree)
        for after in (*_changes(node), *_negated(node, place))
    ]


def apply(mutant: Mutant) -> None:
    """Change the tree that the mutant was found in."""
    field, index = mutant.place
    if index is None:
        setattr(mutant.parent, field, mutant.after)
    else:
        getattr(mutant.parent, field)[index] = mutant.after


def _sites(parent: ast.AST) -> Iterator[tuple[ast.AST, tuple[str, int | None], ast.AST]]:
    for field, value in ast.iter_fields(parent):
        if field in _TYPES or isinstance(parent, ast.JoinedStr):
            continue
        for index, node in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(node, ast.AST):
                yield parent, (field, index if isinstance(value, list) else None), node
                yield from _sites(node)


def _negated(node: ast.AST, place: tuple[str, int | None]) -> Iterator[ast.AST]:
    """The condition of an `if`, turned round; comparisons and `not` are turned by `_changes`."""
    if place[0] == "test" and not isinstance(node, ast.Compare | ast.UnaryOp):
        yield ast.UnaryOp(ast.Not(), cast("ast.expr", node))


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(ops=[operator]):
            yield from _each(node, "ops", [[other] for other in _others(operator)])
        case ast.BoolOp(op=operator, values=values):
            yield from _each(node, "op", _others(operator))
            yield from (_copy(node, values=[v for v in values if v is not gone]) for gone in values)
        case ast.BinOp(op=operator) | ast.AugAssign(op=operator):
            yield from _each(node, "op", _others(operator))
        case ast.UnaryOp(operand=operand):
            yield operand
        case ast.comprehension(ifs=[_, *_]):
            yield _copy(node, ifs=node.ifs[1:])
        case ast.Break() | ast.Continue():
            yield ast.Pass()
        case _:
            yield from _changed_values(node)


def _changed_values(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Constant(value=bool() as value):  # before int, which a bool is too
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Name(id=name, ctx=ast.Load()) if name in _NAMES:
            yield _copy(node, id=_NAMES[name])
        case ast.Attribute(attr=name) if name in _NAMES:
            yield _copy(node, attr=_NAMES[name])


def _others(operator: ast.AST) -> list[ast.AST]:
    return [other() for other in _OPERATORS.get(type(operator), ())]


def _each(node: ast.AST, field: str, values: Iterable[object]) -> Iterator[ast.AST]:
    return (_copy(node, **{field: value}) for value in values)


def _copy(node: ast.AST, **changed: object) -> ast.AST:
    """A node like this one, its parts shared, some fields changed."""
    other = copy.copy(node)
    for field, value in changed.items():
        setattr(other, field, value)
    return other
