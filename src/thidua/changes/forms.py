"""What is written for each kind of change, and the plan that comes of it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.accounts.day_field import DayField
from thidua.changes.models import LONGEST_NOTE, LONGEST_NUMBER, Kind
from thidua.changes.plans import Plan
from thidua.changes.queries import cells_named, place_line
from thidua.organisations.models import Organisation, Person
from thidua.web.clock import today
from thidua.web.forms import WordsField
from thidua.web.queries import SearchField


@dataclass(frozen=True)
class Begun:
    """What a page is about, before anything is written on it."""

    kind: Kind
    organisation: Organisation
    subject: str
    person: Person | None = None
    paths: tuple[str, ...] = ()
    """The parts of the tree in which the reader finds people."""


@dataclass(frozen=True)
class Offered:
    """An organisation or somebody to choose: the value that the form sends, the name, where."""

    value: int
    name: str
    place: str
    chosen: bool = False


class ChangeForm(forms.Form):
    """The day and the paper, which every change has."""

    searches: ClassVar[bool] = False
    on = DayField(label=_("Từ ngày"))
    paper_number = WordsField(label=_("Số giấy tờ"), max_length=LONGEST_NUMBER)
    paper_on = DayField(label=_("Ngày ký"), required=False)
    note = WordsField(label=_("Ghi chú cho hồ sơ"), max_length=LONGEST_NOTE)
    scans = forms.FileField(label=_("Tệp giấy tờ (nếu có)"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, files: Any = None, *, begun: Begun) -> None:
        super().__init__(data, files, initial={"on": today()})
        self.begun = begun
        self.order_fields([*self.first, *self.fields])

    first: ClassVar[tuple[str, ...]] = ()
    search_help: Any = ""

    def clean_paper_on(self) -> dt.date | None:
        signed: dt.date | None = self.cleaned_data["paper_on"]
        if signed is not None and signed > today():
            raise ValidationError(
                gettext("ngày ký chưa tới: ngày không sau hôm nay {today}").format(
                    today=f"{today():%d/%m/%Y}"
                )
            )
        return signed

    def plan(self) -> Plan:
        """After `is_valid()`."""
        written = self.cleaned_data
        plan = Plan(
            self.begun.kind,
            self.begun.organisation,
            written["on"],
            self.begun.subject,
            person=self.begun.person,
            paper_number=written["paper_number"],
            paper_on=written["paper_on"],
            note=written["note"],
        )
        return replace(plan, **self.more())

    def more(self) -> dict[str, Any]:
        """What this kind says besides or otherwise: `to`, `details`, whose it is."""
        return {}

    @property
    def written(self) -> list[forms.BoundField]:
        """The fields as they are drawn in a row; what is searched for has a place of its own."""
        return [field for field in self if field.name not in ("words", "to")]

    @property
    def day(self) -> dt.date:
        """The written day, or today while none can be read."""
        day = getattr(self, "cleaned_data", {}).get("on")
        return day if isinstance(day, dt.date) else today()


class MoveForm(ChangeForm):
    """Where a member goes, for good or for a time."""

    searches = True
    first = ("words", "to", "on", "temporary")
    words = SearchField()
    to = forms.IntegerField(required=False)
    temporary = forms.ChoiceField(
        label=_("Loại"),
        choices=[("", _("Chính thức")), ("yes", _("Tạm thời"))],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("Chuyển đến")
        self.search_help = _("Tìm theo tên; ngoài phần phụ trách thì cấp uỷ nơi đến tiếp nhận.")
        self.fields["paper_number"].label = _("Giấy giới thiệu số")

    def clean(self) -> None:
        written = self.cleaned_data
        found = cells_named(written.get("words", ""), self.day)
        chosen = Organisation.objects.filter(pk=written.get("to") or 0).first()
        if chosen is None and len(found) == 1:
            chosen = found[0]
        if chosen is None:
            self.add_error("words", _nothing_chosen(written.get("words", ""), found))
        written["cell"] = chosen

    def more(self) -> dict[str, Any]:
        guest = self.cleaned_data["temporary"] == "yes"
        return {"to": self.cleaned_data["cell"], "details": {"temporary": True} if guest else {}}

    @property
    def offered(self) -> list[Offered]:
        """The cells that the written words find, the chosen one among them."""
        written = getattr(self, "cleaned_data", {})
        chosen = written.get("cell")
        found = cells_named(written.get("words", ""), self.day)
        if chosen is not None and chosen not in found:
            found.insert(0, chosen)
        return [Offered(one.pk, one.name, place_line(one), one == chosen) for one in found]


def _nothing_chosen(words: str, found: list[Organisation]) -> str:
    if not words:
        return gettext("gõ tên chi bộ nơi đến rồi chọn một chi bộ")
    if not found:
        return gettext("không có chi bộ nào tên như vậy: gõ ít chữ hơn, hoặc thêm tên xã")
    return gettext("chọn một chi bộ trong danh sách tìm thấy")
