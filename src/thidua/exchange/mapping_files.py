"""Ways of reading as files: one YAML document a sheet, with the answers that are still wanted.

Such a file is a mapping (`matching.written`) and, where it came from `thidua mapping`, `answers`:
by question and part what was chosen, "" where nobody has said yet. What holds for one file alone
(`this_file`) is for the command and is not remembered."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import StringConstraints

from thidua.exchange.shape_errors import TableShapeRefusedError
from thidua.exchange.table_shapes import MOST_BYTES
from thidua.language import Text
from thidua.matching.mapping import Short, TableMapping, ThisFile
from thidua.matching.questions import Option, Part, Question
from thidua.matching.written import UnreadableMappingError, to_yaml
from thidua.rulebook.errors import FrameworkError
from thidua.rulebook.texts import read_model

Answers = Mapping[str, Mapping[str, str]]
_BREAK = re.compile(r"^---[ \t]*(?:#.*)?$", re.MULTILINE)


class MappingFile(TableMapping):
    """A mapping as it came with the command. `shape`: of the tables that it is for; where it says
    none, that of its headings.
    """

    shape: Annotated[str, StringConstraints(pattern=r"([0-9a-f]{64})?")] = ""
    answers: dict[Short, dict[Short, Short]] = {}
    this_file: ThisFile = ThisFile()

    @property
    def mapping(self) -> TableMapping:
        """The mapping alone."""
        return TableMapping.model_validate(
            self.model_dump(mode="json", exclude={"shape", "answers", "this_file"})
        )

    @property
    def given(self) -> dict[str, dict[str, str]]:
        """The answers that say something."""
        said = {
            question: {key: value for key, value in parts.items() if value.strip()}
            for question, parts in self.answers.items()
        }
        return {question: parts for question, parts in said.items() if parts}


def read_mappings(body: bytes, file: str) -> list[MappingFile]:
    """The mappings of a file. Raises TableShapeRefusedError (too long, no text),
    UnreadableMappingError naming the line or every key that is wrong.
    """
    if len(body) > MOST_BYTES:
        raise TableShapeRefusedError.too_big(MOST_BYTES)
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableShapeRefusedError.not_text(file) from error
    return [_read(document, file) for document in _documents(text)]


def read_mapping(body: bytes, file: str) -> TableMapping:
    """The one mapping of a file that is to be remembered. Raises as `read_mappings`, and
    TableShapeRefusedError when it holds several, or what is for one file alone.
    """
    found = read_mappings(body, file)
    if len(found) != 1:
        raise TableShapeRefusedError.several(len(found))
    if found[0].given or found[0].this_file != ThisFile():
        raise TableShapeRefusedError.of_one_file()
    return found[0].mapping


def _documents(text: str) -> Iterator[str]:
    """The documents of a YAML text, each behind as many blank lines as stood before it, so that
    faults are told by their line.
    """
    begins, lines = 0, 0
    for mark in [*_BREAK.finditer(text), None]:
        document = text[begins : mark.start() if mark else len(text)]
        if document.strip():
            yield "\n" * lines + document
        if mark:
            lines += document.count("\n")
            begins = mark.end()


def _read(document: str, file: str) -> MappingFile:
    try:
        return read_model(MappingFile, document, file)
    except FrameworkError as error:
        raise UnreadableMappingError(error.text) from None


def written(
    mapping: TableMapping,
    questions: Sequence[Question] = (),
    *,
    shape: str = "",
    said: Answers | None = None,
) -> str:
    """The mapping as a text that `read_mappings` reads; what is still asked stands in it as blank
    answers, with what may be written there. `said`: answers that came with the command and are
    written again: some hold for one file alone and are in no mapping.
    """
    lines = [f"shape: {_quoted(shape)}"] if shape else []
    lines += _asked(questions, said or {})
    return to_yaml(mapping) + "".join(f"{line}\n" for line in lines)


def open_parts(question: Question) -> Iterator[Part]:
    """What of a question nobody has answered."""
    return (part for part in question.parts if not part.answer)


def _asked(questions: Sequence[Question], said: Answers) -> Iterator[str]:
    wanted = {
        question: parts
        for question in questions
        if (parts := [*_parts(question, said.get(question.id, {}))])
    }
    if wanted:
        yield str(_FILL_IN)
        yield "answers:"
    for question, parts in wanted.items():
        yield f"  # {_plain(question.title)} {_plain(question.detail)}".rstrip()
        yield f"  {_quoted(question.id)}:"
        for part in parts:
            yield from (f"    # {line}" for line in allowed(part.options, question.free))
            about = str(Text(f"{part.rows} dòng", f"{part.rows} rows"))
            words = f"“{_plain(part.written)}”, {about}" if part.written else about
            yield f"    {_quoted(part.key)}: {_quoted(part.answer)}  # {words}"


_FILL_IN = Text(
    "# Điền một giá trị vào mỗi cặp nháy trống dưới đây.",
    "# Write a value between each pair of quotes below.",
)
_FREE = {
    "date": Text("hoặc một ngày: 31/12/2022", "or a day: 31/12/2022"),
    "organisation": Text("hoặc mã một tổ chức", "or the code of an organisation"),
    "year": Text("hoặc một năm: 2022", "or a year: 2022"),
    "text": Text("hoặc chữ khác", "or other words"),
}


def _parts(question: Question, said: Mapping[str, str]) -> Iterator[Part]:
    return (part for part in question.parts if not part.answer or part.key in said)


def allowed(options: Iterable[Option], free: str) -> Iterator[str]:
    """What may be answered, a line each: the value, what it means, its hint."""
    for option in options:
        hint = f" ({_plain(option.hint)})" if str(option.hint) else ""
        yield f"{option.value}: {_plain(option.label)}{hint}"
    if free:
        yield str(_FREE[free])


def _plain(text: object) -> str:
    """One line, whatever stood in the file."""
    return "".join(sign for sign in " ".join(str(text).split()) if sign.isprintable())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
