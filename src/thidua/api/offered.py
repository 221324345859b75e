"""What the API offers, as a page shows it: read from the same description that machines read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from thidua.api.operations import description
from thidua.language import Text

TAGS: dict[str, Text] = {
    "me": Text("Tôi", "Me"),
    "years": Text("Năm", "Years"),
    "organisations": Text("Tổ chức", "Organisations"),
    "boards": Text("Bảng xếp loại", "Boards"),
    "ratings": Text("Xếp loại và lý do", "Ratings and reasons"),
    "figures": Text("Số liệu", "Figures"),
    "frameworks": Text("Khung tiêu chí", "Frameworks"),
    "public": Text("Công khai", "Public"),
}
"""The groups of operations in the order of the page."""


@dataclass(frozen=True)
class ShownParameter:
    """A parameter, or a field of an answer: its name, its type, what it means."""

    name: str
    type: str
    said: str


@dataclass(frozen=True)
class ShownOperation:
    """One operation as the page shows it."""

    id: str
    method: str
    address: str
    said: str
    parameters: list[ShownParameter]
    sent: list[ShownParameter]
    fields: list[ShownParameter]
    listed: bool
    statuses: list[int]
    open: bool


def operations() -> dict[str, list[ShownOperation]]:
    """The operations by their group."""
    found: dict[str, list[ShownOperation]] = {tag: [] for tag in TAGS}
    for address, methods in description()["paths"].items():
        for method, told in methods.items():
            found[told["tags"][0]].append(_shown(method, address, told))
    return {
        tag: sorted(operations, key=lambda one: one.address) for tag, operations in found.items()
    }


def _shown(method: str, address: str, told: dict[str, Any]) -> ShownOperation:
    return ShownOperation(
        id=told["operationId"],
        method=method.upper(),
        address=address,
        said=str(Text(told["x-vi"], told["summary"])),
        parameters=[
            ShownParameter(one["name"], _type(one["schema"]), _said(one["schema"]))
            for one in told["parameters"]
        ],
        sent=list(_sent(_schema(told["requestBody"]))) if "requestBody" in told else [],
        fields=list(_fields(told["responses"][200])),
        listed="items" in _schema(told["responses"][200])["properties"],
        statuses=sorted(told["responses"]),
        open="security" not in told,
    )


def _said(schema: dict[str, Any]) -> str:
    """What it means; where it is one word of a list, the words."""
    words = next(
        (
            one["enum"]
            for one in map(_resolved, (schema, *schema.get("anyOf", ())))
            if "enum" in one
        ),
        (),
    )
    meant = str(Text(schema["x-vi"], schema.get("description", ""))) if "x-vi" in schema else ""
    return ": ".join(filter(None, (meant, ", ".join(map(str, words)))))


def _schema(message: dict[str, Any]) -> dict[str, Any]:
    """What a body looks like."""
    return _resolved(message["content"]["application/json"]["schema"])


def _fields(message: dict[str, Any]) -> Iterator[ShownParameter]:
    """What a body holds, one level deep; of a list what each of its items holds."""
    whole = _schema(message)
    items = whole["properties"].get("items")
    for name, one in (_resolved(items["items"]) if items else whole)["properties"].items():
        yield ShownParameter(name, _type(one), _said(one))


def _sent(schema: dict[str, Any], before: str = "") -> Iterator[ShownParameter]:
    """What is to be sent, down to the last word: what a list holds too."""
    for name, one in schema["properties"].items():
        yield ShownParameter(before + name, _type(one), _said(one))
        inside = _resolved(one.get("items", {}))
        if "properties" in inside:
            yield from _sent(inside, f"{before}{name}[].")


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema, or the one that it names."""
    if "$ref" not in schema:
        return schema
    found: dict[str, Any] = description()["components"]["schemas"][
        schema["$ref"].rpartition("/")[2]
    ]
    return found


def _type(schema: dict[str, Any]) -> str:
    """integer, string?, array of …: what a developer needs to see at a glance."""
    if "anyOf" in schema:
        kinds = [_type(one) for one in schema["anyOf"] if one.get("type") != "null"]
        return " | ".join(kinds) + ("?" if len(kinds) < len(schema["anyOf"]) else "")
    whole = _resolved(schema)
    if whole.get("type") == "array" and "items" in whole:
        return f"[{_type(whole['items'])}]"
    return (
        "object"
        if whole is not schema and "enum" not in whole
        else str(whole.get("format") or whole.get("type", ""))
    )
