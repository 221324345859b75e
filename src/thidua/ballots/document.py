"""A counted ballot as one document: what is sealed, and what anybody may count again.

It is read from the tables each time, so that what is verified is what is stored."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from thidua.ballots.models import Ballot, Candidate, Receipt, Vote, Voter

Row = TypeVar("Row", Voter, Candidate, Receipt)

FORMAT = "thidua-ballot-1"


def list_of(voters: Iterable[Voter]) -> list[list[str]]:
    """The frozen list as its fingerprint has it: codes and names, by code."""
    return sorted([voter.code, voter.name] for voter in voters)


def document_of(ballot: Ballot) -> dict[str, Any]:
    """All of a counted ballot but its seal."""
    (document,) = documents_of([ballot])
    return document


def documents_of(ballots: Sequence[Ballot]) -> list[dict[str, Any]]:
    """The same of many, in their order: four questions, however many they are."""
    voters = _by_ballot(Voter.objects.order_by("pk"), ballots)
    candidates = _by_ballot(Candidate.objects.order_by("no"), ballots)
    receipts = _by_ballot(Receipt.objects.all(), ballots)
    votes = _votes(ballots)
    return [
        _document(one, voters[one.pk])
        | {
            "receipts": sorted(receipt.code for receipt in receipts[one.pk]),
            "candidates": _candidates(candidates[one.pk], one.result or {}),
            "votes": votes[one.pk],
        }
        for one in ballots
    ]


def _by_ballot(rows: "QuerySet[Row]", ballots: Sequence[Ballot]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows.filter(ballot__in=[one.pk for one in ballots]):
        found[row.ballot_id].append(row)
    return found


def _votes(ballots: Sequence[Ballot]) -> dict[UUID, list[list[Any]]]:
    """By ballot, of each line in turn: slip and mark. Rows, no objects: there are many."""
    found: dict[UUID, list[list[Any]]] = defaultdict(list)
    rows = Vote.objects.filter(ballot__in=[one.pk for one in ballots])
    told = rows.order_by("ballot", "candidate", "slip")
    for ballot, no, slip, choice in told.values_list("ballot", "candidate", "slip", "choice"):
        found[ballot].append([no, bytes(slip).hex(), choice])
    return found


def _document(ballot: Ballot, voters: Sequence[Voter]) -> dict[str, Any]:
    result = ballot.result or {}
    return {
        "format": FORMAT,
        "ballot": str(ballot.pk),
        "title": ballot.title,
        "secret": ballot.secret,
        "electronic": ballot.electronic,
        "rule": ballot.rule,
        "opened": _utc(ballot.opened_at),
        "closed": _utc(ballot.closed_at),
        "size": result["size"],
        "voters": {
            "salt": bytes(ballot.salt or b"").hex(),
            "list": list_of(voters),
            "sha256": ballot.list_sha256,
            "struck": sorted([voter.code, voter.struck] for voter in voters if voter.struck),
        },
    }


def _candidates(candidates: Iterable[Candidate], result: dict[str, Any]) -> list[dict[str, Any]]:
    counted = {one["no"]: one for one in result["candidates"]}
    return [
        {
            "no": one.no,
            "name": one.label,
            "own": one.own_voter_id is not None,
            "counts": counted[one.no]["counts"],
            "outcome": counted[one.no]["value"],
            "hidden": counted[one.no]["hidden"],
        }
        for one in candidates
    ]


def _utc(at: dt.datetime | None) -> str:
    return at.astimezone(dt.UTC).isoformat() if at else ""
