"""What the address of a board narrows it to, who is reminded, and a delay as somebody grants it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.day_field import DayField
from thidua.notices.forms import CodesField
from thidua.state_board.steps import STEPS
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm, WordField


class BoardQuery(QueryForm):
    """`show`: only rows with somebody late; `step`: of this step; `sort`: the most late first;
    `all` of a list: whoever is done too.
    """

    show = WordField({"late"})
    step = WordField(STEPS)
    sort = WordField({"late"})
    all = WordField({"1"})
    format = WordField({"xlsx"})


class RemindForm(forms.Form):
    """Who is reminded: everybody late, or the units and rows that are marked; of one step or all.

    Whoever is named here is looked up among those who are late: a code of anybody else does
    nothing."""

    which = WordField({"all", "marked"}, "marked")
    step = WordField(STEPS)
    unit = CodesField(required=False)


class ExcuseForm(forms.Form):
    """A delay: until which day, and why."""

    until = DayField(
        label=_("Lùi đến hết ngày"),
        error_messages={
            "required": _("hãy ghi ngày lùi đến"),
            "invalid": _("ghi ngày như 10/04/2022"),
        },
    )
    reason = WordsField(
        label=_("Lý do"),
        max_length=500,
        required=True,
        help_text=_("Đơn vị và cấp trên của đơn vị đọc được."),
        error_messages={"required": _("hãy nêu lý do cho lùi hạn")},
    )
