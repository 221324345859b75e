"""What waits about codes on paper on the first page: for a secretary, a committee, an
administrator.
"""

from collections.abc import Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.accounts.models import Role
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.code_sheets.queries import (
    NEAREST,
    asked_for,
    counts_of,
    to_hand_over,
    to_print_again,
)
from thidua.numbers import format_number
from thidua.organisations.models import Organisation


def code_sheet_tasks(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """A row a kind of work, with how many are left; one question a role that could have any."""
    scope = scope_of_request(request)
    if Role.CELL in scope.roles and (codes := to_hand_over(scope)):
        yield _hand_over(codes)
    if not scope.roles.isdisjoint(NEAREST) and (codes := to_print_again(scope)):
        yield _print_again(codes)
    if scope.administers:
        yield from _asked()


def _hand_over(counts: Mapping[Organisation, int]) -> Task:
    number = sum(counts.values())
    only = next(iter(counts)) if len(counts) == 1 else None
    return Task(
        title=ngettext(
            "Trao mã đăng nhập cho {number} đảng viên",
            "Trao mã đăng nhập cho {number} đảng viên",
            number,
        ).format(number=format_number(number)),
        detail=_("Chưa xác nhận đã trao tận tay thì mã chưa dùng được."),
        href=reverse("codes_of_cell", args=[only.code]) if only else reverse("codes_to_hand_over"),
        button=ngettext("Xác nhận {number} mã", "Xác nhận {number} mã", number).format(
            number=format_number(number)
        ),
    )


def _print_again(counts: Mapping[Organisation, int]) -> Task:
    number = sum(counts.values())
    only = next(iter(counts)) if len(counts) == 1 else None
    return Task(
        title=ngettext(
            "In lại mã đăng nhập cho {number} đảng viên",
            "In lại mã đăng nhập cho {number} đảng viên",
            number,
        ).format(number=format_number(number)),
        detail=_("{cells}: mã đã thu hồi").format(cells=", ".join(str(cell) for cell in counts)),
        href=reverse("code_sheet_print", args=[only.code]) if only else reverse("code_sheets"),
        button=ngettext("In lại {number} mã", "In lại {number} mã", number).format(
            number=format_number(number)
        ),
    )


def _asked() -> Iterator[Task]:
    sheets = list(asked_for())
    if not sheets:
        return
    counts = counts_of([sheet.organisation for sheet in sheets])
    number = len(sheets)
    places = ", ".join(
        _("{cell} {people} người").format(
            cell=sheet.organisation, people=format_number(counts[sheet.organisation.pk].none)
        )
        for sheet in sheets
    )
    yield Task(
        title=ngettext(
            "Làm mã một lần cho {number} chi bộ", "Làm mã một lần cho {number} chi bộ", number
        ).format(number=format_number(number)),
        detail=places,
        href=reverse("code_sheets"),
        button=ngettext("In {number} tờ mã", "In {number} tờ mã", number).format(
            number=format_number(number)
        ),
        when_word=_("Khi cần"),
    )
