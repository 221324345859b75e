"""What is written for each kind of change of the tree."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.accounts.day_field import DayField
from thidua.changes.forms import Begun, ChangeForm, Offered
from thidua.changes.queries import members_of, organisations_like, place_line
from thidua.changes.tree_performing import of_one_name, parts_on
from thidua.organisations.models import Organisation
from thidua.web.clock import today
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm, SearchField

LONGEST_NAME = 255
RENAMED = "renamed_"


class RenameForm(ChangeForm):
    """Another name of the same organisation."""

    first = ("name", "short_name", "on")
    name = WordsField(label=_("Tên mới"), max_length=LONGEST_NAME, required=True)
    short_name = WordsField(label=_("Tên gọn"), max_length=120)

    def more(self) -> dict[str, Any]:
        written = self.cleaned_data
        return {"details": {"name": written["name"], "short_name": written["short_name"]}}


class OtherQuery(QueryForm):
    """With whom and from when: on these depends which parts need another name."""

    words = SearchField()
    to = forms.IntegerField(required=False)
    on = DayField(required=False)


class MergeForm(ChangeForm):
    """With which other organisation, and what comes of both."""

    searches = True
    first = ("words", "to", "name", "on")
    words = SearchField()
    to = forms.IntegerField(required=False)
    name = WordsField(label=_("Tên tổ chức mới"), max_length=LONGEST_NAME, required=True)

    def __init__(self, data: Any, files: Any = None, *, begun: Begun) -> None:
        super().__init__(data, files, begun=begun)
        self.fields["words"].label = _("Hợp nhất với")
        self.fields["paper_number"].label = _("Quyết định số")
        self.search_help = _("Tìm theo tên; cùng cấp, cùng hình thức.")
        other = self._sent_other()
        if other is not None:
            for part in of_one_name(begun.organisation, other, self._sent_day()):
                self.fields[f"{RENAMED}{part.pk}"] = WordsField(
                    label=gettext("Tên mới của {name} ({place})").format(
                        name=part.name, place=place_line(part)
                    ),
                    max_length=LONGEST_NAME,
                    initial=part.name,
                )

    def _sent_other(self) -> Organisation | None:
        """The other organisation as it was sent, before anything else is read."""
        sent = OtherQuery.read(self.data)
        if sent["to"]:
            return next(iter(organisations_like(self.begun.organisation, "", pk=sent["to"])), None)
        found = organisations_like(self.begun.organisation, sent["words"])
        return found[0] if len(found) == 1 else None

    def _sent_day(self) -> dt.date:
        day: dt.date | None = OtherQuery.read(self.data)["on"]
        return day or today()

    def clean(self) -> None:
        other = self._sent_other()
        if other is None:
            self.add_error("words", gettext("gõ tên rồi chọn một tổ chức trong danh sách tìm thấy"))
        self.cleaned_data["other"] = other

    @property
    def offered(self) -> list[Offered]:
        """The organisations that the written words find, the chosen one among them."""
        written = getattr(self, "cleaned_data", {})
        chosen = written.get("other")
        found = organisations_like(self.begun.organisation, written.get("words", ""))
        if chosen is not None and chosen not in found:
            found.insert(0, chosen)
        return [Offered(one.pk, one.name, place_line(one), one == chosen) for one in found]

    def more(self) -> dict[str, Any]:
        written = self.cleaned_data
        renamed = {
            name.removeprefix(RENAMED): text
            for name, text in written.items()
            if name.startswith(RENAMED) and text
        }
        details = {
            "name": written["name"],
            "other": written["other"].pk,
            "other_name": written["other"].name,
            "renamed": renamed,
        }
        return {"details": details}


class SplitForm(ChangeForm):
    """What goes to a new organisation beside this one."""

    first = ("name", "on", "parts", "people")
    name = WordsField(label=_("Tên tổ chức mới"), max_length=LONGEST_NAME, required=True)
    parts = forms.MultipleChoiceField(
        label=_("Tổ chức trực thuộc chuyển sang"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    people = forms.MultipleChoiceField(
        label=_("Đảng viên chuyển sang"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, data: Any, files: Any = None, *, begun: Begun) -> None:
        super().__init__(data, files, begun=begun)
        self.fields["paper_number"].label = _("Quyết định số")
        day = self.day
        parts = [(str(one.pk), one.name) for one in parts_on(begun.organisation, day)]
        people = [
            (str(spell.person_id), spell.person.full_name)
            for spell in members_of(begun.organisation, day, "")
        ]
        for name, choices in (("parts", parts), ("people", people)):
            if choices:
                self.fields[name].choices = choices  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def clean(self) -> None:
        if not self.cleaned_data.get("parts") and not self.cleaned_data.get("people"):
            where = "parts" if "parts" in self.fields else "people"
            if where in self.fields:
                self.add_error(where, gettext("đánh dấu ít nhất một dòng chuyển sang"))

    def more(self) -> dict[str, Any]:
        written = self.cleaned_data
        return {
            "details": {
                "name": written["name"],
                "parts": [int(pk) for pk in written.get("parts", [])],
                "people": [int(pk) for pk in written.get("people", [])],
            }
        }
