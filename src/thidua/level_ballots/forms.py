"""How a ballot on levels is to be held."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thidua.accounts.day_field import HourField
from thidua.level_ballots.beginning import Way
from thidua.level_ballots.matters import FIRST, SECOND
from thidua.organisations.models import Person
from thidua.organisations.person_field import OneOfField
from thidua.vocabulary import SubjectType
from thidua.web.queries import QueryForm

DEVICES, PAPER = "devices", "paper"


class OrderQuery(QueryForm):
    """Which order the ballot carries out (`lai`)."""

    lai = forms.IntegerField(required=False, min_value=1)


class BeginForm(forms.Form):
    """Which subjects, on devices or paper, until when, who holds the keys."""

    kind = forms.ChoiceField(
        choices=[(kind.value, kind.value) for kind in SubjectType], widget=forms.HiddenInput
    )
    number = forms.TypedChoiceField(
        choices=[(FIRST, FIRST), (SECOND, SECOND)], coerce=int, widget=forms.HiddenInput
    )
    lai = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    held = forms.ChoiceField(
        label=_("Cách bỏ phiếu"),
        choices=[
            (DEVICES, _("trên máy, điện thoại")),
            (PAPER, _("phiếu giấy, hai người nhập kết quả kiểm")),
        ],
    )
    closes_at = HourField(label=_("Đóng lúc (trong ngày; để trống: chủ trì đóng)"))
    chair = OneOfField(label=_("Chủ trì, giữ mã"))
    secretary = OneOfField(label=_("Thư ký, giữ mã"))
    scrutineer = OneOfField(label=_("Người kiểm phiếu, giữ mã (nếu có)"))

    def __init__(self, data: Any = None, *, people: "dict[int, Person]", **more: Any) -> None:
        super().__init__(data, **more)
        for name in ("chair", "secretary", "scrutineer"):
            field = self.fields[name]
            if isinstance(field, OneOfField):
                field.offer(people, str(_("Chưa chọn")))

    def way(self) -> Way:
        """What was chosen; of a form that is valid."""
        said = self.cleaned_data
        return Way(
            electronic=said["held"] == DEVICES,
            closes_at=_moment(said["closes_at"]),
            chair=said["chair"],
            secretary=said["secretary"],
            scrutineer=said["scrutineer"],
        )


def _moment(hour: dt.time | None) -> dt.datetime | None:
    """That hour of today, of the day on which the database closes ballots: a demo tells an earlier
    one.
    """
    if hour is None:
        return None
    return timezone.make_aware(dt.datetime.combine(timezone.localdate(), hour))
