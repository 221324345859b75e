"""Values for the pages of bodies beside the tree."""

from dataclasses import dataclass

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import may
from thidua.bodies.criteria import known_criteria
from thidua.bodies.models import AdvisoryBody, BodyKind
from thidua.bodies.permissions import CHANGE
from thidua.web.clock import today


@dataclass(frozen=True)
class BodyRow:
    """A body in words. `ended`: it works no more today; `may_change`: by this reader."""

    body: AdvisoryBody
    kind: str
    criteria: tuple[str, ...]
    ended: bool
    may_change: bool


def row_of(body: AdvisoryBody, actor: Actor) -> BodyRow:
    """A body as this reader sees it; asks nothing of the database where its committee was read."""
    known = known_criteria()
    ended = body.ends_on is not None and body.ends_on < today()
    return BodyRow(
        body=body,
        kind=str(BodyKind(body.kind).label),
        criteria=tuple(str(known.get(name, name)) for name in body.criteria),
        ended=ended,
        may_change=not ended and may(actor, CHANGE, path=body.committee.path),
    )
