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
    "registering": Text("Đầu năm: lịch, văn bản, đăng ký", "The year's beginning"),
    "carrying_out": Text("Thực hiện: nhiệm vụ, tiến độ", "Carrying out"),
    "boards": Text("Bảng xếp loại", "Boards"),
    "ratings": Text("Xếp loại và lý do", "Ratings and reasons"),
    "figures": Text("Số liệu", "Figures"),
    "frameworks": Text("Khung tiêu chí", "Frameworks"),
    "public": Text("Công khai", "Public"),
}
"""The groups of operations in the order of the page."""


@dataclass(frozen=True)
class DescribedField:
    """A parameter, or a field of an answer: its name, its type, what it means."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True)
class DescribedOperation:
    """One operation as the page shows it."""

    id: str
    method: str
    address: str
    meaning: str
    parameters: list[DescribedField]
    sent: list[DescribedField]
    fields: list[DescribedField]
    listed: bool
    statuses: list[int]
    open: bool


def operations() -> dict[str, list[DescribedOperation]]:
    """The operations by their group."""
    found: dict[str, list[DescribedOperation]] = {tag: [] for tag in TAGS}
    for address, methods in description()["paths"].items():
        for method, operation in methods.items():
            found[operation["tags"][0]].append(_described(method, address, operation))
    return {
        tag: sorted(of_tag, key=lambda described: described.address)
        for tag, of_tag in found.items()
    }


def _described(method: str, address: str, operation: dict[str, Any]) -> DescribedOperation:
    return DescribedOperation(
        id=operation["operationId"],
        method=method.upper(),
        address=address,
        meaning=str(Text(operation["x-vi"], operation["summary"])),
        parameters=[
            DescribedField(
                parameter["name"], _type(parameter["schema"]), _meaning(parameter["schema"])
            )
            for parameter in operation["parameters"]
        ],
        sent=list(_sent(_schema(operation["requestBody"]))) if "requestBody" in operation else [],
        fields=list(_fields(operation["responses"][200])),
        listed="items" in _schema(operation["responses"][200])["properties"],
        statuses=sorted(operation["responses"]),
        open="security" not in operation,
    )


def _meaning(schema: dict[str, Any]) -> str:
    """What it means; where it is one word of a list, the words."""
    words = next(
        (
            choice["enum"]
            for choice in map(_resolved, (schema, *schema.get("anyOf", ())))
            if "enum" in choice
        ),
        (),
    )
    meant = str(Text(schema["x-vi"], schema.get("description", ""))) if "x-vi" in schema else ""
    return ": ".join(filter(None, (meant, ", ".join(map(str, words)))))


def _schema(message: dict[str, Any]) -> dict[str, Any]:
    """What a body looks like."""
    return _resolved(message["content"]["application/json"]["schema"])


def _fields(message: dict[str, Any]) -> Iterator[DescribedField]:
    """What a body holds, one level deep; of a list what each of its items holds."""
    whole = _schema(message)
    items = whole["properties"].get("items")
    fields = (_resolved(items["items"]) if items else whole)["properties"]
    for name, field in fields.items():
        yield DescribedField(name, _type(field), _meaning(field))


def _sent(schema: dict[str, Any], before: str = "") -> Iterator[DescribedField]:
    """What is to be sent, down to the last word: what a list holds too."""
    for name, field in schema["properties"].items():
        yield DescribedField(before + name, _type(field), _meaning(field))
        inside = _resolved(field.get("items", {}))
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
