"""Which names a Word template uses. Runs in the limited process of `word_template_child`.

The template is read as a tree, not tried: a name in a part that these values do not print is found
as well.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from jinja2 import nodes

_OWN = frozenset({"loop", "range", "dict", "lipsum", "cycler", "joiner", "namespace", "self"})
"""What the template language brings along."""
_ANYTHING = object()
"""The shape of what nobody knows: whatever is asked of it may be there."""

Shapes = Mapping[str, Any]
"""What stands for a name: a text, a list, names with values, or `_ANYTHING`."""


def sources(paper: Any) -> Iterator[str]:
    """The template text of the body, of headers and of footers of a `DocxTemplate`."""
    yield paper.patch_xml(paper.get_xml())
    for uri in (paper.HEADER_URI, paper.FOOTER_URI):
        for _key, part in paper.get_headers_footers(uri):
            yield paper.patch_xml(paper.get_part_xml(part))


def unknown_names(trees: Sequence[nodes.Template], values: Shapes) -> list[tuple[str, str]]:
    """Names (whole, with their dots) that no value has, each once, with the nearest that one has;
    "": none is near.
    """
    found: dict[str, str] = {}
    for tree in trees:
        for name, among in _asked(tree, dict(values)):
            near = get_close_matches(name.rpartition(".")[2], list(among), n=1)
            start = name.rpartition(".")[0]
            found[name] = ".".join(filter(None, [start, *near])) if near else ""
    return list(found.items())


def _asked(node: nodes.Node, known: dict[str, Any]) -> Iterator[tuple[str, Shapes]]:
    """Every unknown name under a node, with the names that are known there."""
    if isinstance(node, nodes.For):
        yield from _asked(node.iter, known)
        inner = known | _of_each(node.target, _shape(node.iter, known)) | {"loop": _ANYTHING}
        for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
            yield from _asked(child, inner)
        return
    if isinstance(node, nodes.Assign):
        yield from _asked(node.node, known)
        known |= _of_each(node.target, _ANYTHING)
        if isinstance(node.target, nodes.Name):
            known[node.target.name] = _shape(node.node, known)
        return
    if isinstance(node, nodes.Name) and node.ctx == "load":
        if node.name not in known and node.name not in _OWN:
            yield node.name, known
        return
    if isinstance(node, nodes.Getattr):
        yield from _asked(node.node, known)
        holder = _shape(node.node, known)
        if isinstance(holder, Mapping) and node.attr not in holder:
            yield f"{_spelled(node.node)}.{node.attr}", holder
        return
    for child in node.iter_child_nodes():
        yield from _asked(child, known)


def _of_each(target: nodes.Node, shape: Any) -> dict[str, Any]:
    if isinstance(target, nodes.Name):
        first = shape[0] if isinstance(shape, list) and shape else _ANYTHING
        return {target.name: first}
    return {one.name: _ANYTHING for one in target.find_all(nodes.Name)}


def _shape(node: nodes.Node, known: Mapping[str, Any]) -> Any:
    if isinstance(node, nodes.Name):
        return known.get(node.name, _ANYTHING)
    if isinstance(node, nodes.Getattr):
        holder = _shape(node.node, known)
        return holder.get(node.attr, _ANYTHING) if isinstance(holder, Mapping) else _ANYTHING
    return _ANYTHING


def _spelled(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_spelled(node.node)}.{node.attr}"
    return "…"
