"""Ballots on paper: two people enter what they read off the sheets, unseen by each other."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import required
from thidua.ballots.acting import locked, require_state
from thidua.ballots.errors import BallotError
from thidua.ballots.models import Ballot, PaperEntry, State
from thidua.ballots.rights import may_keep, person_of
from thidua.ballots.rule import BLANK, INVALID, OWN


class Counts(NamedTuple):
    """How many sheets there were, and for each candidate by number how often each mark."""

    sheets: int
    lines: dict[int, dict[str, int]]


class Standing(StrEnum):
    FIRST = "first"
    AGREE = "agree"
    DIFFER = "differ"


class Entered(NamedTuple):
    """How an entry stands to the other one; `lines`: the numbers of those that differ (0: of
    sheets). Both are gone then, and both are entered anew.
    """

    standing: Standing
    lines: tuple[int, ...] = ()


def enter(*, ballot: Ballot, counts: Counts, actor: Actor) -> Entered:
    """Enter what was read off the sheets; nobody sees the other's entry before. Raises BallotError
    (lines do not add up, entered already, not paper, not now), PermissionDenied.
    """
    person = person_of(actor)
    with locked(ballot.pk) as held:
        if not may_keep(actor, held) and person not in held.holders:
            required(None)
        if held.electronic:
            raise BallotError.saying("not_paper")
        require_state(held, {State.CLOSED})
        _refuse(held, counts)
        entries = {one.person_id: one for one in PaperEntry.objects.filter(ballot=held)}
        if person in entries or len(entries) > 1:
            raise BallotError.saying("entered_already")
        if entries and (lines := _unlike(counts, _read(*entries.values()))):
            PaperEntry.objects.filter(ballot=held).delete()
            return Entered(Standing.DIFFER, lines)
        PaperEntry.objects.create(ballot=held, person_id=person, counts=_as_json(counts))
        return Entered(Standing.AGREE if entries else Standing.FIRST)


def agreed(ballot: Ballot) -> Counts | None:
    """What two people entered alike; None: not yet."""
    found = list(PaperEntry.objects.filter(ballot=ballot))
    return _read(found[0]) if len(found) == 2 else None


def marks_on_paper(ballot: Ballot) -> list[str]:
    """What can be read of a line: the options, blank, void, and own where nobody votes on
    themselves.
    """
    rule = ballot.the_rule
    return [*rule.options, BLANK, INVALID, *([] if rule.self_vote else [OWN])]


def _refuse(ballot: Ballot, counts: Counts) -> None:
    allowed = set(marks_on_paper(ballot))
    called = ballot.voters.filter(struck="").count()
    wrong = [
        no
        for no in ballot.candidates.values_list("no", flat=True)
        if sum(counts.lines.get(no, {}).values()) != counts.sheets
        or set(counts.lines.get(no, {})) - allowed
        or min(counts.lines.get(no, {}).values(), default=0) < 0
    ]
    if wrong or not 0 <= counts.sheets <= called:
        raise BallotError.saying(
            "sheets", sheets=counts.sheets, called=called, lines=", ".join(map(str, wrong)) or "-"
        )


def _unlike(one: Counts, other: Counts) -> tuple[int, ...]:
    lines = [no for no in one.lines if _whole(one.lines[no]) != _whole(other.lines.get(no, {}))]
    return (*([0] if one.sheets != other.sheets else []), *lines)


def _whole(line: Mapping[str, int]) -> dict[str, int]:
    """Without marks that nobody made."""
    return {mark: number for mark, number in line.items() if number}


def _as_json(counts: Counts) -> dict[str, object]:
    lines = {str(no): _whole(line) for no, line in counts.lines.items()}
    return {"sheets": counts.sheets, "lines": lines}


def _read(entry: PaperEntry) -> Counts:
    lines = {int(no): line for no, line in entry.counts["lines"].items()}
    return Counts(entry.counts["sheets"], lines)
