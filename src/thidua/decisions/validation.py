"""What issuing decisions would do: whom each covers, at what level, and everything that speaks
against it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl
from django.db.models import Q

from thidua.boards.authority import (
    all_with_authority,
    beyond_authority,
    covered,
    deciders,
    under_authority,
)
from thidua.boards.beside import Beside, beside_rows
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign
from thidua.decisions import refusals
from thidua.decisions.dates import before_review
from thidua.decisions.models import Decision
from thidua.decisions.refusals import Refusal
from thidua.decisions.seconds import never_reopened, of_seconds
from thidua.frameworks.binding import bound_frameworks
from thidua.organisations.queries import root_above
from thidua.ratings.frames import Only, standing_subjects
from thidua.ratings.missing_facts import missing_texts
from thidua.ratings.pools import POOL_PLACES, places_of_pools, pools_in
from thidua.ratings.staleness import LAST, freshness_of, stage_of
from thidua.roster.models import in_state
from thidua.rulebook import Framework
from thidua.rulebook.standing import OUTSTANDING, choice_deviates
from thidua.vocabulary import DecisionStatus, RosterState, SubjectType
from thidua.web.clock import today

_OF_KEY = ("subject_type", "person_id", "organisation_id")
Refusals = dict[int, list[Refusal]]


@dataclass
class Plan:
    """Whom each decision covers (`items`); per decision id what speaks against it, and what is only
    worth saying.
    """

    items: pl.DataFrame
    refusals: Refusals = field(default_factory=lambda: defaultdict(list))
    warnings: Refusals = field(default_factory=lambda: defaultdict(list))
    beside: Mapping[int, Beside] = field(default_factory=dict)
    """By entry what ballots came to."""

    def issuable(self) -> pl.DataFrame:
        """The items of decisions that nothing speaks against."""
        return self.items.filter(
            ~pl.col("decision").is_in([pk for pk, reasons in self.refusals.items() if reasons])
        )


def plan(campaign: Campaign, decisions: Sequence[Decision], *, put_off: bool = True) -> Plan:
    """Work out what issuing these decisions would do; nothing is written. `put_off`: name whose
    review is put off, too. Raises NotBoundError.
    """
    frameworks = bound_frameworks(campaign)
    province = root_above(decisions[0].issuer) if decisions else None
    firsts = [one for one in decisions if one.again is None]
    requested = requested_kinds(firsts)
    below = standing_subjects(campaign, **_below(decisions, province))
    everybody = all_with_authority(below, frameworks, province)
    within = covered(requested, everybody)
    items = pl.concat([never_reopened(left_to(firsts, within)), of_seconds(decisions, everybody)])
    made = Plan(items=_first_come(decisions, items))
    by_id = {decision.pk: decision for decision in decisions}
    _formal(made, decisions)
    _dates(made, campaign, by_id)
    _authority(made, beyond_authority(requested, within, everybody), frameworks, by_id)
    _freshness(made, campaign)
    _claimed(made, by_id)
    _undetermined(made, campaign, frameworks)
    _ceilings(made, campaign, frameworks)
    _deviations(made)
    _against_ballots(made, campaign)
    if put_off:
        _put_off(made, campaign, {one.pk: one for one in firsts}, frameworks)
    return made


def _below(decisions: Sequence[Decision], province: int | None) -> Only:
    """What narrows the year's subjects to those that these decisions may be about: of the kinds
    they cover, below their issuers. Everybody stands below the province.
    """
    narrowed = Only(subject_type=sorted({kind for one in decisions for kind in one.covers}))
    issuers = sorted({decision.issuer_id for decision in decisions})
    if province not in issuers:
        narrowed["under"] = issuers
    return narrowed


def left_to(decisions: Sequence[Decision], within: pl.DataFrame) -> pl.DataFrame:
    """Of the subjects within the authority of these decisions (column `decision`) those that each
    is about.

    A supplementary decision is about whoever no issued decision holds; an earlier one leaves out
    whom its supplements hold; and nobody whose review was made up for after the day of a decision
    is in it: they wait for the supplementary one."""
    days = pl.DataFrame(
        [(one.pk, one.decided_on, one.supplements_id is not None) for one in decisions],
        schema={"decision": pl.Int64, "decided_on": pl.Date, "supplementary": pl.Boolean},
        orient="row",
    )
    own = pl.col("held_by") == pl.col("decision")
    late = pl.col("made_up_on").fill_null(pl.col("decided_on")) > pl.col("decided_on")
    elsewhere = pl.col("supplementary") | (pl.col("supplements").fill_null(0) == pl.col("decision"))
    left = (
        pl.col("held_by").is_null() & ~late | own | (pl.col("held_by").is_not_null() & ~elsewhere)
    )
    dated = within.join(days, on="decision", how="left", maintain_order="left")
    return dated.filter(left.fill_null(value=False)).drop("decided_on", "supplementary")


def _first_come(decisions: Sequence[Decision], items: pl.DataFrame) -> pl.DataFrame:
    """Add `claimed_by`: the decision that holds each subject already, else the first of these to
    cover it.
    """
    order = {decision.pk: number for number, decision in enumerate(decisions)}
    ranked = items.with_columns(
        rank=pl.col("decision").replace_strict(order, return_dtype=pl.Int64)
    ).sort("rank", "entry")
    first = pl.col("decision").first().over("entry")
    return ranked.with_columns(claimed_by=pl.coalesce("held_by", first)).drop("rank")


def _formal(made: Plan, decisions: Sequence[Decision]) -> None:
    covering = set(made.items["decision"])
    for decision in decisions:
        faults = {
            refusals.ISSUED: decision.status == DecisionStatus.ISSUED,
            refusals.NO_NUMBER: not decision.number.strip(),
            refusals.NO_SIGNER: not decision.signer_post.strip(),
            refusals.SUPPLEMENTS_OPEN: decision.supplements is not None
            and decision.supplements.status != DecisionStatus.ISSUED,
            refusals.NOBODY: decision.pk not in covering,
        }
        made.refusals[decision.pk] += [refusal for refusal, given in faults.items() if given]


def _dates(made: Plan, campaign: Campaign, by_id: Mapping[int, Decision]) -> None:
    """Nobody is decided before they were reviewed, and nothing is issued before its day."""
    now = today()
    for pk, decision in by_id.items():
        if decision.decided_on > now and decision.status != DecisionStatus.ISSUED:
            made.refusals[pk].append(refusals.not_yet(decision.decided_on, now))
    days = [(pk, decision.decided_on) for pk, decision in by_id.items()]
    for pk, who in _by_decision(before_review(campaign, made.items, days)):
        (latest,) = who.select(pl.col("reviewed_on").max()).row(0)
        refusal = refusals.before_review(by_id[pk].decided_on, latest, _people(who))
        made.refusals[pk].append(refusal)


def _authority(
    made: Plan,
    beyond: pl.DataFrame,
    frameworks: Mapping[SubjectType, Framework],
    by_id: Mapping[int, Decision],
) -> None:
    for row in beyond.iter_rows(named=True):
        kind, decision = SubjectType(row["subject_type"]), by_id[row["decision"]]
        tiers = deciders(frameworks[kind], row["tiers"])
        found = made.refusals[decision.pk]
        found[:] = [one for one in found if one is not refusals.NOBODY]
        found.append(refusals.no_authority(kind, decision.issuer.name, tiers))


def _freshness(made: Plan, campaign: Campaign) -> None:
    """Nothing that a decision rests on changed since the last classification."""
    fresh = freshness_of(campaign)
    if fresh.up_to(LAST + 1):
        return
    kinds = made.items.select("decision", "subject_type", "tier").unique()
    stages: dict[int, int] = {}
    for decision, kind, tier in kinds.iter_rows():
        stages[decision] = max(stages.get(decision, 0), stage_of(kind, tier))
    for decision, stage in stages.items():
        if not fresh.up_to(stage):
            made.refusals[decision].append(refusals.STALE)


def _claimed(made: Plan, by_id: Mapping[int, Decision]) -> None:
    others = made.items.filter(pl.col("claimed_by") != pl.col("decision"))
    numbers = dict(
        Decision.objects.filter(pk__in=list(others["claimed_by"].unique())).values_list(
            "pk", "number"
        )
    )
    for (decision, claimed_by), who in others.group_by(
        ["decision", "claimed_by"], maintain_order=True
    ):
        if by_id[int(str(decision))].status != DecisionStatus.ISSUED:
            refusal = refusals.decided_elsewhere(numbers[int(str(claimed_by))], _people(who))
            made.refusals[int(str(decision))].append(refusal)


def _undetermined(
    made: Plan, campaign: Campaign, frameworks: Mapping[SubjectType, Framework]
) -> None:
    undetermined = made.items.filter(pl.col("low").is_null() | (pl.col("low") != pl.col("high")))
    for (name,), subjects in undetermined.group_by(["subject_type"], maintain_order=True):
        missing = missing_texts(
            campaign, frameworks[SubjectType(str(name))], list(subjects["entry"].unique())
        )
        for decision, who in _by_decision(subjects):
            rows = who.select("entry", "code", "name").sort("code").iter_rows()
            made.refusals[decision].append(
                refusals.cannot_tell(
                    [(code, full_name, missing[entry]) for entry, code, full_name in rows]
                )
            )


def _ceilings(made: Plan, campaign: Campaign, frameworks: Mapping[SubjectType, Framework]) -> None:
    """A pool may be spread over several decisions: it is counted whole; each that holds an
    outstanding one waits.
    """
    outstanding = made.items.filter(pl.col("standing_low") == OUTSTANDING)
    for kind, framework in frameworks.items():
        best = outstanding.filter(pl.col("subject_type") == kind.value)
        if best.is_empty():
            continue
        places = {place: best[place].unique().to_list() for place in POOL_PLACES}
        narrowed = places_of_pools(framework, places)
        whole = standing_subjects(campaign, subject_type=[kind.value], **narrowed)
        for pool in pools_in(framework, whole, only_over=True):
            for decision, who in _by_decision(best.filter(pl.col("entry").is_in(pool.entries))):
                made.refusals[decision].append(refusals.over_ceiling(pool, _people(who)))


def _put_off(
    made: Plan,
    campaign: Campaign,
    by_id: Mapping[int, Decision],
    frameworks: Mapping[SubjectType, Framework],
) -> None:
    """Worth saying: who was not reviewed with the others, and so waits for a supplementary
    decision.
    """
    put_off = campaign.roster.filter(in_state(RosterState.NOT_REVIEWED))
    if len(by_id) > 1 and not put_off.exists():  # of a whole province: nobody, as a rule
        return
    for pk, decision in by_id.items():
        if not pk:  # not stored yet: its page asks for as little as it can
            continue
        within = Q(pk__in=[])
        for kind in decision.covers:
            of_tier = kind == SubjectType.ORGANISATION and decision.tier
            found = under_authority(
                decision.issuer, SubjectType(kind), frameworks[SubjectType(kind)]
            )
            within |= found & Q(tier=decision.tier) if of_tier else found
        who = list(put_off.filter(within).order_by("sort_key", "code").values_list("code", "name"))
        if who:
            made.warnings[pk].append(refusals.put_off(who))


def _deviations(made: Plan) -> None:
    unexplained = made.items.filter(choice_deviates() & (pl.col("reason").str.strip_chars() == ""))
    idle = made.items.filter((pl.col("chosen") == OUTSTANDING) & (pl.col("high") < OUTSTANDING))
    _add(made.refusals, unexplained, refusals.no_reason)
    _add(made.refusals, made.items.filter("returned"), refusals.returned)
    _add(made.warnings, idle, refusals.no_effect)


def _against_ballots(made: Plan, campaign: Campaign) -> None:
    """Whose level would be another than the ballot's needs a reason of its own, whichever way the
    level came to stand.
    """
    made.beside = beside_rows(campaign, made.items.select("entry", *_OF_KEY).iter_rows())
    levels = {entry: one.level for entry, one in made.beside.items() if one.level is not None}
    if not levels:
        return
    open_ones = made.items.filter(pl.col("standing_low") == pl.col("standing_high"))
    voted = pl.DataFrame(
        list(levels.items()), schema={"entry": pl.Int64, "voted": pl.Int64}, orient="row"
    )
    departing = open_ones.join(voted, on="entry", maintain_order="left").filter(
        pl.col("voted") != pl.col("standing_low")
    )
    said = Proposal.objects.filter(pk__in=departing["entry"].to_list(), ballot_reason__gt="")
    explained = list(said.values_list("pk", flat=True))
    unexplained = departing.filter(~pl.col("entry").is_in(explained))
    _add(made.refusals, unexplained, refusals.against_ballot)


def _add(
    found: Refusals, items: pl.DataFrame, refusal: Callable[[Sequence[tuple[str, str]]], Refusal]
) -> None:
    for decision, who in _by_decision(items):
        found[decision].append(refusal(_people(who)))


def _by_decision(items: pl.DataFrame) -> Iterator[tuple[int, pl.DataFrame]]:
    for (decision,), who in items.group_by(["decision"], maintain_order=True):
        yield int(str(decision)), who


def _people(who: pl.DataFrame) -> list[tuple[str, str]]:
    return list(who.select("code", "name").iter_rows())


def requested_kinds(decisions: Iterable[Decision]) -> pl.DataFrame:
    """One row for each decision and each subject type that it covers: decision, issuer_id,
    subject_type, only_tier.
    """
    rows = [
        (
            decision.pk,
            decision.issuer_id,
            kind,
            decision.tier if kind == SubjectType.ORGANISATION else "",
        )
        for decision in decisions
        for kind in decision.covers
    ]
    return pl.DataFrame(
        rows,
        schema={
            "decision": pl.Int64,
            "issuer_id": pl.Int64,
            "subject_type": pl.String,
            "only_tier": pl.String,
        },
        orient="row",
    )
