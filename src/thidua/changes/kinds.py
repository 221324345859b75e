"""The pages of each kind of change: its address, its form, how it is called."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.changes.forms import ChangeForm, MoveForm
from thidua.changes.models import Change, Kind
from thidua.changes.plans import Plan
from thidua.organisations.models import Organisation


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


PAGES = (
    ActPage(
        Kind.MOVE,
        "chuyen-sinh-hoat",
        MoveForm,
        gettext_lazy("Chuyển sinh hoạt"),
        _moves,
        lambda plan: _("Chuyển từ ngày {day}").format(day=_day(plan.on)),
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
