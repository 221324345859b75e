"""What the pages of a ballot take from voters and holders. No form is ever shown again with what
was in it: what was marked is repeated by no answer.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.ballots.models import LONGEST_REASON, Candidate
from thidua.ballots.rule import BLANK, OWN
from thidua.numbers import format_number
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm, WordField

LONGEST_CODE = 40
"""As it may be typed, with signs between."""
LEFT_BLANK = "0"
MOST_SHEETS = 100_000


class SlipForm(forms.Form):
    """A slip: of every candidate one sign, `c12`: 0 for blank, else the place of the option. All of
    them are always sent, so that every request is equally long.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        candidates: Sequence[Candidate],
        options: Sequence[str],
        own: frozenset[int] = frozenset(),
    ) -> None:
        super().__init__(data)
        self.options, self.own = list(options), own
        signs = [(str(place), "") for place in range(len(self.options) + 1)]
        for one in candidates:
            self.fields[f"c{one.no}"] = forms.ChoiceField(
                choices=signs,
                error_messages={
                    "required": _("chưa đủ mọi dòng"),
                    "invalid_choice": _("có dòng không đọc được"),
                },
            )

    def choices(self) -> Mapping[int, str]:
        """The option of each candidate's number; blank, or their own line, where there is none."""
        return {
            no: OWN if no in self.own else self._option(self.cleaned_data[f"c{no}"])
            for no in (int(name[1:]) for name in self.fields)
        }

    def _option(self, sign: str) -> str:
        return BLANK if sign == LEFT_BLANK else self.options[int(sign) - 1]


class KeyForm(forms.Form):
    """Which code the reader holds when they ask for one ("": none yet): sending a page again takes
    no second code.
    """

    held = WordsField(max_length=64, required=False)


class CodesForm(forms.Form):
    """The codes of two holders, as they read them from paper."""

    code_1 = WordsField(label=_("Mã của người thứ nhất"), max_length=LONGEST_CODE, required=True)
    code_2 = WordsField(label=_("Mã của người thứ hai"), max_length=LONGEST_CODE, required=True)

    @property
    def codes(self) -> list[str]:
        return [self.cleaned_data["code_1"], self.cleaned_data["code_2"]]


class ReasonForm(forms.Form):
    """Why a ballot is cancelled, or somebody taken off its list."""

    reason = WordsField(label=_("Lý do"), max_length=LONGEST_REASON, required=True)


class StrikeForm(ReasonForm):
    """Who is taken off the list, and why."""

    voter = forms.IntegerField(label=_("Người đưa ra khỏi danh sách"), min_value=1)


class PaperForm(forms.Form):
    """What one person read off the sheets: how many there are, and of each candidate how many for
    each mark (`n3-good`).
    """

    def __init__(
        self, data: Any = None, *, candidates: Sequence[Candidate], marks: Sequence[str]
    ) -> None:
        super().__init__(data)
        self.candidates, self.marks = list(candidates), list(marks)
        self.fields["sheets"] = _number(_("Số tờ phiếu thu được"))
        for one in self.candidates:
            for mark in self.marks:
                self.fields[f"n{one.no}-{mark}"] = _number(one.label)

    def lines(self) -> dict[int, dict[str, int]]:
        """The counts of each candidate's number."""
        return {
            one.no: {mark: self.cleaned_data[f"n{one.no}-{mark}"] or 0 for mark in self.marks}
            for one in self.candidates
        }

    def unlike(self) -> dict[int, str]:
        """The lines that do not come to the number of sheets, by candidate's number: what they come
        to instead.
        """
        sheets = self.cleaned_data["sheets"] or 0
        sums = {no: sum(counts.values()) for no, counts in self.lines().items()}
        words = gettext("cộng lại {sum}, số tờ {sheets}")
        return {
            no: words.format(sum=format_number(found), sheets=format_number(sheets))
            for no, found in sums.items()
            if found != sheets
        }


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST_SHEETS)


class PartQuery(QueryForm):
    """Which part of the page htmx asks for."""

    phan = WordField({"da-bo"})
