"""Ballots of the cell GL01A of the small province, one in each state that a page shows: for
addresses that tests write down.
"""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from tests.builder import OPERATOR, Province
from thidua.accounts.models import User
from thidua.ballots import sealed_keys as keys
from thidua.ballots.casting import cast
from thidua.ballots.closing import close
from thidua.ballots.counting import count
from thidua.ballots.models import Ballot, Candidate, KeyHolder, Voter
from thidua.ballots.opening import freeze, open_
from thidua.ballots.rule import Base, Kind, Rule, Share
from thidua.organisations.models import Person

DRAFT, FROZEN, OPEN, PAPER, SEALED = (
    UUID(f"00000000-0000-4000-8000-00000000000{number}") for number in range(1, 6)
)
VOTERS = ("DV0000", "DV0001", "DV0003", "DV0010", "DV0011", "DV0012", "DV0013")
MEMBER = "DV0003"
"""Whose account looks on in the tests of pages: called to vote, and a holder of a code."""
RULE = Rule(
    kind=Kind.SCALE,
    options={"high": 3, "middle": 2, "low": 1},
    base=Base.CALLED,
    part=1,
    whole=2,
    quorum=Share(part=2, whole=3),
)
CODES = {"DV0000": "AAAA-AAAA-AAA1", "DV0001": "BBBB-BBBB-BBB2"}


def hold(town: Province) -> None:
    """A draft, a frozen list, voting that is open, paper slips to be entered, a sealed result."""
    _written(town, DRAFT)
    freeze(ballot=_written(town, FROZEN), actor=OPERATOR)
    _opened(town, OPEN)
    on_paper = freeze(ballot=_written(town, PAPER, electronic=False), actor=OPERATOR)
    close(ballot=open_(ballot=on_paper, actor=OPERATOR), codes=[], actor=OPERATOR)
    sealed = _opened(town, SEALED)
    for number, code in enumerate(VOTERS):
        marks = {1: "high" if number < 4 else "middle", 2: "low"}
        cast(ballot=sealed, choices=marks, actor=_account(town, code))
    codes = list(CODES.values())
    close(ballot=sealed, codes=codes, actor=OPERATOR)
    count(ballot=sealed, codes=codes, actor=OPERATOR)
    User.objects.filter(person__code__in=VOTERS).delete()  # each test has its own accounts


def draft_alone(town: Province) -> None:
    """A draft and nothing else: for whoever walks it through."""
    _written(town, DRAFT)


def vote_as(town: Province, codes: Sequence[str], marks: dict[int, str]) -> None:
    """These members vote alike in the draft that was opened, each from an account of their own."""
    ballot = Ballot.objects.get(pk=DRAFT)
    for code in codes:
        cast(ballot=ballot, choices=marks, actor=_account(town, code))


def _written(town: Province, key: UUID, *, electronic: bool = True) -> Ballot:
    people = _people(town)
    ballot = Ballot.objects.create(
        pk=key,
        campaign=town.campaign,
        organisation=town["GL01A"],
        purpose="trial",
        purpose_ref=str(key),
        title="Phiếu đề nghị",
        secret=True,
        electronic=electronic,
        rule=RULE.as_json(),
        members=len(people),
        present=len(people),
        chair=people[0],
        secretary=people[1],
        scrutineer=people[2],
        prepared_by_name="Bí thư chi bộ",
        prepared_at=timezone.now(),
    )
    voters = [
        Voter.objects.create(ballot=ballot, person=one, code=one.code, name=one.full_name)
        for one in people
    ]
    for no, own in enumerate((voters[2], None), start=1):
        Candidate.objects.create(
            ballot=ballot, no=no, ref=f"c{no}", label=f"Việc {no}", own_voter=own
        )
    return ballot


def _opened(town: Province, key: UUID) -> Ballot:
    ballot = freeze(ballot=_written(town, key), actor=OPERATOR)
    for code, typed in CODES.items():
        person = town.people[code]
        private = keys.holder_key(keys.read_code(typed), ballot.pk, person.pk)
        public = keys.public_bytes(private)
        mac = keys.key_mac(ballot.pk, person.pk, public)
        KeyHolder.objects.create(ballot=ballot, person=person, public_key=public, mac=mac)
    return open_(ballot=ballot, actor=OPERATOR)


def _people(town: Province) -> Sequence[Person]:
    return [town.people[code] for code in VOTERS]


def _account(town: Province, code: str) -> User:
    return town.officer(f"voter-{code}", None, "", person=code)
