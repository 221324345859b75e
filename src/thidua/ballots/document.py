"""A counted ballot as one document: what is sealed, and what anybody may count again.

It is read from the tables each time, so that what is verified is what is stored."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from thidua.ballots.models import Ballot, Receipt, Vote, Voter

FORMAT = "thidua-ballot-1"


def list_of(voters: Iterable[Voter]) -> list[list[str]]:
    """The frozen list as its fingerprint has it: codes and names, by code."""
    return sorted([voter.code, voter.name] for voter in voters)


def document_of(ballot: Ballot) -> dict[str, Any]:
    """All of a counted ballot but its seal."""
    result = ballot.result or {}
    voters = list(ballot.voters.order_by("pk"))
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
        "receipts": sorted(Receipt.objects.filter(ballot=ballot).values_list("code", flat=True)),
        "candidates": _candidates(ballot, result),
        "votes": _votes(ballot),
    }


def _candidates(ballot: Ballot, result: dict[str, Any]) -> list[dict[str, Any]]:
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
        for one in ballot.candidates.order_by("no")
    ]


def _votes(ballot: Ballot) -> list[list[Any]]:
    rows = Vote.objects.filter(ballot=ballot).order_by("candidate", "slip")
    found = rows.values_list("candidate", "slip", "choice")
    return [[no, bytes(slip).hex(), choice] for no, slip, choice in found]


def _utc(at: dt.datetime | None) -> str:
    return at.astimezone(dt.UTC).isoformat() if at else ""
