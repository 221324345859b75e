"""What the year's work told of a subject in the course of the year, and what was put otherwise by
hand.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from thidua.rulebook import Framework

Values = Mapping[str, Any]


def told_by_work(now: Values, before: Values, framework: Framework) -> Iterator[tuple[str, str]]:
    """A title and a detail for each fact that the work tells anew, and each override that was put
    or taken back.
    """
    for name, was, value in _changed(now, before, "work", framework):
        yield _title(_("Kết quả thực hiện: “{title}” {change}"), framework, name, was, value), ""
    for name, was, value in _changed(now, before, "overrides", framework):
        if value is None:
            words = _("Lấy lại theo kết quả thực hiện: “{title}”")
            yield words.format(title=framework.fields[name].title), ""
            continue
        words = _("Ghi khác kết quả thực hiện: “{title}” {change}")
        reason = now["override_notes"].get(name, {}).get("reason", "")
        yield _title(words, framework, name, was, value), reason


def _changed(
    now: Values, before: Values, column: str, framework: Framework
) -> Iterator[tuple[str, object, object]]:
    was = before.get(column, {})
    for name in framework.fields:
        if now[column].get(name) != was.get(name):
            yield name, was.get(name), now[column].get(name)


def _title(words: str, framework: Framework, name: str, was: object, value: object) -> str:
    spec = framework.fields[name]
    shown = str(spec.show_stored(value))
    change = shown if was is None else f"{spec.show_stored(was)} → {shown}"
    return words.format(title=spec.title, change=change)
