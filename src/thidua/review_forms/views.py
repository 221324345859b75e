"""The pages of the forms: what is ready in a unit, and the files."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.access.exporting import may_export
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.errors import RefusedError
from thidua.form_templates.files import may_keep
from thidua.language import as_sentence
from thidua.meetings.queries import meetings_of
from thidua.opinions.queries import unit_for
from thidua.organisations.models import Organisation, Person
from thidua.review_forms.forms import ArchiveForm, FileQuery
from thidua.review_forms.gathering import forms_ready, subjects_named
from thidua.review_forms.own import own_form_taken
from thidua.review_forms.printing import FILES
from thidua.review_forms.tables import TABLES, TableQuery, table_taken
from thidua.review_forms.taking import archive_asked, form_or_404, of_meeting, taken
from thidua.review_forms.whom import Keys, keys_of
from thidua.reviews.ways import ways_of


def _unit(request: SignedIn, year: int, code: str) -> tuple[Campaign, Organisation]:
    campaign = campaign_or_404(request, year)
    unit = unit_for(scope_of_request(request), code)
    if unit is None:
        raise Http404
    return campaign, unit


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def forms_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """Which forms of a unit can be printed now; its archive is asked for here."""
    campaign, unit = _unit(request, year, code)
    error = ""
    form = ArchiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return archive_asked(request, campaign, unit, form.cleaned_data["format"])
        except RefusedError as refused:
            error = as_sentence(refused)
    context = {
        "campaign": campaign,
        "unit": unit,
        "ready": forms_ready(request.user, campaign, unit),
        "tables": TABLES,
        "meetings": list(meetings_of(campaign, unit)),
        "subjects": subjects_named(campaign, unit),
        "may_take": may_export(scope_of_request(request), (unit.path,)),
        "keeps_templates": may_keep(request.user),
        "error": error,
        "ways": ways_of(campaign, unit, request.user, here=request.path),
        "form": form,
    }
    return render(request, "review_forms/forms.html", context, status=409 if error else 200)


@require_GET
@signed_in
def forms_file(request: SignedIn, year: int, code: str) -> HttpResponseBase:
    """One form of a unit as a file: of all, of one subject, of a meeting; or a table."""
    campaign, unit = _unit(request, year, code)
    if not may_export(scope_of_request(request), (unit.path,)):
        raise Http404
    if table := TableQuery.read(request.GET)["table"]:
        return table_taken(request, campaign, unit, table)
    wanted = FileQuery.read(request.GET)
    if not wanted["form"] or not wanted["format"]:
        raise Http404
    form = form_or_404(campaign, wanted["form"])
    only, called = None, ""
    if wanted["subject"]:
        only, called = _subject(unit, wanted["subject"])
    elif wanted["meeting"]:
        place, only = of_meeting(request, campaign, wanted["meeting"])
        if place.pk != unit.pk:
            raise Http404
    return taken(request, campaign, unit, form, wanted["format"], only=only, called=called)


@require_GET
@signed_in
def own_form(request: SignedIn, year: int, form: str, extension: str) -> HttpResponseBase:
    """A form about the reader, as Word or PDF."""
    if extension not in FILES:
        raise Http404
    return own_form_taken(request, campaign_or_404(request, year), form, extension)


def _subject(unit: Organisation, code: str) -> tuple[Keys, str]:
    """A person, or an organisation in the unit, by its code; whether a form is theirs is asked of
    what stands in the unit. Raises Http404.
    """
    person = Person.objects.filter(code=code).first()
    if person is not None:
        return keys_of(person), person.full_name
    inside = Organisation.objects.filter(code=code, path__startswith=unit.path).first()
    if inside is None:
        raise Http404
    return keys_of(inside), inside.name
