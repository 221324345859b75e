"""The headings of a form beside what is written under them: words counted, or what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.numbers import format_number
from thidua.reviews.forms_shown import Shown
from thidua.reviews.marks import words_in


@dataclass(frozen=True)
class Line:
    """One heading at the left of the sheet; `href` "": it only holds others."""

    number: str
    title: str
    state: str
    href: str = ""
    is_part: bool = False
    is_here: bool = False


@dataclass(frozen=True)
class Asked:
    """What a heading waits for besides words: prompts to be answered, remedies to be told of."""

    prompts: int = 0
    remedies: int = 0


def state_words(
    heading: Shown, texts: Mapping[str, str], asked: Asked, *, here: bool = False
) -> str:
    """“128 chữ”, “đang viết”, “có 1 gợi ý”, “chưa viết”, “không bắt buộc”; of a heading that only
    holds others how many, and the words under them.
    """
    words = sum(words_in(texts.get(one, "")) for one in (heading.id, *heading.parts))
    if heading.parts:
        number = len(heading.parts)
        held = ngettext("{number} mục nhỏ", "{number} mục nhỏ", number)
        told = held.format(number=format_number(number))
        return f"{told} · {_words(words)}" if words else told
    if here:
        return _("đang viết")
    if words:
        return _words(words)
    return _waiting(asked) or (_("chưa viết") if heading.required else _("không bắt buộc"))


def _words(number: int) -> str:
    return ngettext("{number} chữ", "{number} chữ", number).format(number=format_number(number))


def _waiting(asked: Asked) -> str:
    if asked.prompts:
        words = ngettext("có {number} gợi ý", "có {number} gợi ý", asked.prompts)
        return words.format(number=format_number(asked.prompts))
    if asked.remedies:
        words = ngettext(
            "có {number} việc phải trả lời", "có {number} việc phải trả lời", asked.remedies
        )
        return words.format(number=format_number(asked.remedies))
    return ""


def unwritten(headings: Sequence[Shown], texts: Mapping[str, str]) -> int:
    """How many headings still want words: those that are required."""
    return sum(
        not words_in(texts.get(one.id, "")) for one in headings if one.required and not one.parts
    )
