"""A draft as whoever prepared it changes it: who votes, on which lines, how, until when."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thidua.accounts.day_field import DayField, HourField
from thidua.ballots.models import LONGEST_TITLE, Ballot, Candidate
from thidua.ballots.preparing import NewCandidate, Plan
from thidua.organisations.models import Person
from thidua.organisations.person_field import OneOfField
from thidua.web.clock import shown, today
from thidua.web.forms import WordsField

MOST = 100_000
DEVICES, PAPER = "devices", "paper"
SECRET, OPEN = "secret", "open"


class PlanForm(forms.Form):
    """`people`: who may be called and hold codes; `lines`: the candidates of the draft."""

    title = WordsField(label=_("Tên cuộc bỏ phiếu"), max_length=LONGEST_TITLE, required=True)
    secrecy = forms.ChoiceField(
        label=_("Phiếu kín hay công khai"),
        choices=[(SECRET, _("phiếu kín")), (OPEN, _("công khai, ghi tên người bỏ"))],
    )
    held = forms.ChoiceField(
        label=_("Cách bỏ phiếu"),
        choices=[
            (DEVICES, _("trên máy, điện thoại")),
            (PAPER, _("phiếu giấy, hai người nhập kết quả kiểm")),
        ],
    )
    closes_on = DayField(
        label=_("Đóng ngày (để trống: chủ trì đóng)"),
        required=False,
        error_messages={"invalid": _("ghi ngày như 31/12/2026")},
    )
    closes_at = HourField(label=_("Đóng lúc"))
    members = forms.IntegerField(label=_("Số người có quyền bỏ phiếu"), min_value=1, max_value=MOST)
    present = forms.IntegerField(label=_("Số người có mặt"), min_value=0, max_value=MOST)
    chair = OneOfField(label=_("Chủ trì, giữ mã"))
    secretary = OneOfField(label=_("Thư ký, giữ mã"))
    scrutineer = OneOfField(label=_("Người kiểm phiếu, giữ mã (nếu có)"))
    lines = forms.TypedMultipleChoiceField(
        label=_("Dòng trên phiếu"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("giữ lại ít nhất một dòng")},
    )
    voters = forms.TypedMultipleChoiceField(
        label=_("Người có tên trong danh sách bỏ phiếu"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("chọn ít nhất một người bỏ phiếu")},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        ballot: Ballot,
        people: Mapping[int, Person],
        lines: Mapping[int, Candidate],
        keeps_secrecy: bool,
    ) -> None:
        super().__init__(data, initial=_as_it_stands(ballot))
        self.ballot, self.people, self.of_number = ballot, people, lines
        self._offer("voters", {key: one.full_name for key, one in people.items()})
        self._offer("lines", {no: f"{no}. {one.label}" for no, one in lines.items()})
        for name in ("chair", "secretary", "scrutineer"):
            field = self.fields[name]
            if isinstance(field, OneOfField):
                field.offer(dict(people), str(_("Chưa chọn")))
        for name in ("chair", "secretary"):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = _("chọn chủ trì và thư ký")
        if keeps_secrecy:
            del self.fields["secrecy"]

    def _offer(self, name: str, choices: Mapping[int, str]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices.items())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        on, at = said.get("closes_on"), said.get("closes_at")
        if "closes_on" in said and "closes_at" in said and (on is None) != (at is None):
            self.add_error("closes_at", _("ghi cả ngày và giờ đóng, hoặc để trống cả hai"))
        return said

    def plan(self) -> Plan:
        """What was said; of a form that is valid. The rule stays: it is the matter's own."""
        said = self.cleaned_data
        secrecy = said.get("secrecy")
        return Plan(
            title=said["title"],
            rule=self.ballot.the_rule,
            candidates=[_again(self.of_number[no]) for no in sorted(said["lines"])],
            voters=[one for key, one in self.people.items() if key in said["voters"]],
            members=said["members"],
            present=said["present"],
            chair=said["chair"],
            secretary=said["secretary"],
            scrutineer=said["scrutineer"],
            secret=self.ballot.secret if secrecy is None else secrecy == SECRET,
            electronic=said["held"] == DEVICES,
            closes_at=_moment(said["closes_on"], said["closes_at"]),
        )


def _as_it_stands(ballot: Ballot) -> dict[str, Any]:
    closes = shown(ballot.closes_at) if ballot.closes_at else None
    return {
        "title": ballot.title,
        "secrecy": SECRET if ballot.secret else OPEN,
        "held": DEVICES if ballot.electronic else PAPER,
        "closes_on": closes.date() if closes else None,
        "closes_at": closes.time() if closes else None,
        "members": ballot.members,
        "present": ballot.present,
        "chair": ballot.chair_id,
        "secretary": ballot.secretary_id,
        "scrutineer": ballot.scrutineer_id,
        "lines": list(ballot.candidates.order_by("no").values_list("no", flat=True)),
        "voters": list(ballot.voters.order_by("pk").values_list("person", flat=True)),
    }


def _again(one: Candidate) -> NewCandidate:
    """The same line: who it is is known even where they are not called (any more)."""
    person = one.person or (one.own_voter.person if one.own_voter else None)
    return NewCandidate(one.ref, one.label, person)


def _moment(day: dt.date | None, hour: dt.time | None) -> dt.datetime | None:
    """That moment on the database's clock: of a demo, which tells an earlier day, as many days
    later.
    """
    if day is None or hour is None:
        return None
    ahead = timezone.localdate() - today()
    return timezone.make_aware(dt.datetime.combine(day + ahead, hour))
