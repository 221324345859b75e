"""Everything that changes a review: classifying, proposing, issuing decisions, reopening them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict, Unpack

import polars as pl
from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import require
from thidua.campaigns.binding import bound_frameworks
from thidua.campaigns.models import Campaign, RosterEntry
from thidua.campaigns.queries import root_path
from thidua.language import Text
from thidua.ledger.frames import copy_in, execute
from thidua.ledger.lost import connection_lost
from thidua.ledger.tracking import recording
from thidua.reviews.errors import ClassificationError, DecisionError, ProposalError
from thidua.reviews.frames import LEVEL_WORDS, rated_tree
from thidua.reviews.freshness import seen_settled
from thidua.reviews.issuing import Plan, deviates, plan
from thidua.reviews.locking import classifying_alone
from thidua.reviews.models import Classification, Decision, DecisionStatus, Level, Proposal, RunState
from thidua.reviews.refusals import Refusal
from thidua.rulebook import OUTCOME, Framework, condition_ids

_FORGET_RATINGS = """
    DELETE FROM reviews_rating USING campaigns_rosterentry e WHERE e.id = roster_entry_id AND e.campaign_id = %s
"""
_FORGET_ITEMS = """
    DELETE FROM reviews_decisionitem USING reviews_decision d WHERE d.id = decision_id AND d.campaign_id = %s
"""

Progress = Callable[[Text, int, int], None]
"""Called with the stage that begins, how many stages are done, and how many there are."""

READING = Text("Đọc dữ kiện", "Reading facts")
RATING = Text("Xếp loại từ dưới lên", "Rating from below")
WRITING = Text("Ghi kết quả", "Writing results")
CHECKING = Text("Kiểm tra các quyết định", "Checking decisions")
ISSUING = Text("Ban hành quyết định", "Issuing decisions")


def classify(
    *, campaign: Campaign, actor: Actor, progress: Progress | None = None, run: Classification | None = None
) -> Classification:
    """Rate everybody on the roster from below and replace the campaign's ratings, all or nothing.

    `run` is a waiting run to carry out; without it a new one is kept. Raises ClassificationError when another run of
    this year is going on, when the roster is not frozen, or when a stored fact cannot be read.
    """
    require(actor, "reviews.classify", path=root_path())
    with classifying_alone(campaign):
        campaign.classifications.filter(state=RunState.RUNNING).update(
            state=RunState.FAILED, error=str(ClassificationError.interrupted()), finished_at=timezone.now()
        )
        run = run or Classification(campaign=campaign)
        run.state, run.total = RunState.RUNNING, 3
        run.save()
        try:
            _classify(campaign, actor, _Stages(run, progress))
        except Exception as error:
            if not connection_lost(error):  # else it is interrupted: whoever takes it up again finds it running
                run.state, run.error, run.finished_at = RunState.FAILED, str(error), timezone.now()
                run.save()
            raise
    return run


@dataclass
class _Stages:
    """Keeps where a run has got to, for whoever watches."""

    run: Classification
    progress: Progress | None

    def begin(self, stage: Text, done: int) -> None:
        self.run.stage, self.run.done = stage.vi, done
        self.run.save(update_fields=["stage", "done"])
        if self.progress is not None:
            self.progress(stage, done, self.run.total)


def _classify(campaign: Campaign, actor: Actor, stages: _Stages) -> None:
    campaign.refresh_from_db()
    if campaign.roster_frozen_at is None:
        raise ClassificationError.no_roster(campaign.year)
    frameworks = bound_frameworks(campaign)
    stages.begin(READING, 0)
    stages.run.seen = seen_settled(campaign)  # before the facts are read: what comes later makes this run stale
    stages.begin(RATING, 1)
    rated = rated_tree(campaign, frameworks)
    stages.begin(WRITING, 2)
    ratings = pl.concat(rating_rows(rated[kind], framework) for kind, framework in frameworks.items())
    with transaction.atomic(), recording(act="reviews.classify", actor=actor, year=campaign.year):
        execute(_FORGET_RATINGS, [campaign.pk])
        copy_in("reviews_rating", ratings)
        run = stages.run
        run.state, run.done, run.stage, run.finished_at = RunState.DONE, run.total, "", timezone.now()
        run.save()


def rating_rows(rated: pl.DataFrame, framework: Framework) -> pl.DataFrame:
    """The rows of `reviews_rating`: range, standing where it is known, one letter a condition in their order."""
    letters = [
        pl.when(pl.col(OUTCOME + name))
        .then(pl.lit("M"))
        .when(~pl.col(OUTCOME + name))
        .then(pl.lit("F"))
        .otherwise(pl.lit("?"))
        for name in condition_ids(framework)
    ]
    known = pl.col("standing_low") == pl.col("standing_high")
    return rated.filter(pl.col("low").is_not_null()).select(
        roster_entry_id="entry",
        low="low",
        high="high",
        standing=pl.when(known).then(pl.col("standing_low")),
        outcomes=pl.concat_str(letters),
    )


class ProposalValues(TypedDict, total=False):
    """What may be said of a subject's level; what is left out stays as it is.

    Choosing is another act, which holds the ceilings: `reviews.board.choosing.choose`.
    """

    self_claimed: str
    proposed: str
    reason: str


@transaction.atomic
def propose(*, roster_entry: RosterEntry, actor: Actor, **values: Unpack[ProposalValues]) -> Proposal:
    """Record what a subject claims, what is proposed, and why. It answers what was sent back, and moves no level.

    Raises ProposalError: not rated, decided already, no such level, a chosen deviation that would lose its reason.
    """
    require(actor, "reviews.propose", path=roster_entry.organisation.path)
    changes = {name: str(value).strip() for name, value in values.items()}
    known = Proposal.objects.select_for_update().filter(pk=roster_entry.pk).first()
    proposal = known or Proposal(roster_entry=roster_entry)
    for name, value in changes.items():
        setattr(proposal, name, value)
    if changes.get("proposed"):  # whatever was sent back is answered
        proposal.returned, proposal.returned_by, proposal.returned_at = "", None, None
    _refuse_proposal(roster_entry, proposal)
    with recording(act="reviews.propose", actor=actor, subject=roster_entry.code):
        proposal.save()
    return proposal


def _refuse_proposal(entry: RosterEntry, proposal: Proposal) -> None:
    if not entry.rated:
        raise ProposalError.not_rated(entry.name)
    decided = Decision.objects.filter(items__roster_entry=entry, status=DecisionStatus.ISSUED).first()
    if decided is not None:
        raise ProposalError.decided(entry.name, decided.number)
    for word in (proposal.self_claimed, proposal.proposed):
        if word and word not in Level.values:
            raise ProposalError.not_a_level(entry.name, word, Level.values)
    if proposal.chosen not in {"", Level.OUTSTANDING} and not proposal.reason.strip():
        raise ProposalError.no_reason(entry.name)


@dataclass(frozen=True)
class Issued:
    """What became of decisions: those issued; those refused and why; what is worth saying of either."""

    issued: tuple[Decision, ...] = ()
    refused: tuple[Decision, ...] = ()
    refusals: dict[int, list[Refusal]] = field(default_factory=dict)
    warnings: dict[int, list[Refusal]] = field(default_factory=dict)
    subjects: int = 0


def issue_decision(*, decision: Decision, actor: Actor) -> Issued:
    """Issue one decision, or keep it as it was with every reason against it in `refusals`."""
    require(actor, "reviews.decide", path=decision.issuer.path)
    return _issue([decision], campaign=decision.campaign, actor=actor, progress=None)


def issue_all(*, campaign: Campaign, actor: Actor, progress: Progress | None = None) -> Issued:
    """Issue every decision of the year that is not issued yet; each for itself, in the order of their dates."""
    require(actor, "reviews.decide", path=root_path())
    waiting = campaign.decisions.exclude(status=DecisionStatus.ISSUED).select_related("issuer")
    return _issue(list(waiting), campaign=campaign, actor=actor, progress=progress)


@transaction.atomic
def _issue(decisions: Sequence[Decision], *, campaign: Campaign, actor: Actor, progress: Progress | None) -> Issued:
    say = progress or (lambda stage, done, total: None)
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    decisions = _held(decisions)
    say(CHECKING, 0, 2)
    made = plan(campaign, decisions)
    say(ISSUING, 1, 2)
    refused = tuple(decision for decision in decisions if made.refusals[decision.pk])
    issued = tuple(decision for decision in decisions if not made.refusals[decision.pk])
    with recording(act="reviews.issue", actor=actor, year=campaign.year):
        items = _items(made)
        copy_in("reviews_decisionitem", items)
        _mark(issued, made)
        _keep_refusals(refused, made)
    return Issued(issued, refused, dict(made.refusals), dict(made.warnings), items.height)


def _held(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions as they are stored now, held until the end of the transaction: two clicks issue once."""
    stored = Decision.objects.select_for_update(of=("self",)).select_related("issuer", "campaign")
    fresh = stored.in_bulk([decision.pk for decision in decisions])
    return [fresh[decision.pk] for decision in decisions if decision.pk in fresh]


