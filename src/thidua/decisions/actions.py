"""Issuing decisions, and taking them back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import polars as pl
from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority, authorise
from thidua.campaigns.models import Campaign
from thidua.decisions.errors import DecisionError
from thidua.decisions.models import FLOW, Decision
from thidua.decisions.refusals import Refusal
from thidua.decisions.telling import tell_issued, tell_reopened
from thidua.decisions.validation import Plan, plan
from thidua.decisions.writing import hold, take_back, with_refusals, write_issued, write_refusals
from thidua.history.tracking import recording
from thidua.language import Text
from thidua.organisations.queries import root_path
from thidua.ratings.actions import Progress
from thidua.roster.models import RosterEntry
from thidua.rulebook.standing import choice_deviates
from thidua.vocabulary import Level

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
    decisions = hold(decisions)
    say(CHECKING, 0, 2)
    made = plan(campaign, decisions)
    say(ISSUING, 1, 2)
    refused = tuple(decision for decision in decisions if made.refusals[decision.pk])
    issued = tuple(decision for decision in decisions if not made.refusals[decision.pk])
    own = _own_codes(authority.actor, campaign, made)
    with recording(act="decisions.issue", actor=authority, year=campaign.year, **own):
        items = _items(made)
        write_issued(issued, items)
        write_refusals(with_refusals(refused, made.refusals))
        tell_issued(issued, authority)
    return Issued(issued, refused, dict(made.refusals), dict(made.warnings), items.height)


def _own_codes(actor: Actor, campaign: Campaign, made: Plan) -> dict[str, str]:
    """The codes of the issuer's own entries among those decided, for the history: whoever issues
    signs for a committee that decided, their own level too.
    """
    if not isinstance(actor, User) or actor.person_id is None:
        return {}
    held = RosterEntry.objects.filter(campaign=campaign, person=actor.person_id)
    issued = set(made.issuable()["entry"].to_list())
    own = [code for pk, code in held.values_list("pk", "code") if pk in issued]
    return {"own_subjects": " ".join(own)} if own else {}


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


@transaction.atomic
def reopen_decisions(
    *, campaign: Campaign, reason: str, actor: Actor, only: Collection[int] | None = None
) -> int:
    """Take back issued decisions of the year, for a reason that the history keeps: those with the
    keys `only`, else every one; returns how many. All of them, or none where one may not be.

    Levels become open again: change facts or choices, classify, and issue once more. Raises
    DecisionError when nothing is issued, one of them is not, or without a reason; PermissionDenied
    for a decision of an issuer that the actor does not decide for.
    """
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    wanted = campaign.decisions.select_related("issuer").order_by("pk")
    if only is None:
        authority = authorise(actor, "decisions.decide", path=root_path())
        wanted = wanted.filter(status__in=FLOW.begins("reopen"))
    else:
        wanted = wanted.filter(pk__in=only)
    held = hold(wanted)
    if not held:
        raise DecisionError.nothing_issued(campaign.year)
    if only is not None:
        authority = _over_each(actor, held)
    with recording(
        act="decisions.reopen", actor=authority, year=campaign.year, reason=reason.strip()
    ):
        take_back(held, reason=reason)
        tell_reopened(held, authority)
    return len(held)


def _over_each(actor: Actor, decisions: Sequence[Decision]) -> Authority:
    """By what the actor decides for every one of these issuers: the history names the place of the
    first, which is the highest of them.
    """
    paths = sorted({decision.issuer.path for decision in decisions}, key=len)
    highest, *_ = [authorise(actor, "decisions.decide", path=path) for path in paths]
    return highest


def reopen_decision(*, decision: Decision, reason: str, actor: Actor) -> None:
    """Take back one issued decision, as `reopen_decisions` does."""
    reopen_decisions(campaign=decision.campaign, reason=reason, actor=actor, only=[decision.pk])
