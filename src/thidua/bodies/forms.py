"""What people write of a body beside the tree."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.day_field import DayField
from thidua.accounts.lookups import LookupField, organisations_named
from thidua.bodies.actions import BodyDetails
from thidua.bodies.criteria import known_criteria
from thidua.bodies.models import BodyKind
from thidua.web.clock import today
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm, SearchField, WordField

LONGEST_NAME, LONGEST_SHORT_NAME, LONGEST_CONTACT, LONGEST_REASON = 150, 40, 300, 300


class BodiesQuery(QueryForm):
    """The address of the list."""

    q = SearchField()
    kind = WordField(BodyKind.values)
    ended = WordField(("1",))


def _criteria() -> list[tuple[str, str]]:
    return [(name, str(title)) for name, title in known_criteria().items()]


class BodyForm(forms.Form):
    """A body as people write it."""

    kind = forms.ChoiceField(label=_("Loại"), choices=BodyKind.choices)
    name = WordsField(
        label=_("Tên"),
        max_length=LONGEST_NAME,
        required=True,
        help_text=_("Ví dụ: Ban Tổ chức Huyện uỷ Gia Lộc."),
    )
    short_name = WordsField(label=_("Tên ngắn"), max_length=LONGEST_SHORT_NAME)
    criteria = forms.MultipleChoiceField(
        label=_("Tiêu chí phụ trách"),
        required=False,
        choices=_criteria,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Các tiêu chí chấm tổ chức đảng thuộc lĩnh vực của cơ quan này."),
    )
    contact = WordsField(
        label=_("Liên hệ"),
        max_length=LONGEST_CONTACT,
        help_text=_("Địa chỉ, điện thoại, thư điện tử của cơ quan; không ghi tên người."),
    )

    @property
    def details(self) -> BodyDetails:
        """What was written, of a form without faults."""
        values = self.cleaned_data
        return BodyDetails(
            BodyKind(values["kind"]),
            values["name"],
            values["short_name"],
            tuple(values["criteria"]),
            values["contact"],
        )


class NewBodyForm(BodyForm):
    """A new body, and the committee that it works with."""

    field_order = ("committee", "kind", "name", "short_name", "criteria", "contact")

    committee = LookupField(
        organisations_named,
        label=_("Tổ chức có cấp uỷ mà cơ quan này phối hợp"),
        required=True,
        help_text=_("Nhập tên, ví dụ: huyện Gia Lộc; hoặc mã."),
    )


class EndForm(forms.Form):
    """The last day of a body, and why."""

    ends_on = DayField(label=_("Ngày cuối"), initial=today)
    reason = WordsField(label=_("Lý do, lưu vào lịch sử"), max_length=LONGEST_REASON, required=True)
