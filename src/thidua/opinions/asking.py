"""Who is asked for an opinion of whom, by when; who still owes one; reminding them.

The cell asks for its members; a committee asks bodies for what stands on its part of the list."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority
from thidua.bodies.queries import has_ended, officers_of
from thidua.campaigns.models import Campaign
from thidua.history.tracking import named_actor, recording
from thidua.language import Text
from thidua.notices.kinds import Kind
from thidua.notices.telling import tell
from thidua.opinions.errors import OpinionError
from thidua.opinions.models import Ask, CommentSlip, Opinion
from thidua.opinions.permissions import OF_BODIES, Giver, exactly_at
from thidua.opinions.reading import columns_of, giver_of_ask
from thidua.organisations.models import Organisation
from thidua.roster.identity import SubjectKey, entry_of
from thidua.vocabulary import OpinionKind
from thidua.web.clock import today

ASKED = Kind(
    "opinions.asked",
    Text("lời xin ý kiến đánh giá", "being asked for an opinion"),
    owed=True,
    many=Text("{number} lời xin ý kiến đánh giá", "{number} opinions are asked for"),
)
AGAIN_AFTER = dt.timedelta(hours=48)
"""So long nobody is reminded again."""
ASKABLE = (
    OpinionKind.MASS,
    OpinionKind.EMPLOYER,
    OpinionKind.RESIDENCE,
    OpinionKind.SUPERIOR_BODY,
)


def asker_of(actor: Actor, unit: Organisation) -> Authority:
    """By what somebody asks for a unit. Raises PermissionDenied."""
    authority = exactly_at(actor, unit)
    if authority is None:
        raise PermissionDenied(_("Chỉ người của chính đơn vị xin ý kiến được."))
    return authority


def check_asked(giver: Giver) -> None:
    """Whether such a giver may be asked. Raises OpinionError (a body that is no more or of another
    kind, nobody named).
    """
    body = giver.body
    if giver.kind not in ASKABLE or not (body or giver.name.strip()):
        raise OpinionError.nobody_asked()
    if body is not None:
        if has_ended(body):
            raise OpinionError.body_ended(body.name)
        if body.kind not in OF_BODIES[giver.kind]:
            raise OpinionError.nobody_asked()


@transaction.atomic
def ask_for(  # noqa: PLR0913 - what an ask is made of, by name
    *,
    campaign: Campaign,
    key: SubjectKey,
    giver: Giver,
    asked_for: Organisation,
    actor: Actor,
    due_on: dt.date | None = None,
    contact: str = "",
) -> Ask:
    """Ask one giver for one subject; asked already: the day and the contact are changed. Whoever
    works for the body is told.

    Raises PermissionDenied; OpinionError (not on the list, a body that is no more or of another
    kind, nobody named)."""
    authority = asker_of(actor, asked_for)
    entry = entry_of(campaign, key)
    if entry is None or not entry.organisation.path.startswith(asked_for.path):
        raise OpinionError.not_on_the_list()
    body = giver.body
    check_asked(giver)
    with recording(act="opinions.ask", actor=authority, year=campaign.year, subject=entry.code):
        ask, _made = Ask.objects.update_or_create(
            campaign=campaign,
            **columns_of(key),
            kind=giver.kind.value,
            unit=giver.unit,
            body=body,
            name="" if body else giver.name.strip(),
            defaults={"due_on": due_on, "contact": contact.strip()},
            create_defaults={
                "due_on": due_on,
                "contact": contact.strip(),
                "asked_for": asked_for,
                "asked_by_name": named_actor(authority),
                "asked_at": timezone.now(),
            },
        )
        tell_asked(ask, authority)
    return ask


@transaction.atomic
def remind(asks: Iterable[Ask], actor: Actor) -> int:
    """Remind who owes; who was reminded, or asked, less than two days ago is left alone, and bodies
    that are no more. How many were reminded. Raises PermissionDenied.
    """
    since = timezone.now() - AGAIN_AFTER
    wanted = [
        one
        for one in asks
        if (one.reminded_at or one.asked_at) <= since
        and not (one.body is not None and has_ended(one.body))
    ]
    for ask in wanted:
        authority = asker_of(actor, ask.asked_for)
        with recording(act="opinions.remind", actor=authority, year=ask.campaign.year):
            ask.reminded_at, ask.reminded = timezone.now(), ask.reminded + 1
            ask.save(update_fields=["reminded_at", "reminded"])
            tell_asked(ask, authority, again=True)
    return len(wanted)


def tell_asked(ask: Ask, authority: Authority, *, again: bool = False) -> None:
    """Tell whoever works for the body that is asked; a name without an account hears nothing."""
    if ask.body is None:
        return
    tell(
        ASKED.id,
        users=officers_of([ask.body]),
        key=f"{ASKED.id}:{ask.pk}:{ask.reminded if again else 0}",
        text=_AGAIN if again else FIRST,
        href=reverse("opinions_body", args=[ask.campaign.year, ask.body.pk]),
        campaign=ask.campaign,
        organisation=ask.asked_for,
        due_on=ask.due_on,
        authority=authority,
    )


FIRST = Text("Có lời xin ý kiến đánh giá.", "An opinion is asked for.")
_AGAIN = Text("Nhắc: còn lời xin ý kiến chưa trả lời.", "Reminder: an opinion is still asked for.")


@dataclass(frozen=True)
class Owed:
    """One ask, and whether it was answered."""

    ask: Ask
    giver: Giver
    about: str
    opinion: Opinion | None

    @property
    def answered(self) -> bool:
        """Whether it says something: what was taken back whole is owed again."""
        one = self.opinion
        return one is not None and bool(
            one.comment or one.level or one.civil_servant_level or one.grades.all()
        )

    @property
    def may_be_typed(self) -> bool:
        """From a signed paper: until somebody answers, and what was typed so may be corrected."""
        typed = self.opinion is not None and self.opinion.typed_by_id is not None
        return not self.ended and (not self.answered or typed)

    @property
    def slip(self) -> CommentSlip | None:
        """The link that still works, as it stands; None: none was made, or it is dead."""
        found = (one for one in self.ask.slips.all() if not (one.used_at or one.revoked_at))
        return next((one for one in found if one.expires_on >= today()), None)

    @property
    def ended(self) -> bool:
        """Whether the body works no more: it says nothing new, somebody else is asked."""
        return self.ask.body is not None and has_ended(self.ask.body)

    @property
    def takes_a_slip(self) -> bool:
        return not self.answered and not self.ended and self.ask.kind == OpinionKind.RESIDENCE


def asked_by(campaign: Campaign, unit: Organisation) -> list[Owed]:
    """What a unit asked for, what is owed first; for whoever may see that unit. Three questions."""
    asks = Ask.objects.filter(campaign=campaign, asked_for=unit)
    return _owed(campaign, asks.select_related(*_WITH).prefetch_related("slips"))


def asked_of(campaign: Campaign, body: int) -> list[Owed]:
    """What one body was asked for; for whoever works for it."""
    return _owed(campaign, Ask.objects.filter(campaign=campaign, body=body).select_related(*_WITH))


_WITH = ("campaign", "body", "unit", "person", "organisation", "asked_for")


def _owed(campaign: Campaign, asks: Iterable[Ask]) -> list[Owed]:
    found = list(asks)
    opinions = Opinion.objects.filter(campaign=campaign, kind__in=[one.value for one in ASKABLE])
    people = [one.person_id for one in found if one.person_id]
    units = [one.organisation_id for one in found if one.organisation_id]
    near = opinions.filter(person__in=people) | opinions.filter(organisation__in=units)
    given = {
        _giver_key(one): one for one in near.select_related("typed_by").prefetch_related("grades")
    }
    rows = [
        Owed(
            ask,
            giver_of_ask(ask),
            ask.person.full_name if ask.person else str(ask.organisation),
            given.get(_giver_key(ask)),
        )
        for ask in found
    ]
    return sorted(rows, key=lambda one: (one.answered, one.ask.kind, str(one.giver.title.vi)))


def _giver_key(row: Ask | Opinion) -> tuple[object, ...]:
    return (row.key, row.kind, row.unit_id, row.body_id, row.name)