def _items(made: Plan) -> pl.DataFrame:
    """The rows of `reviews_decisionitem`."""
    return made.issuable().select(
        decision_id="decision",
        roster_entry_id="entry",
        level=pl.col("standing_low").replace_strict(LEVEL_WORDS, return_dtype=pl.String),
        reached_low="low",
        reached_high="high",
        reason=pl.when(deviates()).then(pl.col("reason")).otherwise(pl.lit("")),
    )


def _mark(decisions: Sequence[Decision], made: Plan) -> None:
    for decision in decisions:
        decision.status, decision.issued_at = DecisionStatus.ISSUED, timezone.now()
        decision.refusals = []
    Decision.objects.bulk_update(decisions, ["status", "issued_at", "refusals"], batch_size=2_000)


def _keep_refusals(decisions: Sequence[Decision], made: Plan) -> None:
    changed = []
    for decision in decisions:
        stored: list[dict[str, Any]] = [refusal.to_json() for refusal in made.refusals[decision.pk]]
        if decision.status != DecisionStatus.ISSUED and stored != decision.refusals:
            decision.refusals = stored
            changed.append(decision)
    Decision.objects.bulk_update(changed, ["refusals"], batch_size=2_000)


@transaction.atomic
def reopen_decisions(*, campaign: Campaign, reason: str, actor: Actor) -> int:
    """Take back every issued decision of the year, for a reason that the history keeps; returns how many.

    Levels become open again: change facts or choices, classify, and issue once more.
    """
    require(actor, "reviews.decide", path=root_path())
    if not reason.strip():
        raise DecisionError.no_reason()
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    issued = campaign.decisions.filter(status=DecisionStatus.ISSUED)
    if not issued.exists():
        raise DecisionError.nothing_issued(campaign.year)
    with recording(act="reviews.reopen", actor=actor, year=campaign.year, reason=reason.strip()):
        execute(_FORGET_ITEMS, [campaign.pk])
        return issued.update(status=DecisionStatus.REOPENED, issued_at=None)
