"""The one door to the tables of decisions: holding them, and writing what their flow allows.

Nothing else writes a `Decision` or its items. These functions ask for no right and open no act:
`drafting` and `actions` do, and whoever loads a workbook.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl
from django.utils import timezone

from thidua.campaigns.models import Campaign
from thidua.db.frames import copy_in, execute, stage
from thidua.decisions.errors import DecisionError
from thidua.decisions.models import FLOW, Decision, DecisionItem, ReopenedLevel
from thidua.decisions.refusals import Refusal
from thidua.decisions.sealing import seal_issued
from thidua.loading.writing import insert, update
from thidua.ratings.staleness import newest_fact
from thidua.roster.models import RosterEntry
from thidua.submissions.flow import NoReasonError, NotNowError
from thidua.vocabulary import DecisionStatus

_AT_ONCE = 2_000
_FORGET_ITEMS = "DELETE FROM decisions_decisionitem WHERE decision_id = ANY(%s::bigint[])"
_HELD_WITH = (
    *("issuer", "campaign", "supplements"),
    *("second_of__roster_entry", "second_of__decision__issuer"),
)
_LOADED = {"decided_on": "date", "signer_post": "text", "covers": "varchar[]", "tier": "text"}


def hold(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions as they are stored now, held until the end of the transaction: two clicks issue
    once. What was thrown away meanwhile is left out.
    """
    stored = Decision.objects.select_for_update(of=("self",)).select_related(
        "issuer",
        "campaign",
        "supplements",
        "second_of__roster_entry",
        "second_of__decision__issuer",
    )
    fresh = stored.in_bulk([decision.pk for decision in decisions])
    return [fresh[decision.pk] for decision in decisions if decision.pk in fresh]


def hold_open(decision: Decision, act: str) -> Decision:
    """One decision, held, in a state in which the flow allows this act. Raises DecisionError when
    it is issued, Decision.DoesNotExist when it was thrown away.
    """
    stored = Decision.objects.select_for_update(of=("self",)).select_related(
        "issuer",
        "campaign",
        "supplements",
        "second_of__roster_entry",
        "second_of__decision__issuer",
    )
    fresh = stored.get(pk=decision.pk)
    if not FLOW.may(act, fresh.status):
        raise DecisionError.issued(fresh.number)
    return fresh


def write_words(decision: Decision) -> None:
    """Store what a draft says, of one that is new or held."""
    decision.save()


def write_second(reopened: ReopenedLevel, second: Decision) -> None:
    """Store which decision decides a level again."""
    reopened.second = second
    reopened.save(update_fields=["second"])


def throw_away(decision: Decision) -> None:
    """Remove a draft that is held."""
    decision.delete()


def with_refusals(
    decisions: Iterable[Decision], refusals: Mapping[int, Sequence[Refusal]]
) -> list[Decision]:
    """Those of these decisions, not issued yet, against which other things speak now than are
    stored, with what speaks against them; `refusals`: by the decisions' ids.
    """
    changed = []
    for decision in decisions:
        found: list[dict[str, Any]] = [refusal.to_json() for refusal in refusals[decision.pk]]
        if FLOW.may("check", decision.status) and found != decision.refusals:
            decision.refusals = found
            changed.append(decision)
    return changed


def write_refusals(decisions: Sequence[Decision]) -> None:
    """Store what speaks against these decisions."""
    Decision.objects.bulk_update(decisions, ["refusals"], batch_size=_AT_ONCE)


def write_issued(decisions: Sequence[Decision], items: pl.DataFrame) -> None:
    """Store that these are issued, and the levels in them, and seal both: `items` has the columns
    of `decisions_decisionitem`.
    """
    copy_in("decisions_decisionitem", items)
    seen = newest_fact()
    for decision in decisions:
        decision.facts_seen = seen
        decision.status = FLOW.next("issue", decision.status)
        decision.issued_at = timezone.now()
        decision.refusals = []
    fields = ["status", "issued_at", "facts_seen", "refusals"]
    Decision.objects.bulk_update(decisions, fields, batch_size=_AT_ONCE)
    seal_issued(decisions)


def take_back(decisions: Sequence[Decision], *, reason: str) -> None:
    """Open these again: their subjects are decided no more.

    Raises DecisionError without a reason, and when one of them is not issued.
    """
    for decision in decisions:
        try:
            decision.status = FLOW.next("reopen", decision.status, reason=reason)
        except NotNowError as error:
            raise DecisionError.not_issued(decision.number) from error
        except NoReasonError as error:
            raise DecisionError.no_reason() from error
        decision.issued_at, decision.facts_seen = None, None
    execute(_FORGET_ITEMS, [[decision.pk for decision in decisions]])
    Decision.objects.bulk_update(
        decisions, ["status", "issued_at", "facts_seen"], batch_size=_AT_ONCE
    )


def let_go(decision: Decision, entry: RosterEntry, *, reason: str) -> DecisionItem:
    """Take one level out of an issued decision that is held; gives what was decided. The others
    stay decided.

    Raises DecisionError without a reason, when the decision is not issued, or does not hold this
    subject."""
    try:
        FLOW.next("reopen_one", decision.status, reason=reason)
    except NotNowError as error:
        raise DecisionError.not_issued(decision.number) from error
    except NoReasonError as error:
        raise DecisionError.no_reason() from error
    item = DecisionItem.objects.filter(decision=decision, roster_entry=entry).first()
    if item is None:
        raise DecisionError.not_in_it(entry.name, decision.number)
    DecisionItem.objects.filter(pk=item.pk).delete()
    return item


def write_loaded(campaign: Campaign, *, new: pl.DataFrame, changed: pl.DataFrame) -> None:
    """Store decisions of a workbook: date, signer_post, covers (words with commas) and tier, of
    those that are `new` (drafts, with number and issuer_id) or `changed` (with the stored id).

    That none of them is issued is asked before.
    """
    drafts = _stored_as(new).with_columns(
        campaign_id=pl.lit(campaign.pk),
        status=pl.lit(DecisionStatus.DRAFT.value),
        refusals=pl.lit("[]"),
    )
    columns = ["campaign_id", "number", "issuer_id", *_LOADED, "status", "refusals"]
    insert("decisions_decision", drafts, columns)
    update("decisions_decision", _stored_as(changed), _LOADED)


def write_supplements(campaign: Campaign, rows: pl.DataFrame) -> None:
    """Store which decision each of these supplements (number, issuer_id, supplements: the number
    of an earlier one of the same issuer; null or "": none), once all of a workbook are stored.
    """
    types = {"number": "text", "issuer_id": "bigint", "supplements": "text"}
    stage("loading_supplements", rows.select(list(types)), types=types)
    execute(
        """UPDATE decisions_decision d SET supplements_id = e.id
           FROM loading_supplements n LEFT JOIN decisions_decision e
               ON e.campaign_id = %s AND e.issuer_id = n.issuer_id AND e.number = n.supplements
               AND n.supplements <> ''
           WHERE d.campaign_id = %s AND d.issuer_id = n.issuer_id AND d.number = n.number""",
        [campaign.pk, campaign.pk],
    )


def _stored_as(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(decided_on="date", covers=pl.lit("{") + pl.col("covers") + pl.lit("}"))
