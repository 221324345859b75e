"""The pages of each kind of change: its address, its form, how it is called."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.changes.forms import ChangeForm, MoveForm
from thidua.changes.member_forms import AdmitForm, AppointForm, EndForm, EndPostForm, StatusForm
from thidua.changes.models import Change, Kind
from thidua.changes.plans import Plan
from thidua.changes.tree_forms import MergeForm, RenameForm, SplitForm
from thidua.organisations.models import Organisation
from thidua.vocabulary import Body, MembershipEnd, MembershipStatus, Tier


def no_confirmation(plan: Plan) -> tuple[str, str]:
    """Nothing has to be typed."""
    return "", ""


def any_organisation(organisation: Organisation) -> bool:
    return True


@dataclass(frozen=True)
class ActPage:
    """A page on which one kind of change is made. `summary` and `button` name it with its day."""

    kind: Kind
    slug: str
    form: type[ChangeForm]
    title: Promise
    summary: Callable[[Plan], str]
    button: Callable[[Plan], str]
    of_person: bool = True
    confirm: Callable[[Plan], tuple[str, str]] = no_confirmation
    """What must be typed, and the sentence that asks for it; ("", ""): nothing."""
    fits: Callable[[Organisation], bool] = any_organisation
    """Whether an organisation can have it done."""


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def _moves(plan: Plan) -> str:
    return _("Chuyển đồng chí {name} sang {cell}").format(
        name=plan.subject, cell=plan.to.name if plan.to else ""
    )


def _ends(plan: Plan) -> str:
    return _("Kết thúc sinh hoạt của đồng chí {name}: {reason} {day}").format(
        name=plan.subject, reason=_reason(plan), day=_day(plan.on)
    )


def _reason(plan: Plan) -> str:
    label = str(MembershipEnd(plan.details["reason"]).short).strip()
    return label[:1].lower() + label[1:]


def _confirms_end(plan: Plan) -> tuple[str, str]:
    """What cannot be meant lightly is confirmed by the year of birth, or by the name."""
    if plan.details["reason"] not in HURTING or plan.person is None:
        return "", ""
    born = plan.person.born_on.year if plan.person.born_on else plan.person.born_year
    if born:
        return str(born), _("Gõ lại năm sinh của đồng chí {name} để xác nhận").format(
            name=plan.subject
        )
    return plan.subject, _("Gõ lại họ tên {name} để xác nhận").format(name=plan.subject)


def _changes_standing(plan: Plan) -> str:
    status = MembershipStatus(plan.details["status"]).label
    return _("Tình trạng của đồng chí {name}: {status}").format(name=plan.subject, status=status)


def _admits(plan: Plan) -> str:
    return _("Nhận đồng chí {name} vào {cell}").format(
        name=plan.subject, cell=plan.organisation.name
    )


def _appoints(plan: Plan) -> str:
    return _("Giao chức vụ {title}, {place} cho đồng chí {name}").format(
        title=plan.details["title"], place=plan.organisation.name, name=plan.subject
    )


def _ends_post(plan: Plan) -> str:
    return _("Đồng chí {name} thôi {title}, {place}").format(
        name=plan.subject, title=plan.details["title"], place=plan.organisation.name
    )


def _renames(plan: Plan) -> str:
    return _("Đổi tên {old} thành {new}").format(old=plan.subject, new=plan.details["name"])


def _merges(plan: Plan) -> str:
    return _("Hợp nhất {one} và {other} thành {new}").format(
        one=plan.subject, other=plan.details.get("other_name", "?"), new=plan.details["name"]
    )


def _splits(plan: Plan) -> str:
    return _("Tách {new} từ {one}").format(one=plan.subject, new=plan.details["name"])


def _from(text: Promise) -> Callable[[Plan], str]:
    """A button that names the day; of a change of the tree whose day is to come, that it is
    scheduled.
    """

    def button(plan: Plan) -> str:
        if plan.is_scheduled:
            return _("Lên lịch {day}: {what}").format(day=_day(plan.on), what=str(text).lower())
        return _("{what} từ ngày {day}").format(what=str(text), day=_day(plan.on))

    return button


def has_members(organisation: Organisation) -> bool:
    """Whether an organisation has members directly."""
    return organisation.tier == Tier.CELL or organisation.body == Body.CELL


def below_district(organisation: Organisation) -> bool:
    """Whether it may be merged and split here: the province and its districts are not."""
    return organisation.tier not in (Tier.PROVINCE, Tier.UPPER_LEVEL)


HURTING = frozenset(
    {MembershipEnd.DIED.value, MembershipEnd.EXPELLED.value, MembershipEnd.STRUCK_OFF.value}
)
PAGES = (
    ActPage(
        Kind.MOVE,
        "chuyen-sinh-hoat",
        MoveForm,
        gettext_lazy("Chuyển sinh hoạt"),
        _moves,
        _from(gettext_lazy("Chuyển")),
    ),
    ActPage(
        Kind.STATUS,
        "tinh-trang",
        StatusForm,
        gettext_lazy("Thay đổi tình trạng"),
        _changes_standing,
        _from(gettext_lazy("Ghi tình trạng")),
    ),
    ActPage(
        Kind.END,
        "ket-thuc",
        EndForm,
        gettext_lazy("Kết thúc sinh hoạt"),
        _ends,
        lambda plan: _("Kết thúc: {reason}").format(reason=_reason(plan)),
        confirm=_confirms_end,
    ),
    ActPage(
        Kind.ADMIT,
        "ket-nap",
        AdmitForm,
        gettext_lazy("Kết nạp, tiếp nhận"),
        _admits,
        _from(gettext_lazy("Nhận")),
        of_person=False,
        fits=has_members,
    ),
    ActPage(
        Kind.APPOINT,
        "giao-chuc-vu",
        AppointForm,
        gettext_lazy("Giao chức vụ"),
        _appoints,
        _from(gettext_lazy("Giao chức vụ")),
        of_person=False,
    ),
    ActPage(
        Kind.END_POST,
        "thoi-chuc-vu",
        EndPostForm,
        gettext_lazy("Thôi chức vụ"),
        _ends_post,
        _from(gettext_lazy("Thôi chức vụ")),
        of_person=False,
    ),
    ActPage(
        Kind.RENAME,
        "doi-ten",
        RenameForm,
        gettext_lazy("Đổi tên"),
        _renames,
        _from(gettext_lazy("Đổi tên")),
        of_person=False,
    ),
    ActPage(
        Kind.MERGE,
        "hop-nhat",
        MergeForm,
        gettext_lazy("Hợp nhất"),
        _merges,
        _from(gettext_lazy("Hợp nhất")),
        of_person=False,
        fits=below_district,
    ),
    ActPage(
        Kind.SPLIT,
        "chia-tach",
        SplitForm,
        gettext_lazy("Chia tách"),
        _splits,
        _from(gettext_lazy("Chia tách")),
        of_person=False,
        fits=below_district,
    ),
)


def page_of(slug: str, *, of_person: bool) -> ActPage | None:
    """The page with this address; None: there is none."""
    return next((one for one in PAGES if one.slug == slug and one.of_person == of_person), None)


def pages_for(*, of_person: bool) -> list[ActPage]:
    """What can be done of a person, or of an organisation, in the order of the menu."""
    return [one for one in PAGES if one.of_person == of_person]


def said_of(change: Change) -> str:
    """A change that was made, or waits, as one line."""
    page = next((one for one in PAGES if one.kind == change.kind), None)
    return page.summary(Plan.of(change)) if page else str(change)
