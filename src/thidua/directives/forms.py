"""What people write of a document."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.accounts.day_field import DayField
from thidua.attachments.inspecting import Sent
from thidua.campaigns.models import Campaign
from thidua.directives.actions import DirectiveValues
from thidua.directives.models import (
    LONGEST_ISSUER,
    LONGEST_LINK,
    LONGEST_NUMBER,
    LONGEST_REASON,
    LONGEST_TITLE,
    Directive,
    Kind,
)
from thidua.organisations.models import Organisation
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm

BAD_DAY = _("ghi ngày như 18/02/2022")
EVERY_PART = "0"
"""The choice of a document for every part of the tree."""


class DirectiveForm(forms.Form):
    """One document; `organisations`: whose documents the writer keeps."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=Kind.choices)
    number = WordsField(label=_("Số, ký hiệu"), max_length=LONGEST_NUMBER)
    signed_on = DayField(
        label=_("Ngày ký"), error_messages={"required": _("hãy ghi ngày ký"), "invalid": BAD_DAY}
    )
    secret = forms.BooleanField(
        label=_("Văn bản có dấu mật: chỉ lưu số và ngày, không lưu nội dung, không nhận tệp"),
        required=False,
    )
    issuer = WordsField(label=_("Nơi ban hành"), max_length=LONGEST_ISSUER)
    title = WordsField(
        label=_("Trích yếu"), max_length=LONGEST_TITLE, widget=forms.Textarea(attrs={"rows": 3})
    )
    organisation = forms.ChoiceField(label=_("Dành cho"))
    every_year = forms.BooleanField(
        label=_("Dùng cho mọi năm, không riêng năm này"), required=False
    )
    link = WordsField(
        label=_("Địa chỉ trên cổng thông tin chính thức (https://…)"),
        max_length=LONGEST_LINK,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    file = forms.FileField(label=_("Tệp văn bản"), required=False)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        organisations: Sequence[Organisation],
        every_part: bool,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.organisations = {str(one.pk): one for one in organisations}
        choices = [
            (key, gettext("{name} và các đơn vị trực thuộc").format(name=one.name))
            for key, one in self.organisations.items()
        ]
        if every_part:
            choices.append((EVERY_PART, gettext("Mọi tổ chức đảng (văn bản của Trung ương)")))
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]

    def values(self, campaign: Campaign) -> DirectiveValues:
        """What was written; of a form that is valid."""
        said = self.cleaned_data
        secret = said["secret"]
        return DirectiveValues(
            kind=said["kind"],
            number=said["number"],
            signed_on=said["signed_on"],
            issuer="" if secret else said["issuer"],
            title="" if secret else said["title"],
            link=said["link"],
            secret=secret,
            organisation=self.organisations.get(said["organisation"]),
            campaign=None if said["every_year"] else campaign,
        )

    def sent(self) -> list[Sent]:
        """The file, where one was sent."""
        file = self.cleaned_data["file"]
        return [Sent(file)] if file else []


def initial_of(directive: Directive) -> dict[str, Any]:
    """A document as its form shows it."""
    names = ("revision", "kind", "number", "signed_on", "secret", "issuer", "title", "link")
    return {name: getattr(directive, name) for name in names} | {
        "organisation": str(directive.organisation_id or EVERY_PART),
        "every_year": directive.campaign_id is None,
    }


class WithdrawForm(forms.Form):
    """Why a document is taken out of the lists."""

    reason = WordsField(label=_("Vì sao rút văn bản"), max_length=LONGEST_REASON)


class RemoveFileForm(forms.Form):
    """A file that is taken away, by its key."""

    file = forms.IntegerField()


class LinkQuery(QueryForm):
    """The kind of things to link to: the page offers these alone."""

    link = forms.CharField(required=False)


class LinkForm(forms.Form):
    """What a document is linked to: the word of the kind and the key of the thing."""

    kind = WordsField(max_length=40, required=True)
    target = WordsField(max_length=160, required=True)


class UnlinkForm(forms.Form):
    """A link by its key."""

    link = forms.IntegerField()
