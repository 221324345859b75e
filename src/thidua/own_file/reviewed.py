"""Their review, what was said of them at meetings, and the limits that they work on."""

from collections.abc import Iterable

from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.meetings.mine import Mine, mine_of
from thidua.meetings.models import CorrectionAsk
from thidua.own_file.schema import (
    Cited,
    Correction,
    Dealt,
    Heading,
    Prompt,
    Remedy,
    Review,
    Speech,
    Step,
)
from thidua.remedies import models as remedies
from thidua.remedies.presenters import heading_of, where_named, who_verifies
from thidua.remedies.queries import own
from thidua.reviews.prompts import prompts_to
from thidua.reviews.queries import own_review
from thidua.reviews.reading import whole
from thidua.roster.identity import member


def review_told(user: User, campaign: Campaign) -> Review | None:
    """Their own of the year; None: not begun. One that is being written reads as it stands."""
    found = own_review(user, campaign)
    if found is None:
        return None
    text = whole(found, as_writer=True)
    return Review(
        form=text.form.number.vi,
        status=found.status,
        cell=found.cell.name,
        saved_at=found.saved_at,
        sent_at=found.sent_at,
        late_reason=found.late_reason,
        typed_by=str(found.typed_by) if found.typed_by_id else "",
        returned_because=found.reason,
        headings=tuple(
            Heading(number=one.number, title=str(one.title), text=one.text.strip())
            for one in text.headings
        ),
        cited=tuple(Cited(label=one.label, words=one.words) for one in text.cited),
    )


def prompts_told(campaign: Campaign, person_id: int) -> tuple[Prompt, ...]:
    found = prompts_to(campaign, [member(person_id)]).select_related("by")
    return tuple(Prompt(by=one.by.name, text=one.text, made_at=one.made_at) for one in found)


def meetings_told(user: User, campaign: Campaign) -> tuple[Dealt, ...]:
    """Each meeting that deals with them, the last first: what is noted of them, at once."""
    return tuple(_dealt(one) for one in mine_of(user, campaign))


def _dealt(one: Mine) -> Dealt:
    return Dealt(
        held_on=one.meeting.held_on,
        unit=one.meeting.organisation.name,
        state=one.item.state,
        put_off_because=one.item.put_off_because,
        concluded=one.item.concluded,
        speeches=tuple(
            Speech(
                kind=each.speech.kind,
                by=each.who,
                said_at=each.speech.said_at,
                text=each.speech.text,
                corrections=_corrections(each.asks),
            )
            for each in one.speeches
        ),
        corrections=_corrections(one.asks),
    )


def _corrections(asks: Iterable[CorrectionAsk]) -> tuple[Correction, ...]:
    return tuple(
        Correction(text=one.text, asked_at=one.asked_at, taken=one.taken, answer=one.answer)
        for one in asks
    )


def remedies_told(user: User, campaign: Campaign) -> tuple[Remedy, ...]:
    """Those named up to this year: they are worked on until they are closed."""
    found = own(user).filter(campaign__year__lte=campaign.year).order_by("-raised_on", "pk")
    return tuple(_remedy(one) for one in found.prefetch_related("steps"))


def _remedy(one: remedies.Remedy) -> Remedy:
    what = heading_of(one)
    return Remedy(
        year=one.campaign.year,
        limit=one.limit,
        cause=one.cause,
        what="" if what == one.limit else what,
        named_in=where_named(one),
        raised_on=one.raised_on,
        raised_by=one.raised_by_name,
        due_on=one.due_on,
        state=one.state,
        verifier=who_verifies(one),
        closed_on=one.closed_on,
        closed_by=one.closed_by_name,
        steps=tuple(
            Step(on=step.on, kind=step.kind, text=step.text, by=step.written_by_name)
            for step in one.steps.all()
        ),
    )
