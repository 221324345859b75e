"""The form of a task: drawn from what is stored, read back into what somebody changed.

Each clarity knows what it was drawn from (`bases`: a digest and the revision), so that only what
this page changed is written, and what another page changed since is noticed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, cast

from django.http import QueryDict

from thidua.registrations.content import FIELDS, Content, Grouped, as_json, from_json, same
from thidua.registrations.forms import Measures, Milestones, TaskForm
from thidua.registrations.models import Task
from thidua.registrations.rows import content_of

DOER_KINDS = {"p": "person", "o": "organisation"}


@dataclass(frozen=True)
class Base:
    """What a clarity said when the page was drawn, as a digest, and at which revision."""

    digest: str
    revision: int


def digest(words: Mapping[str, Any]) -> str:
    """Short, and the same for wordings that say the same."""
    bare = {name: value for name, value in words.items() if name not in {"answers_name"}}
    if "doers" in bare:
        bare["doers"] = [
            {key: each.get(key) for key in ("person", "organisation", "lead")}
            for each in bare["doers"]
        ]
    if "measures" in bare:
        bare["measures"] = [{**each, "id": None} for each in bare["measures"]]
    text = json.dumps(bare, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Edited:
    """What is stored now, and after how many savings."""

    content: Content
    revision: int


def edited(task: Task) -> Edited:
    """Of a task."""
    return Edited(content_of(task), task.revision)


def bases_of(stored: Edited) -> dict[str, Base]:
    """Of what is stored now."""
    grouped = as_json(stored.content)
    return {name: Base(digest(words), stored.revision) for name, words in grouped.items()}


def written_bases(bases: Mapping[str, Base]) -> str:
    """As the page carries them."""
    return json.dumps({name: [base.digest, base.revision] for name, base in bases.items()})


class Editing:
    """The form of a task, or of whatever says the same, unsent or sent. `stored`: as it is now;
    `data`: what came from the page; `content`: what an unsent form says where that is not what is
    stored.
    """

    def __init__(
        self, stored: Edited, data: QueryDict | None = None, *, content: Content | None = None
    ) -> None:
        self.edited, self.data = stored, data
        content = content or stored.content
        initial = {name: getattr(content, name) for name in _SIMPLE}
        initial["bases"] = written_bases(bases_of(stored))
        initial["doer"] = [token(doer.person, doer.organisation) for doer in content.doers]
        initial["lead"] = [
            token(doer.person, doer.organisation) for doer in content.doers if doer.lead
        ]
        self.form = TaskForm(data, initial=initial)
        self.milestones = Milestones(
            data, prefix="m", initial=[dict(vars(line)) for line in content.milestones]
        )
        self.measures = Measures(
            data, prefix="d", initial=[dict(vars(line)) for line in content.measures]
        )

    @property
    def stored(self) -> Content:
        return self.edited.content

    @property
    def is_valid(self) -> bool:
        parts: list[Any] = [self.form, self.milestones, self.measures]
        valid = [part.is_valid() for part in parts]  # each is asked: all faults are shown
        return all(valid)

    @cached_property
    def bases(self) -> dict[str, Base]:
        """What the page says it was drawn from; nothing readable: drawn from nothing."""
        try:
            raw = json.loads(self.data.get("bases", "") if self.data is not None else "")
            return {str(name): Base(str(seen), int(at)) for name, (seen, at) in raw.items()}
        except (ValueError, TypeError, AttributeError):
            return {}

    @cached_property
    def written(self) -> Grouped:
        """Everything on the page, by clarity; a field that could not be read says what is stored,
        and its own text stays in the form.
        """
        _ = self.is_valid
        stored = self.stored
        flat = {name: self._field(name, getattr(stored, name)) for name in _SIMPLE}
        doers, leads = self._list("doer"), set(self._list("lead"))
        names = {token(doer.person, doer.organisation): doer for doer in stored.doers}
        flat["doers"] = [
            {DOER_KINDS[each[0]]: int(each[2:]), "lead": each in leads}
            | ({"name": names[each].name} if each in names else {})
            for each in doers
        ]
        flat["answers"] = self._field("answers", stored.answers)
        flat["milestones"] = self._lines(self.milestones, stored.milestones)
        flat["measures"] = self._lines(self.measures, stored.measures)
        grouped = {
            clarity.value: {name: flat[name] for name in names_of if name in flat}
            for clarity, names_of in FIELDS.items()
        }
        grouped["work"]["kind"] = flat["kind"] or stored.kind
        return as_json(_without_empty(from_json(cast("Grouped", _plain(grouped)))))

    def changed(self) -> Grouped:
        """The clarities that this page says otherwise than it was drawn."""
        return {
            name: words
            for name, words in self.written.items()
            if name not in self.bases or digest(words) != self.bases[name].digest
        }

    def revisions(self) -> dict[str, int]:
        return {name: base.revision for name, base in self.bases.items()}

    def bases_after(self, now_stored: Edited, conflicted: Sequence[str]) -> dict[str, Base]:
        """What the open page stands on after it was saved: what is stored where the page says the
        same, else what it stood on before.
        """
        stored = as_json(now_stored.content)
        now = bases_of(now_stored)
        return {
            name: now[name]
            if name not in conflicted and same(words, stored[name])
            else self.bases.get(name, Base("", 0))
            for name, words in self.written.items()
        }

    def elsewhere(self, now: Edited, conflicted: Sequence[str]) -> list[str]:
        """The clarities that another page changed and this one did not touch."""
        stored = as_json(now.content)
        return [
            name
            for name, words in self.written.items()
            if name not in conflicted and not same(words, stored[name]) and self.is_valid
        ]

    def _field(self, name: str, otherwise: Any) -> Any:
        return self.form.cleaned_data.get(name, otherwise)

    def _list(self, name: str) -> list[str]:
        values = self.data.getlist(name) if self.data is not None else []
        known = [value for value in values if _is_token(value)]
        return list(dict.fromkeys(known))

    def _lines(self, formset: Any, stored: Sequence[Any]) -> list[dict[str, Any]]:
        found = []
        for at, form in enumerate(formset.forms):
            before = vars(stored[at]) if at < len(stored) else {}
            values = (
                {
                    name: form.cleaned_data[name] if name in form.cleaned_data else before.get(name)
                    for name in form.fields
                }
                if hasattr(form, "cleaned_data")
                else dict(before)
            )
            found.append(values)
        return found


_SIMPLE = tuple(
    name
    for names in FIELDS.values()
    for name in names
    if name not in {"doers", "milestones", "measures", "answers_name"}
)


def token(person: int | None, organisation: int | None) -> str:
    """Whoever does a task, as a page carries it: "p:12", "o:7"."""
    return f"p:{person}" if person is not None else f"o:{organisation}"


def _is_token(value: str) -> bool:
    kind, _, key = value.partition(":")
    return kind in DOER_KINDS and key.isdecimal() and len(key) < 18


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _without_empty(content: Content) -> Content:
    return replace(
        content,
        milestones=tuple(line for line in content.milestones if not line.is_empty),
        measures=tuple(line for line in content.measures if not line.is_empty),
    )


def both(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Two wordings of one clarity put together: nothing of either is left out."""
    return {name: _both(mine.get(name), value) for name, value in theirs.items()}


def _both(mine: Any, theirs: Any) -> Any:
    if mine == theirs or not mine:
        return theirs
    if not theirs:
        return mine
    if isinstance(theirs, list):
        return [*theirs, *(each for each in mine if each not in theirs)]
    if isinstance(theirs, str) and isinstance(mine, str) and not _is_word(mine):
        return f"{theirs}; {mine}"
    return mine


def _is_word(value: str) -> bool:
    """A day or the word of a list, which two of do not make one."""
    return value[:4].isdecimal() or value in {"key_task", "breakthrough"}
