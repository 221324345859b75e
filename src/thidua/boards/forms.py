"""What boards send: the acts of their buttons, the rows marked, reasons; and what their addresses
ask.
"""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thidua.boards.actions import Wish
from thidua.boards.filters import carried
from thidua.vocabulary import Level, SubjectType
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm, WordField

LONGEST_REASON = 2_000
AT_ONCE = 60
"""Rows that one answer draws; a board that changed more than that is asked for as a page."""
_BUTTONS = ("compare", "return", "all", "c")
_LEVELS = [str(level.code) for level in Level]
AS_REACHED = "reached"
"""Instead of a level for all marked rows: each the level that it reached."""
_MARK = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})")
_LEVEL_MARK = re.compile(rf"{_MARK.pattern}\.([{''.join(_LEVELS)}])")
UNREADABLE = _("Không đọc được dòng hay mức đã gửi, chưa lưu gì: hãy tải lại trang rồi chọn lại.")


# What is written
# --------------------------------------------------------------------------------------------------


class ReasonForm(forms.Form):
    """Why a level deviates, why a proposal is sent back, how that is answered."""

    reason = WordsField(label=_("Lý do"), max_length=LONGEST_REASON)


class MarkedReasonForm(ReasonForm):
    """The reason beside the buttons for all marked rows: sent as `reason_all`."""

    def add_prefix(self, field_name: str) -> str:
        return f"{field_name}_all"


class AnswerForm(ReasonForm):
    """The level proposed again; "" where none was chosen."""

    proposed = WordField(Level.values())


# What is pressed and marked
# --------------------------------------------------------------------------------------------------


class PressedButton(forms.HiddenInput):
    """The name of the button that sent the form."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        return next((button for button in _BUTTONS if data.get(button)), "")


class ButtonField(WordField):
    widget = PressedButton


class MarksField(forms.Field):
    """Rows of a board, each as its page names it: “entry.version”, or “entry.version.level”; a list
    of tuples of whole numbers. No page sends anything else.
    """

    widget = forms.MultipleHiddenInput

    def __init__(self, pattern: re.Pattern[str]) -> None:
        super().__init__(required=False)
        self.pattern = pattern

    def clean(self, value: Sequence[str] | None) -> list[tuple[int, ...]]:
        marks = [self.pattern.fullmatch(mark) for mark in value or ()]
        if None in marks:
            raise ValidationError(UNREADABLE)
        return [tuple(map(int, mark.groups())) for mark in marks if mark is not None]


class EntriesField(forms.Field):
    """Roster entries by their keys, each alone or several with commas between; what is no key is
    left out.
    """

    widget = forms.MultipleHiddenInput

    def clean(self, value: Sequence[str] | None) -> list[int]:
        keys = ",".join(value or ()).split(",")
        return [int(key) for key in keys if re.fullmatch(r"[0-9]{1,18}", key)]


class BackField(forms.Field):
    """The query of the view that a form was sent from, to lead back to it. What no board is asked
    with is left out.
    """

    def clean(self, value: str | None) -> QueryDict:
        return carried(QueryDict(value or ""))


class BackQuery(QueryForm):
    """Where a form of the board leads back to."""

    back = BackField(required=False)


class RowsForm(BackQuery):
    """What the board's form sends: `act` is the button; rows marked `s` with a level for `all` of
    them, or rows `c` each with its own.
    """

    act = ButtonField(_BUTTONS)
    s = MarksField(_MARK)
    c = MarksField(_LEVEL_MARK)
    all = WordField([*_LEVELS, AS_REACHED])

    @property
    def as_reached(self) -> bool:
        """Whether each marked row is to get the level that it reached, after `is_valid()`."""
        return bool(self.cleaned_data["act"] == "all" and self.cleaned_data["all"] == AS_REACHED)

    @property
    def wishes(self) -> list[Wish]:
        """A wish a row, after `is_valid()`; of two for one row the last counts."""
        sent = self.cleaned_data
        if sent["act"] == "all":
            rows = [(*mark, int(sent["all"])) for mark in sent["s"]]
        else:
            rows = sent["c"]
        return list({entry: Wish(entry, level, version) for entry, version, level in rows}.values())

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data["act"] == "all" and not self.cleaned_data["all"]:
            raise ValidationError(UNREADABLE)
        return self.cleaned_data


class EntriesQuery(QueryForm):
    """The subjects that an act is about."""

    entry = EntriesField(required=False)


# What addresses ask
# --------------------------------------------------------------------------------------------------


class KindQuery(QueryForm):
    """The kind of subjects of a board."""

    kind = WordField(SubjectType.values())


class AskQuery(QueryForm):
    """Without a script the page itself asks for the reason of a level: `ask` names the row."""

    ask = forms.IntegerField(required=False)
    level = WordField(_LEVELS)


class ComparedQuery(QueryForm):
    """Two roster entries of the board."""

    a = forms.IntegerField(required=False, min_value=1, max_value=BigIntegerField.MAX_BIGINT)
    b = forms.IntegerField(required=False, min_value=1, max_value=BigIntegerField.MAX_BIGINT)


class ChangesQuery(BackQuery):
    """The version that was seen, or the rows to be drawn anew."""

    v = forms.CharField(required=False)
    rows = EntriesField(required=False)


class NextQuery(QueryForm):
    """Where to go after an act."""

    next = forms.CharField(required=False)
