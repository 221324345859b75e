"""Opinions as they were given, all at once: for a year that was kept on paper, and for the demo."""

import datetime as dt
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from thidua.accounts.actors import Operator
from thidua.accounts.permissions import Authority
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.loading.rows import copy_rows
from thidua.opinions.asking import tell_asked
from thidua.opinions.models import Ask, CommentSlip, Grade, Opinion
from thidua.opinions.permissions import Giver
from thidua.opinions.reading import columns_of
from thidua.opinions.slips import digest_of
from thidua.organisations.models import Organisation
from thidua.roster.identity import SubjectKey
from thidua.vocabulary import Level


@dataclass(frozen=True)
class PastOpinion:
    """What one giver said of one subject, when (aware), and who that was by name. `grades`:
    criterion → grade and why it is another than somebody else's ("": it is not).
    """

    key: SubjectKey
    giver: Giver
    at: dt.datetime
    by_name: str
    level: Level | None = None
    civil_servant_level: Level | None = None
    comment: str = ""
    grades: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@transaction.atomic
def record_past(*, campaign: Campaign, opinions: Sequence[PastOpinion], actor: Operator) -> int:
    """Write them, by two COPYs whatever their number; how many. What counts of them stands on the
    sheets of facts when the year is next rated.
    """
    with recording(act="opinions.record_past", actor=Authority(actor), year=campaign.year):
        stored = copy_rows(Opinion, (_row(campaign, one) for one in opinions))
        copy_rows(
            Grade,
            (
                grade
                for row, one in zip(stored, opinions, strict=True)
                for grade in _grades(row, one)
            ),
        )
    return len(stored)


def _row(campaign: Campaign, one: PastOpinion) -> Opinion:
    return Opinion(
        campaign=campaign,
        **columns_of(one.key),
        kind=one.giver.kind.value,
        unit=one.giver.unit,
        body=one.giver.body,
        name=one.giver.name,
        level=one.level.code if one.level else None,
        civil_servant_level=one.civil_servant_level.code if one.civil_servant_level else None,
        comment=one.comment,
        given_by_name=one.by_name,
        given_at=one.at,
        revision=1,
    )


def _grades(row: Opinion, one: PastOpinion) -> Iterator[Grade]:
    for criterion, (grade, reason) in one.grades.items():
        yield Grade(
            opinion=row,
            criterion=criterion,
            grade=grade,
            reason=reason,
            by_name=one.by_name,
            at=one.at,
        )


@dataclass(frozen=True)
class PastAsk:
    """Whose opinion of a subject a unit has asked for. `slip_until`: until when a link without an
    account may be used (None: none was made); `secret` opens it ("": nobody does).
    """

    key: SubjectKey
    giver: Giver
    asked_for: Organisation
    at: dt.datetime
    by_name: str
    due_on: dt.date | None = None
    slip_until: dt.date | None = None
    secret: str = ""


@transaction.atomic
def record_past_asks(*, campaign: Campaign, asks: Sequence[PastAsk], actor: Operator) -> int:
    """Write what is asked for and not given yet, and tell the bodies that are asked; how many."""
    authority = Authority(actor)
    with recording(act="opinions.record_past", actor=authority, year=campaign.year):
        stored = copy_rows(Ask, (_ask(campaign, one) for one in asks))
        copy_rows(
            CommentSlip,
            (
                _slip(row, one, one.slip_until)
                for row, one in zip(stored, asks, strict=True)
                if one.slip_until is not None
            ),
        )
        for ask in stored:
            tell_asked(ask, authority)
    return len(stored)


def _ask(campaign: Campaign, one: PastAsk) -> Ask:
    return Ask(
        campaign=campaign,
        **columns_of(one.key),
        kind=one.giver.kind.value,
        unit=one.giver.unit,
        body=one.giver.body,
        name=one.giver.name,
        asked_for=one.asked_for,
        due_on=one.due_on,
        asked_by_name=one.by_name,
        asked_at=one.at,
    )


def _slip(ask: Ask, one: PastAsk, until: dt.date) -> CommentSlip:
    return CommentSlip(
        ask=ask,
        digest=digest_of(one.secret or secrets.token_urlsafe(32)),
        made_by_name=one.by_name,
        made_at=one.at,
        expires_on=until,
    )
