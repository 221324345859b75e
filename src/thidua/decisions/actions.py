"""Issuing decisions, and taking them back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl
from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority, authorise
from thidua.campaigns.models import Campaign
from thidua.db.frames import copy_in, execute
from thidua.decisions.errors import DecisionError
from thidua.decisions.models import FLOW, Decision
from thidua.decisions.refusals import Refusal
from thidua.decisions.validation import Plan, plan
from thidua.history.tracking import recording
from thidua.language import Text
from thidua.organisations.queries import root_path
from thidua.ratings.actions import Progress
from thidua.rulebook.standing import choice_deviates
from thidua.submissions.flow import NoReasonError, NotNowError
from thidua.vocabulary import Level

_FORGET_ITEMS = "DELETE FROM decisions_decisionitem WHERE decision_id = ANY(%s::bigint[])"


CHECKING = Text("Kiểm tra các quyết định", "Checking decisions")


ISSUING = Text("Ban hành quyết định", "Issuing decisions")


@dataclass(frozen=True)
class Issued:
    """What became of decisions: those issued; those refused and why; what is worth saying of
    either.
    """

    issued: tuple[Decision, ...] = ()
    refused: tuple[Decision, ...] = ()
    refusals: dict[int, list[Refusal]] = field(default_factory=dict)
    warnings: dict[int, list[Refusal]] = field(default_factory=dict)
    subjects: int = 0


def issue_decision(*, decision: Decision, actor: Actor) -> Issued:
    """Issue one decision, or keep it as it was with every reason against it in `refusals`."""
    authority = authorise(actor, "decisions.decide", path=decision.issuer.path)
    return _issue([decision], campaign=decision.campaign, authority=authority, progress=None)


def issue_all(*, campaign: Campaign, actor: Actor, progress: Progress | None = None) -> Issued:
    """Issue every decision of the year that is not issued yet; each for itself, in the order of
    their dates.
    """
    authority = authorise(actor, "decisions.decide", path=root_path())
    waiting = campaign.decisions.filter(status__in=FLOW.begins("issue")).select_related("issuer")
    return _issue(list(waiting), campaign=campaign, authority=authority, progress=progress)


@transaction.atomic
def _issue(
    decisions: Sequence[Decision],
    *,
    campaign: Campaign,
    authority: Authority,
    progress: Progress | None,
) -> Issued:
    say = progress or (lambda stage, done, total: None)
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    decisions = _held(decisions)
    say(CHECKING, 0, 2)
    made = plan(campaign, decisions)
    say(ISSUING, 1, 2)
    refused = tuple(decision for decision in decisions if made.refusals[decision.pk])
    issued = tuple(decision for decision in decisions if not made.refusals[decision.pk])
    with recording(act="decisions.issue", actor=authority, year=campaign.year):
        items = _items(made)
        copy_in("decisions_decisionitem", items)
        _mark(issued, made)
        _keep_refusals(refused, made)
    return Issued(issued, refused, dict(made.refusals), dict(made.warnings), items.height)


def _held(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions as they are stored now, held until the end of the transaction: two clicks issue
    once.
    """
    stored = Decision.objects.select_for_update(of=("self",)).select_related("issuer", "campaign")
    fresh = stored.in_bulk([decision.pk for decision in decisions])
    return [fresh[decision.pk] for decision in decisions if decision.pk in fresh]


def _items(made: Plan) -> pl.DataFrame:
    """The rows of `decisions_decisionitem`."""
    return made.issuable().select(
        decision_id="decision",
        roster_entry_id="entry",
        level=pl.col("standing_low").replace_strict(Level.by_code(), return_dtype=pl.String),
        reached_low="low",
        reached_high="high",
        reason=pl.when(choice_deviates()).then(pl.col("reason")).otherwise(pl.lit("")),
    )


def _mark(decisions: Sequence[Decision], made: Plan) -> None:
    for decision in decisions:
        decision.status = FLOW.next("issue", decision.status)
        decision.issued_at = timezone.now()
        decision.refusals = []
    Decision.objects.bulk_update(decisions, ["status", "issued_at", "refusals"], batch_size=2_000)


def _keep_refusals(decisions: Sequence[Decision], made: Plan) -> None:
    changed = []
    for decision in decisions:
        stored: list[dict[str, Any]] = [refusal.to_json() for refusal in made.refusals[decision.pk]]
        if FLOW.may("check", decision.status) and stored != decision.refusals:
            decision.refusals = stored
            changed.append(decision)
    Decision.objects.bulk_update(changed, ["refusals"], batch_size=2_000)


@transaction.atomic
def reopen_decisions(*, campaign: Campaign, reason: str, actor: Actor) -> int:
    """Take back every issued decision of the year, for a reason that the history keeps; returns how
    many.

    Levels become open again: change facts or choices, classify, and issue once more.
    """
    authority = authorise(actor, "decisions.decide", path=root_path())
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    issued = _held(campaign.decisions.filter(status__in=FLOW.begins("reopen")))
    if not issued:
        raise DecisionError.nothing_issued(campaign.year)
    with recording(
        act="decisions.reopen", actor=authority, year=campaign.year, reason=reason.strip()
    ):
        _take_back(issued, reason)
    return len(issued)


@transaction.atomic
def reopen_decision(*, decision: Decision, reason: str, actor: Actor) -> Decision:
    """Take back one issued decision, for a reason that the history keeps; its subjects become open
    again.

    Raises DecisionError without a reason, or when it is not issued.
    """
    authority = authorise(actor, "decisions.decide", path=decision.issuer.path)
    Campaign.objects.select_for_update().get(pk=decision.campaign_id)
    [stored] = _held([decision])
    with recording(
        act="decisions.reopen", actor=authority, decision=stored.number, reason=reason.strip()
    ):
        _take_back([stored], reason)
    return stored


def _take_back(decisions: Sequence[Decision], reason: str) -> None:
    """Raises DecisionError without a reason, and when one of them is not issued."""
    for decision in decisions:
        try:
            decision.status = FLOW.next("reopen", decision.status, reason=reason)
        except NotNowError as error:
            raise DecisionError.not_issued(decision.number) from error
        except NoReasonError as error:
            raise DecisionError.no_reason() from error
        decision.issued_at = None
    execute(_FORGET_ITEMS, [[decision.pk for decision in decisions]])
    Decision.objects.bulk_update(decisions, ["status", "issued_at"], batch_size=2_000)
