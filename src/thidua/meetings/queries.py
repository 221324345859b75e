"""Reading meetings, scoped to who asks."""

from django.db.models import Case, IntegerField, Prefetch, QuerySet, Value, When

from thidua.accounts.actors import Actor, scope_of
from thidua.campaigns.models import Campaign
from thidua.meetings.models import CorrectionAsk, Item, Meeting, Participant, Speech, State
from thidua.meetings.rights import readable
from thidua.organisations.models import Organisation


def meetings_of(campaign: Campaign, unit: Organisation) -> "QuerySet[Meeting]":
    """A unit's meetings of a year, for whoever may read that unit: the newest first."""
    found = Meeting.objects.filter(campaign=campaign, organisation=unit)
    return found.select_related("organisation", "campaign")


def meeting_of(actor: Actor, campaign: Campaign, unit: Organisation) -> Meeting | None:
    """A unit's meeting of a year: the one that is not closed, or else the newest; None where there
    is none, or the reader may not know it.
    """
    found = readable(actor).filter(campaign=campaign, organisation=unit)
    last = Case(When(state=State.CLOSED, then=Value(1)), default=Value(0))
    ordered = found.order_by(last, "-held_on", "-pk")
    return ordered.select_related("organisation", "campaign").first()


def meeting_for(actor: Actor, campaign: Campaign, pk: int) -> Meeting | None:
    """One meeting that this reader may know; None otherwise."""
    found = readable(actor).filter(campaign=campaign, pk=pk)
    return found.select_related("organisation", "campaign", "chair", "secretary").first()


def own_meetings(actor: Actor, campaign: Campaign) -> "QuerySet[Meeting]":
    """The meetings of a year that the reader is called to, as a person."""
    person = scope_of(actor).person_id
    if person is None:
        return Meeting.objects.none()
    found = Meeting.objects.filter(campaign=campaign, participants__person=person)
    return found.select_related("organisation", "campaign")


def participants_of(meeting: Meeting) -> list[Participant]:
    """Everybody called, in the order of the agenda; guests last."""
    ordered = meeting.participants.annotate(
        guest=Case(When(person=None, then=1), default=0, output_field=IntegerField())
    ).order_by("guest", "pk")
    return list(ordered.select_related("person"))


def items_of(meeting: Meeting) -> list[Item]:
    """The agenda in order, what was said and what is asked to be corrected with it."""
    asks = CorrectionAsk.objects.select_related("person")
    speeches = Speech.objects.select_related("speaker")
    return list(
        meeting.items.select_related("person", "organisation").prefetch_related(
            Prefetch("speeches", speeches), Prefetch("corrections", asks)
        )
    )


def items_about(actor: Actor, campaign: Campaign) -> list[Item]:
    """What was noted about the reader at the meetings of a year."""
    person = scope_of(actor).person_id
    if person is None:
        return []
    found = Item.objects.filter(person=person, meeting__campaign=campaign)
    return list(
        found.select_related("meeting__organisation", "meeting__campaign")
        .prefetch_related(
            Prefetch("speeches", Speech.objects.select_related("speaker")), "corrections"
        )
        .order_by("meeting__held_on", "pk")
    )
