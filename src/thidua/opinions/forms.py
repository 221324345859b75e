"""What pages of opinions send: a person's grades by fields; cells of the grid; what is pasted."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.language import Text
from thidua.opinions.batch import Given
from thidua.opinions.models import LONGEST_REASON
from thidua.opinions.reading import Said
from thidua.signs import clean
from thidua.vocabulary import Grade, Level
from thidua.web.forms import WordsField, too_long
from thidua.web.queries import QueryForm, WordField

MOST_CELLS, LONGEST_PASTE = 2_000, 100_000
MOST_KEY = 2**63 - 1
VIEWS = ("mine", "self", "all", "missing")


class GridQuery(QueryForm):
    """Which grid of a unit, and what of it."""

    group = WordsField(max_length=60)
    view = WordField(VIEWS, default="mine")


class PersonQuery(QueryForm):
    """Whose grades are put on the page of one subject: the unit's, or the subject's own, typed from
    a signed paper.
    """

    giver = WordField({"self"})


class CellsForm(forms.Form):
    """Cells of the grid: JSON, a list of [roster entry, criterion, grade or "", what the page
    showed before or "", reason]; `reason`: of those that name none.
    """

    cells = forms.JSONField()
    reason = WordsField(max_length=LONGEST_REASON, label=_("Lý do chấm khác"))

    def clean_cells(self) -> list[tuple[int, str, Given]]:
        rows = self.cleaned_data["cells"]
        if not isinstance(rows, list) or not 0 < len(rows) <= MOST_CELLS:
            raise forms.ValidationError(_("Không đọc được các ô đã gửi."))
        return [_cell(row) for row in rows]

    def given(self) -> dict[int, dict[str, Given]]:
        """By the roster entry and the criterion; the form's reason where a cell has none."""
        common = self.cleaned_data["reason"]
        found: dict[int, dict[str, Given]] = {}
        for entry, criterion, given in self.cleaned_data["cells"]:
            reason = given.reason or common
            found.setdefault(entry, {})[criterion] = Given(given.grade, reason, given.was)
        return found


def _cell(row: Any) -> tuple[int, str, Given]:
    try:
        entry, criterion, grade, was, reason = row
        key, why = int(entry), clean(str(reason))
        given = Given(Grade(grade) if grade else None, why, _was(was))
    except (TypeError, ValueError, OverflowError):
        raise forms.ValidationError(_("Không đọc được các ô đã gửi.")) from None
    if not 0 < key <= MOST_KEY:
        raise forms.ValidationError(_("Không đọc được các ô đã gửi."))
    if len(why) > LONGEST_REASON:
        raise forms.ValidationError(too_long(len(why), LONGEST_REASON))
    return key, clean(str(criterion)), given


def _was(word: Any) -> object:
    return Grade(word) if word else None


class PasteForm(forms.Form):
    """What was copied from a workbook, and the cell that it is pasted into."""

    text = WordsField(max_length=LONGEST_PASTE, strip=False, required=True)
    entry = forms.IntegerField(min_value=1)
    criterion = WordsField(required=True, max_length=60)


class GradesForm(forms.Form):
    """One subject's grades by one giver: for each criterion a grade, a reason, and what stood there
    when the page was made.
    """

    def __init__(
        self,
        criteria: Mapping[str, Text],
        own: Said | None,
        data: Any = None,
        *,
        reasons: bool = True,
        auto_id: str = "id_%s",
    ) -> None:
        super().__init__(data, auto_id=auto_id)
        self.criteria, self.own, self.reasons = criteria, own, reasons
        choices = [(one.value, str(one.title)) for one in reversed(Grade)]
        for name, title in criteria.items():
            row = own.grades.get(name) if own else None
            self.fields[f"g-{name}"] = forms.ChoiceField(
                choices=[*choices, ("", str(_("Chưa chấm")))],
                required=False,
                widget=forms.RadioSelect,
                label=str(title),
                initial=row.grade if row else "",
            )
            self.fields[f"was-{name}"] = WordField(Grade.values())
            if reasons:
                self.fields[f"r-{name}"] = WordsField(
                    max_length=LONGEST_REASON,
                    label=str(_("Lý do, nếu chấm khác")),
                    initial=row.reason if row else "",
                )

    def given(self) -> dict[str, Given]:
        """What was sent, of every criterion."""
        sent = self.cleaned_data
        return {
            name: Given(
                Grade(sent[f"g-{name}"]) if sent[f"g-{name}"] else None,
                sent.get(f"r-{name}", ""),
                Grade(sent[f"was-{name}"]) if sent[f"was-{name}"] else None,
            )
            for name in self.criteria
        }

    def parts(self) -> Sequence[tuple[str, Any, Any]]:
        """Each criterion with its bound fields: the grade, the reason (None: none is asked)."""
        return [
            (name, self[f"g-{name}"], self[f"r-{name}"] if self.reasons else None)
            for name in self.criteria
        ]


class LevelForm(forms.Form):
    """The level that somebody proposes for themself."""

    level = forms.ChoiceField(required=False, label=_("Mức tự đề nghị"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(one.value, str(one.title)) for one in reversed(Level)]
        self.fields["level"].choices = [("", str(_("Chưa đề nghị"))), *chosen]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Level | None:
        return Level(self.cleaned_data["level"]) if self.cleaned_data["level"] else None
