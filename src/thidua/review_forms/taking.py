"""Forms as they leave the house: one file while somebody waits, a ZIP that the worker makes."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase

from thidua.access.exporting import Leaving, check_export, hand_out, some_of, write_down
from thidua.access.models import Dossier, Exported
from thidua.access.preparing import Order, prepare
from thidua.access.recording import record_looks
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.meetings.agenda import key_of
from thidua.meetings.queries import meeting_for
from thidua.organisations.models import Organisation
from thidua.procedures.reading import forms_of
from thidua.review_forms.archive import FORMS
from thidua.review_forms.errors import FormError
from thidua.review_forms.printing import file_of, people_in, rows_to_print
from thidua.review_forms.whom import Keys, keys_met_over
from thidua.rulebook.review_form import Form
from thidua.vocabulary import SubjectType


def form_or_404(campaign: Campaign, form_id: str) -> Form:
    form = forms_of(campaign).by_id(form_id)
    if form is None:
        raise Http404
    return form


def taken(  # noqa: PLR0913  (a file says of whom, what and how)
    request: SignedIn,
    campaign: Campaign,
    unit: Organisation,
    form: Form,
    extension: str,
    *,
    only: Keys | None = None,
    called: str = "",
) -> HttpResponseBase:
    """One form of a unit, of all or of some, as one file. Raises FormError where there is none,
    PermissionDenied, FormTemplateError. The Word of one subject is printed by the province's own
    template where it has one. Each person's look is written down.
    """
    rows = rows_to_print(request.user, campaign, unit, form, only=only)
    people = people_in(rows)
    leaving = Leaving(
        Exported.PAPERS,
        extension,
        (unit.path,),
        len(people),
        year=campaign.year,
        subjects=form.subject_types[0].value,
        listed=some_of(people),
        narrowed=f"{form.number}",
    )

    def made() -> HttpResponseBase:
        if not rows:
            raise FormError.none_to_print()
        record_looks(
            request, people=people, path=unit.path, dossier=Dossier.PAPERS, year=campaign.year
        )
        one, name = bool(called), called or unit.name
        return file_of(campaign, form, rows, extension, called=name, one=one)

    return hand_out(request, leaving, made)


def of_meeting(request: SignedIn, campaign: Campaign, pk: int) -> tuple[Organisation, Keys]:
    """The unit of a meeting, and whom it deals with. Raises Http404."""
    meeting = meeting_for(request.user, campaign, pk)
    if meeting is None:
        raise Http404
    subjects = filter(None, map(key_of, meeting.items.all()))
    return meeting.organisation, keys_met_over(subjects)


def archive_asked(
    request: SignedIn, campaign: Campaign, unit: Organisation, extension: str
) -> HttpResponse:
    """Ask the worker for everything of a unit; leads to the page that follows it. Raises FormError
    where there is nothing, PermissionDenied.
    """
    check_export(scope_of_request(request), (unit.path,))
    asked = {"year": campaign.year, "code": unit.code, "format": extension}
    if not FORMS.plan(request.user, asked):
        raise FormError.none_to_print()
    people = _all_people(request, campaign, unit)
    leaving = Leaving(
        Exported.PAPERS,
        "zip",
        (unit.path,),
        len(people),
        year=campaign.year,
        subjects=SubjectType.MEMBER.value,
    )
    record_looks(request, people=people, path=unit.path, dossier=Dossier.PAPERS, year=campaign.year)
    return prepare(
        request.user, Order(FORMS.name, asked), lambda: write_down(request.user, leaving)
    )


def _all_people(request: SignedIn, campaign: Campaign, unit: Organisation) -> Sequence[int]:
    found: dict[int, None] = {}
    for form in forms_of(campaign).forms:
        rows = rows_to_print(request.user, campaign, unit, form, only=None)
        found |= dict.fromkeys(people_in(rows))
    return list(found)
