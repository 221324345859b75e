"""The slips of a closed ballot, in memory alone: for each candidate the marks, no longer together
with anybody's others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import SystemRandom

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from thidua.ballots import sealed_keys as keys
from thidua.ballots.errors import BallotError, TamperedError
from thidua.ballots.models import Ballot, Turnout, UrnEnvelope
from thidua.ballots.open_votes import votes_of
from thidua.ballots.paper import agreed

_CHANCE = SystemRandom()


@dataclass(frozen=True)
class Slips:
    """`marks`: of each candidate by number, shuffled; `receipts`: of the envelopes, in order of
    their letters; `cast`: envelopes or sheets.
    """

    marks: Mapping[int, list[str]]
    receipts: list[str]
    cast: int


def slips_of_urn(ballot: Ballot, urn: X25519PrivateKey) -> Slips:
    """Open every envelope. Raises TamperedError: not one of ours, or not one for each who voted."""
    info = keys.bound_to(ballot.pk, ballot.list_sha256)
    found = UrnEnvelope.objects.filter(ballot=ballot).values_list("envelope", flat=True)
    try:
        opened = [keys.open_envelope(urn, bytes(one), info) for one in found]
    except keys.CannotOpenError as error:
        raise TamperedError.saying("tampered") from error
    tags = sorted(tag for tag, _ in opened)
    if tags != sorted(_tags_of_turnout(ballot)):
        raise TamperedError.saying("tampered")
    return Slips(
        _split(ballot, [marks for _, marks in opened]),
        sorted(keys.receipt_of(tag) for tag in tags),
        len(opened),
    )


def slips_by_name(ballot: Ballot) -> Slips:
    """Of an open ballot: the same slips; names stay with the open votes."""
    votes = votes_of(ballot).values()
    marks = {no: shuffled([one[no] for one in votes]) for no in _numbers(ballot)}
    return Slips(marks, sorted(map(keys.receipt_of, _tags_of_turnout(ballot))), len(votes))


def slips_on_paper(ballot: Ballot) -> Slips:
    """What two people read off the sheets alike. Raises BallotError: they have not."""
    counts = agreed(ballot)
    if counts is None:
        raise BallotError.saying("two_entries")
    marks = {
        no: shuffled([mark for mark, number in counts.lines[no].items() for _ in range(number)])
        for no in _numbers(ballot)
    }
    return Slips(marks, [], counts.sheets)


def shuffled(marks: list[str]) -> list[str]:
    """In an order that the system's generator of randomness draws."""
    _CHANCE.shuffle(marks)
    return marks


def _split(ballot: Ballot, papers: list[bytes]) -> dict[int, list[str]]:
    """Each candidate's marks, shuffled apart. Raises TamperedError: an envelope that is too long,
    too short, or bears a mark that is none.
    """
    numbers, marks = _numbers(ballot), ballot.the_rule.marks
    if any(len(paper) != len(numbers) or max(paper) >= len(marks) for paper in papers):
        raise TamperedError.saying("tampered")
    return {
        no: shuffled([marks[paper[place]] for paper in papers]) for place, no in enumerate(numbers)
    }


def _numbers(ballot: Ballot) -> list[int]:
    return list(ballot.candidates.order_by("no").values_list("no", flat=True))


def _tags_of_turnout(ballot: Ballot) -> list[bytes]:
    """The tag of each voter who is marked as having voted."""
    voted = Turnout.objects.filter(voter__ballot=ballot).values_list("voter__person", flat=True)
    salt = bytes(ballot.salt or b"")
    return [keys.tag_of(salt, person) for person in voted]
