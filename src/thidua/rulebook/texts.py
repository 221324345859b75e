"""Reading rule texts: YAML without surprises, and every fault of a file at once, by file and key.

A rule text is written out in full: no aliases (one line could unfold into millions), no key twice
(the first would vanish silently), dates and versions as plain text until the model reads them."""

from collections.abc import Hashable
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from thidua.language import Text
from thidua.rulebook.conditions import TAG, WORDS
from thidua.rulebook.conditions.terms import unknown
from thidua.rulebook.errors import FrameworkError, Problem, RulebookError
from thidua.vocabulary import UnknownWordError

LONGEST = 1_000_000
"""Characters in a rule text; a whole regulation has a few ten thousand."""

Model = TypeVar("Model", bound=BaseModel)


class _Reader(yaml.SafeLoader):
    """YAML's safe subset, without aliases and repeated keys; dates stay text."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.events.AliasEvent):
            event = self.get_event()  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(
                None, None, "an alias (*): write the value out", event.start_mark
            )
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key “{key}” twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


_Reader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _Writer(yaml.SafeDumper):
    """Block style in the models' own order, no aliases, lines as people write them."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def read_yaml(text: str, file: str) -> dict[str, Any]:
    """The mapping that a rule text is. Raises FrameworkError naming the line that is not YAML."""
    if len(text) > LONGEST:
        raise _unreadable(file, Text("tệp quá dài", "the file is too long"))
    try:
        raw = yaml.load(text, Loader=_Reader)  # noqa: S506  (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        message = Text("dòng {line}: không đúng YAML: {why}", "line {line}: not valid YAML: {why}")
        raise _unreadable(file, message.format(line=line, why=error.problem)) from None
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise _unreadable(
            file, Text(f"không đọc được YAML: {error}", f"not readable as YAML: {error}")
        ) from None
    if not isinstance(raw, dict):
        raise _unreadable(
            file, Text("cần một ánh xạ khoá: giá trị", "needs a mapping of keys to values")
        )
    return raw


def _unreadable(file: str, text: Text) -> FrameworkError:
    return FrameworkError([Problem(file, "", text)])


def write_yaml(model: BaseModel, *, defaults: bool = True) -> str:
    """A model as the YAML text that `read_model` reads back to the same model. `defaults`: also
    what says no more than nothing would.
    """
    values = plain(model, defaults=defaults)
    return yaml.dump(values, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=110)


def plain(model: BaseModel, *, defaults: bool = True) -> dict[str, Any]:
    """A model as plain JSON values: words, whole numbers, decimal text; nothing that was left
    out.
    """
    return model.model_dump(
        mode="json", by_alias=True, exclude_none=True, exclude_defaults=not defaults
    )


def read_model(kind: type[Model], text: str, file: str) -> Model:
    """A rule text as its model. Raises FrameworkError with every fault of structure at once."""
    raw = read_yaml(text, file)
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        raise FrameworkError(
            Problem(file, key_of(fault["loc"]), _sentence(kind, fault))
            for fault in error.errors(include_url=False)
        ) from None


def first_sentence(kind: type[BaseModel], error: ValidationError) -> Text:
    """What is wrong with a value that a model refused, the first of it."""
    return _sentence(kind, error.errors(include_url=False)[0])


def key_of(location: tuple[int | str, ...]) -> str:
    """`levels.good.require.0.test.at_least`, without pydantic's marks of which word was chosen."""
    return ".".join(str(part) for part in location if not str(part).startswith(TAG))


_SENTENCES = {
    "missing": Text("thiếu khoá bắt buộc này", "this key is required and missing"),
    "bool_type": Text("cần true hoặc false", "needs true or false"),
    "bool_parsing": Text("cần true hoặc false", "needs true or false"),
    "string_type": Text(
        "cần chữ (đặt trong nháy nếu là số)", "needs text (quote it if it is a number)"
    ),
    "dict_type": Text("cần một ánh xạ khoá: giá trị", "needs a mapping of keys to values"),
    "tuple_type": Text("cần một danh sách", "needs a list"),
    "too_short": Text("danh sách không được rỗng", "the list may not be empty"),
    "string_too_short": Text("không được để trống", "may not be empty"),
    "string_pattern_mismatch": Text(
        "“{input}” không đúng dạng {pattern}", "“{input}” does not match the form {pattern}"
    ),
    "literal_error": Text(
        "“{input}” không hợp; cần: {expected}", "“{input}” does not fit; expected: {expected}"
    ),
    "enum": Text(
        "“{input}” không hợp; cần: {expected}", "“{input}” does not fit; expected: {expected}"
    ),
}
_DATE = Text(
    "“{input}” không phải ngày; cần năm-tháng-ngày, ví dụ 2019-10-18",
    "“{input}” is no date; write 2019-10-18",
)


def _sentence(kind: type[BaseModel], fault: Any) -> Text:
    """What is wrong with one value, and what would be right."""
    context = fault.get("ctx", {})
    if isinstance(context.get("error"), RulebookError | UnknownWordError):
        text: Text = context["error"].text
        return text
    if fault["type"] == "union_tag_not_found":
        return _no_word(fault["input"])
    if fault["type"] == "extra_forbidden":
        return unknown(fault["loc"][-1], _known_keys(kind, fault["loc"]), Text("khoá", "key"))
    if fault["type"].startswith(("date_", "datetime_")):
        return _DATE.format(input=fault["input"])
    sentence = _SENTENCES.get(fault["type"])
    if sentence is None:
        return Text(f"không hợp lệ: {fault['msg']}", f"not valid: {fault['msg']}")
    return sentence.format(
        input=fault["input"], **{k: v for k, v in context.items() if k in {"expected", "pattern"}}
    )


def _no_word(raw: object) -> Text:
    if not isinstance(raw, dict):
        words = ", ".join(WORDS)
        return Text(
            f"cần một điều kiện; các từ: {words}", f"needs a condition; the words are: {words}"
        )
    heads = [head for head in WORDS if head in raw]
    if heads:
        both = ", ".join(heads)
        return Text(
            f"một điều kiện chỉ có một từ, ở đây có: {both}",
            f"a condition has one word; here are: {both}",
        )
    strange = next((key for key in raw if key not in {"when", "unless"}), "")
    return unknown(strange, list(WORDS), Text("từ điều kiện", "condition word"))


def _known_keys(kind: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """The keys allowed where an unknown one stood, found by walking the models along its
    location.
    """
    model: Any = kind
    for part in location[:-1]:
        if isinstance(part, str) and part.startswith(TAG):
            model = WORDS[part.removeprefix(TAG)]
        elif isinstance(part, str) and part in getattr(model, "model_fields", {}):
            model = _model_in(model.model_fields[part].annotation)
    return [field.alias or name for name, field in getattr(model, "model_fields", {}).items()]


def _model_in(annotation: Any) -> Any:
    """The model in `dict[str, Model]`, `tuple[Model, ...]`, `Model | None`, the last of them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = [_model_in(inner) for inner in getattr(annotation, "__args__", ())]
    return next((model for model in reversed(found) if model is not None), None)
