"""What the wall's forms send, and what its addresses ask."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField
from django.utils.translation import gettext_lazy as _

from thidua.boards.actions import Wish
from thidua.boards.forms import LONGEST_REASON
from thidua.committee_meetings.models import LONGEST_NAME, LONGEST_VENUE
from thidua.committee_meetings.moving import Proposed
from thidua.committee_meetings.opening import Seat
from thidua.rulebook.standing import GOOD
from thidua.vocabulary import Level
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm, WordField

LONGEST_LIST, MOST_VOTES = 4_000, 9_999
_MARK = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})")
_KEY: dict[str, Any] = {"min_value": 1, "max_value": BigIntegerField.MAX_BIGINT}
UNREADABLE = _("Chưa nhận được lựa chọn: tải lại trang rồi bấm lại")


class KeysField(forms.Field):
    """Keys of rows, each sent by itself; what is no key is left out."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[int]:
        return [int(key) for key in value or () if re.fullmatch(r"[0-9]{1,18}", key)]


class MarkField(forms.Field):
    """A subject as it was looked at, “entry.version”; None where nobody was chosen."""

    def clean(self, value: str | None) -> tuple[int, int] | None:
        if not value:
            return None
        found = _MARK.fullmatch(value)
        if found is None:
            raise ValidationError(UNREADABLE)
        return int(found[1]), int(found[2])


class VotesField(forms.IntegerField):
    """How many voted for it."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Số phiếu tán thành"),
            min_value=0,
            max_value=MOST_VOTES,
            error_messages={"required": _("ghi số phiếu tán thành")},
        )


class MoveForm(forms.Form):
    """A move: who, to which level, by whose proposal, which vote, why, and who gives up a place."""

    mark = MarkField(required=False)
    level = WordField([str(level.code) for level in Level])
    proposer = forms.IntegerField(label=_("Người đề xuất"), required=False, **_KEY)
    votes = VotesField()
    reason = WordsField(label=_("Lý do"), max_length=LONGEST_REASON)
    instead = MarkField(required=False)

    def clean(self) -> dict[str, Any]:
        if "mark" in self.cleaned_data and not (
            self.cleaned_data["mark"] and self.cleaned_data["level"]
        ):
            raise ValidationError(UNREADABLE)
        return self.cleaned_data

    def proposed(self) -> Proposed:
        """After `is_valid()`."""
        said = self.cleaned_data
        (entry, seen), instead = said["mark"], said["instead"]
        return Proposed(
            wish=Wish(entry, int(said["level"]), seen),
            proposer=said["proposer"],
            votes=said["votes"],
            reason=said["reason"],
            instead=Wish(instead[0], GOOD, instead[1]) if instead else None,
        )


class LineForm(forms.Form):
    """A line of the log."""

    line = forms.IntegerField(error_messages={"required": UNREADABLE}, **_KEY)


class AdoptForm(forms.Form):
    """The vote on all levels of the kind that is looked at."""

    votes = VotesField()
    seen = WordsField(required=False, max_length=200)


class AttendanceForm(forms.Form):
    """Who is there of those called; `before`: who was ticked when the form was drawn."""

    present = KeysField(required=False)
    before = KeysField(required=False)
    chair = WordsField(label=_("Chủ trì"), max_length=LONGEST_NAME)


class OpenForm(forms.Form):
    """Who is called and there: people on file by their keys, others by name."""

    present = KeysField(required=False)
    others = WordsField(
        label=_("Người khác trong cấp uỷ"),
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một người: họ tên, chức vụ. Người vắng: thêm “, vắng”."),
    )
    chair = WordsField(label=_("Chủ trì"), max_length=LONGEST_NAME)
    secretary = WordsField(label=_("Thư ký"), max_length=LONGEST_NAME)
    venue = WordsField(label=_("Nơi họp"), max_length=LONGEST_VENUE)

    def clean_others(self) -> list[Seat]:
        """“Lê Văn A, Phó Bí thư, vắng”: a name, a post, whether absent."""
        seats = []
        for line in self.cleaned_data["others"].splitlines():
            parts = [part.strip() for part in line.split(",") if part.strip()]
            if not parts:
                continue
            absent = len(parts) > 1 and parts[-1].lower() in ("vắng", "absent")
            post = ", ".join(parts[1:-1] if absent else parts[1:])
            if max(len(parts[0]), len(post)) > LONGEST_NAME:
                raise ValidationError(_("mỗi dòng một người, họ tên nhiều nhất 200 ký tự"))
            seats.append(Seat(parts[0], post, present=not absent))
        return seats


class ScanForm(forms.Form):
    """Of which meeting a scan is, by its key; `file`: one that is there."""

    meeting = forms.IntegerField(**_KEY)
    file = forms.IntegerField(required=False, **_KEY)


class AskQuery(QueryForm):
    """Whose form is open, and the level that was pressed."""

    ask = forms.IntegerField(required=False, **_KEY)
    level = WordField([str(level.code) for level in Level])


class SeenQuery(QueryForm):
    """What the page has: the `seen_of` that it was drawn with."""

    v = forms.CharField(required=False)
