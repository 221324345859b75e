"""Reading what was counted; a ballot that is not sealed has no result, not even in part."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor
from thidua.ballots import recount
from thidua.ballots.document import document_of
from thidua.ballots.models import LONGEST_NAME, Ballot, Candidate, Recount, State
from thidua.ballots.rights import readable, views
from thidua.ballots.sealing import BALLOT
from thidua.ballots.tally import unanimous
from thidua.history.tracking import named_actor
from thidua.seals.canonical import canonical
from thidua.seals.models import Link


@dataclass(frozen=True)
class CandidateResult:
    """What came of one candidate. `outcome`: an option, `none`, `no` or `tie`. `counts` by mark,
    None under five slips; `need` of `base`, None where they would tell counts. `unanimous`: the
    mark of every slip, which is then nobody's secret; "" otherwise.
    """

    no: int
    ref: str
    label: str
    outcome: str
    counts: Mapping[str, int] | None
    need: int | None
    base: int | None
    unanimous: str = ""

    @property
    def hidden(self) -> bool:
        return self.counts is None


@dataclass(frozen=True)
class BallotResult:
    """A sealed ballot: numbers of the whole, and each candidate in the order of the paper."""

    members: int
    called: int
    present: int
    cast: int
    candidates: list[CandidateResult]

    @property
    def unanimous(self) -> list[CandidateResult]:
        """Those whose slips all say the same."""
        return [one for one in self.candidates if one.unanimous]


def result_of(ballot: Ballot) -> BallotResult | None:
    """None until it is sealed. Whoever may know the ballot may know this (`queries`)."""
    if ballot.state != State.SEALED or ballot.result is None:
        return None
    told = _by_number(ballot)
    return BallotResult(
        **ballot.result["size"],
        candidates=[_of_candidate(one, told[one.no]) for one in ballot.candidates.all()],
    )


def outcomes_of(
    purpose: str, refs: Collection[str], *, campaign: int | None = None
) -> dict[str, list[CandidateResult]]:
    """The results of the sealed ballots of a purpose, by the room's own word for each; one question
    for any number. For rooms that show them by rights of their own.
    """
    found = Candidate.objects.filter(
        ballot__state=State.SEALED, ballot__purpose=purpose, ballot__purpose_ref__in=list(refs)
    )
    if campaign is not None:
        found = found.filter(ballot__campaign=campaign)
    results: dict[str, list[CandidateResult]] = {}
    for one in found.select_related("ballot").order_by("ballot", "no"):
        of_ref = results.setdefault(one.ballot.purpose_ref, [])
        of_ref.append(_of_candidate(one, _by_number(one.ballot)[one.no]))
    return results


def may_recount(actor: Actor, ballot: Ballot) -> bool:
    """Whether the actor takes the list of a sealed ballot: voters, holders, officers and inspectors
    over the unit.
    """
    return ballot.state == State.SEALED and readable(actor).filter(pk=ballot.pk).exists()


def recount_file(ballot: Ballot, actor: Actor) -> bytes:
    """The list to be counted again, with its seal; JSON in its one byte form. Raises
    PermissionDenied.
    """
    if not may_recount(actor, ballot):
        raise PermissionDenied(_("Danh sách này chỉ để người bỏ phiếu và cấp trên đếm lại."))
    seal = {"salt": bytes(ballot.seal_salt or b"").hex(), "sha256": ballot.seal}
    return canonical(document_of(ballot) | {"seal": seal})


def counted_again(ballot: Ballot, actor: Actor) -> list[str]:
    """What does not agree when the list of a sealed ballot is counted again as anybody may do it,
    and whether its seal is the one in the chain; nothing: all agrees. That it was counted again is
    kept with what came of it. Raises PermissionDenied.
    """
    told = json.loads(recount_file(ballot, actor))
    wrong = [*recount.complaints(told), *recount.miscounted(told)]
    link = Link.objects.filter(kind=BALLOT.kind, key=str(ballot.pk)).first()
    if link is None or link.digest != ballot.seal:
        wrong.append(_("niêm phong không có trong chuỗi"))
    by_role = views(actor, ballot.organisation)
    Recount.objects.create(
        ballot=ballot,
        by_name=named_actor(actor)[:LONGEST_NAME] if by_role else "",
        at=timezone.now(),
        faults="; ".join(wrong),
    )
    return wrong


def _by_number(ballot: Ballot) -> dict[int, dict[str, Any]]:
    return {one["no"]: one for one in (ballot.result or {}).get("candidates", [])}


def _of_candidate(one: Candidate, told: Mapping[str, Any]) -> CandidateResult:
    counts = told["counts"]
    return CandidateResult(
        no=one.no,
        ref=one.ref,
        label=one.label,
        outcome=told["value"],
        counts=counts,
        need=told["need"],
        base=told["base"],
        unanimous=unanimous(counts) if counts and one.ballot.secret else "",
    )
