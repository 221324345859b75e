"""What is written for each kind of change of a member or a post."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.accounts.day_field import DayField
from thidua.changes.forms import Begun, ChangeForm, Offered
from thidua.changes.queries import members_named, place_line, posts_of
from thidua.organisations.models import MembershipSpell
from thidua.vocabulary import MembershipEnd, MembershipStatus, PositionRole, Sex
from thidua.web.clock import today
from thidua.web.forms import WordsField
from thidua.web.queries import SearchField

KINDS_OF_END = {
    MembershipEnd.DIED: _("Từ trần (giấy báo tử, trích lục)"),
    MembershipEnd.LEFT: _("Xin ra khỏi Đảng (quyết định cho ra)"),
    MembershipEnd.STRUCK_OFF: _("Xoá tên (quyết định xoá tên)"),
    MembershipEnd.EXPELLED: _("Khai trừ (quyết định kỷ luật)"),
    MembershipEnd.TRANSFERRED: _("Chuyển ra ngoài tỉnh (giấy giới thiệu)"),
    MembershipEnd.ABROAD: _("Ra nước ngoài (quyết định của cấp uỷ)"),
}
"""How a membership ends, each with the paper that it needs."""
STANDINGS = (MembershipStatus.OFFICIAL, MembershipStatus.EXEMPT, MembershipStatus.SUSPENDED)
"""Standings that a decision gives; probation begins with admission, a guest is a move."""


class EndForm(ChangeForm):
    """How a membership ends, and its last day."""

    first = ("reason", "on")
    reason = forms.ChoiceField(
        label=_("Vì sao kết thúc"),
        choices=[(word.value, label) for word, label in KINDS_OF_END.items()],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("Ngày cuối cùng còn sinh hoạt")

    def clean_on(self) -> dt.date:
        """A membership has ended, or will not be said to: nobody's death lies ahead."""
        last: dt.date = self.cleaned_data["on"]
        if last > today():
            raise ValidationError(
                gettext("ngày chưa tới: ngày không sau hôm nay {today}").format(
                    today=f"{today():%d/%m/%Y}"
                )
            )
        return last

    def more(self) -> dict[str, Any]:
        return {"details": {"reason": self.cleaned_data["reason"]}}


class StatusForm(ChangeForm):
    """Another standing in the same cell."""

    first = ("status", "on")
    status = forms.ChoiceField(
        label=_("Tình trạng mới"),
        choices=lambda: [(word.value, word.label) for word in STANDINGS],
        widget=forms.RadioSelect,
    )

    def more(self) -> dict[str, Any]:
        return {"details": {"status": self.cleaned_data["status"]}}


class AdmitForm(ChangeForm):
    """Who comes to a cell: newly admitted, or from outside the province."""

    first = ("full_name", "born_on", "born_year", "sex", "status", "on", "admitted_on")
    full_name = WordsField(label=_("Họ và tên"), max_length=120, required=True)
    born_on = DayField(label=_("Ngày sinh"), required=False)
    born_year = forms.IntegerField(
        label=_("Năm sinh (khi chưa biết ngày)"), required=False, min_value=1850, max_value=2200
    )
    sex = forms.ChoiceField(
        label=_("Giới tính"),
        choices=lambda: [("", gettext("chưa ghi")), *Sex.choices()],
        required=False,
    )
    status = forms.ChoiceField(
        label=_("Tình trạng"),
        choices=lambda: [
            (word.value, word.label)
            for word in (MembershipStatus.PROBATIONARY, MembershipStatus.OFFICIAL)
        ],
    )
    admitted_on = DayField(label=_("Ngày vào Đảng (khi từ nơi khác đến)"), required=False)
    civil_servant = forms.ChoiceField(
        label=_("Cán bộ, công chức, viên chức"),
        choices=[("", _("chưa biết")), ("yes", _("Có")), ("no", _("Không"))],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("Ngày kết nạp, tiếp nhận")

    def more(self) -> dict[str, Any]:
        written = self.cleaned_data
        servant = {"yes": True, "no": False}.get(written["civil_servant"])
        days = {
            name: written[name].isoformat() if written[name] else None
            for name in ("born_on", "admitted_on")
        }
        details = {
            **days,
            "born_year": written["born_year"],
            "sex": written["sex"],
            "status": written["status"],
            "civil_servant": servant,
        }
        return {"subject": written["full_name"], "details": details}


class AppointForm(ChangeForm):
    """Who is given which post in an organisation."""

    searches = True
    first = ("words", "to", "role", "title", "on")
    words = SearchField()
    to = forms.IntegerField(required=False)
    role = forms.ChoiceField(label=_("Vai trò"), choices=PositionRole.choices)
    title = WordsField(label=_("Chức danh"), max_length=120, required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("Giao cho")
        self.search_help = _("Tìm theo tên trong phần phụ trách.")

    def clean(self) -> None:
        found = self._found()
        wanted = self.cleaned_data.get("to")
        chosen = next((one for one in found if one.person_id == wanted), None)
        if chosen is None and wanted:
            chosen = next(iter(members_named(self.begun.paths, "", self.day, person=wanted)), None)
        if chosen is None and len(found) == 1:
            chosen = found[0]
        if chosen is None:
            self.add_error("words", gettext("gõ tên rồi chọn một người trong danh sách tìm thấy"))
        self.cleaned_data["spell"] = chosen

    def _found(self) -> list[MembershipSpell]:
        words = getattr(self, "cleaned_data", {}).get("words", "")
        return members_named(self.begun.paths, words, self.day)

    @property
    def offered(self) -> list[Offered]:
        """The people whom the written words find, the chosen one among them."""
        chosen = getattr(self, "cleaned_data", {}).get("spell")
        found = self._found()
        if chosen is not None and chosen not in found:
            found.insert(0, chosen)
        return [
            Offered(one.person_id, one.person.full_name, _where(one), one == chosen)
            for one in found
        ]

    def more(self) -> dict[str, Any]:
        spell, written = self.cleaned_data["spell"], self.cleaned_data
        return {
            "person": spell.person,
            "subject": spell.person.full_name,
            "details": {"role": written["role"], "title": written["title"]},
        }


def _where(spell: MembershipSpell) -> str:
    born = spell.person.born_on.year if spell.person.born_on else spell.person.born_year
    place = place_line(spell.organisation)
    parts = [
        gettext("sinh {year}").format(year=born) if born else "",
        spell.organisation.name,
        place,
    ]
    return " · ".join(part for part in parts if part)


class EndPostForm(ChangeForm):
    """Which post ends, and the first day without it."""

    first = ("post", "on")
    post = forms.ChoiceField(label=_("Chức vụ nào"), widget=forms.RadioSelect)

    def __init__(self, data: Any, files: Any = None, *, begun: Begun) -> None:
        super().__init__(data, files, begun=begun)
        self.posts = {str(post.pk): post for post in posts_of(begun.organisation, today())}
        self.fields["post"].choices = [  # type: ignore[attr-defined]
            (pk, f"{post.person.full_name}: {post.title or post.get_role_display()}")
            for pk, post in self.posts.items()
        ]
        self.fields["on"].label = _("Thôi từ ngày")

    def more(self) -> dict[str, Any]:
        post = self.posts[self.cleaned_data["post"]]
        return {
            "person": post.person,
            "subject": post.person.full_name,
            "details": {"post": post.pk, "title": post.title or str(post.get_role_display())},
        }
