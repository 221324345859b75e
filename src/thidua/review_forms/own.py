"""The forms that are about somebody themself, as that person takes them."""

from django.http import Http404
from django.http.response import HttpResponseBase

from thidua.access.exporting import Leaving, hand_out
from thidua.access.models import Exported
from thidua.accounts.viewing import SignedIn
from thidua.campaigns.models import Campaign
from thidua.procedures.reading import forms_of
from thidua.review_forms.errors import FormError
from thidua.review_forms.gathering import RELATED
from thidua.review_forms.printing import Rows, file_of
from thidua.reviews.queries import READ_ABOVE, own_review
from thidua.roster.models import RosterEntry
from thidua.rulebook.review_form import Form
from thidua.vocabulary import SubjectType


def own_form_taken(
    request: SignedIn, campaign: Campaign, form_id: str, extension: str
) -> HttpResponseBase:
    """The reader's own paper on a form of members; whoever holds the account in their stead is seen
    in the log. Raises Http404 (no member's file, no such form), FormError where there is nothing to
    print yet, FormTemplateError.
    """
    form = forms_of(campaign).by_id(form_id)
    person = request.user.person
    if person is None or form is None or SubjectType.MEMBER not in form.subject_types:
        raise Http404
    rows = _own_rows(request, campaign, form)
    if not rows:
        raise FormError.none_to_print()
    leaving = Leaving(
        Exported.OWN,
        extension,
        (),
        1,
        year=campaign.year,
        listed=(person.pk,),
        narrowed=str(form.number),
        paper=True,  # one's own: no role is asked for
    )
    return hand_out(
        request,
        leaving,
        lambda: file_of(campaign, form, rows, extension, called=person.full_name, one=True),
    )


def _own_rows(request: SignedIn, campaign: Campaign, form: Form) -> Rows:
    if form.headings:
        review = own_review(request.user, campaign)
        return [review] if review is not None and review.status in READ_ABOVE else []
    found = RosterEntry.objects.filter(
        campaign=campaign,
        subject_type=SubjectType.MEMBER.value,
        rated=True,
        person=request.user.person_id,
    )
    return list(found.select_related(*RELATED))
