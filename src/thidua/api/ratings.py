"""One subject's rating with its reasons."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated, cast

from django.db.models import prefetch_related_objects
from ninja import Query, Router
from pydantic import Field

from thidua.access.models import Dossier
from thidua.access.recording import record_look
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.api.boards import Kind
from thidua.api.reasons import Explained
from thidua.api.service import answers, summary
from thidua.api.shapes import (
    LONGEST_CODE,
    NO_NUL,
    Code,
    Input,
    Shape,
    Year,
    YearLevel,
    described,
    level,
)
from thidua.boards.models import Proposal
from thidua.campaigns.frame import campaign_or_404
from thidua.decisions.models import DecisionItem
from thidua.ratings.earlier_levels import Whose, levels_before
from thidua.ratings.moments import moment_of
from thidua.ratings.subjects import subject_or_404
from thidua.subjects.explanation import excluded_by, explanation_now
from thidua.subjects.verdict import sentence_of, verdict_of
from thidua.vocabulary import Level, SubjectType

if TYPE_CHECKING:
    from thidua.roster.models import Levelled

router = Router(tags=["ratings"])


class DecidedLevel(Shape):
    """What a numbered decision says."""

    level: Level
    reason: str
    number: str
    decided_on: dt.date
    issuer: str
    signer_post: str


class Rating(Shape):
    """One subject of the year. Three facts are kept apart: reached, chosen, decided.

    `standing` is where it stands by now; null: nobody can tell. `not_rated` says why it is not
    rated at all, else "". `sentence` says in the reader's language who stands where and why.
    `explanation`, with its own range, is by the facts of now; `explanation_differs`: facts changed
    since `reached` was worked out, and it comes to another level. `look_kept`: this look at
    somebody else's file is in that person's log."""

    year: int
    subject_type: SubjectType
    code: str
    name: str
    title: str
    organisation: str
    rated: bool
    not_rated: str
    standing: Level | None
    reached: Level | None
    claimed: Level | None
    proposed: Level | None
    chosen: Level | None
    reason: str
    decided: DecidedLevel | None
    explanation_differs: bool
    sentence: str
    earlier: list[YearLevel]
    explanation: Explained | None
    look_kept: bool


class RatingAsked(Input):
    organisation: Annotated[
        str,
        described(
            "mã tổ chức người ấy lãnh đạo, nếu lãnh đạo hai nơi",
            "code of the organisation led, for who leads two",
        ),
    ] = Field("", max_length=LONGEST_CODE, pattern=NO_NUL)


@router.get(
    "/years/{int:year}/ratings/{subject_type}/{path:code}",
    response=answers(Rating),
    **summary("Một xếp loại với mọi lý do", "One rating with all its reasons"),
)
def rating(
    request: SignedIn, year: Year, subject_type: Kind, code: Code, query: Query[RatingAsked]
) -> Rating:
    campaign = campaign_or_404(request, year)
    scope = scope_of_request(request)
    entry = subject_or_404(request, campaign, subject_type, code)
    prefetch_related_objects([campaign], "bindings")
    explanation = explanation_now(entry, campaign=campaign) if entry.rated else None
    moment = moment_of(entry, explanation) if explanation else None
    verdict = verdict_of(entry)
    own = entry.person_id is not None and entry.person_id == scope.person_id
    return Rating(
        **_who(entry),
        **_levels(entry),
        year=year,
        not_rated="" if entry.rated else excluded_by(entry, campaign=campaign),
        reached=level(verdict.reached.code if verdict.reached else None),
        decided=_decided(verdict.decided),
        sentence=sentence_of(entry, explanation, verdict, moment, own=own)
        if explanation and moment
        else "",
        explanation_differs=moment is not None and moment.differs,
        earlier=_earlier(entry, year),
        explanation=Explained.model_validate(explanation.to_json()) if explanation else None,
        look_kept=record_look(
            request,
            person=entry.person_id,
            path=entry.organisation.path,
            dossier=Dossier.RATING,
            year=year,
        ),
    )


def _who(entry: "Levelled") -> dict[str, object]:
    return {
        "subject_type": entry.subject_type,
        "code": entry.code,
        "name": entry.name,
        "title": entry.title,
        "organisation": entry.organisation.code,
        "rated": entry.rated,
    }


def _levels(entry: "Levelled") -> dict[str, object]:
    """Where it stands, and what was claimed, proposed and chosen."""
    proposal = cast("Proposal | None", getattr(entry, "proposal", None))
    words = {name: getattr(proposal, of, "") or None for name, of in _OF_PROPOSAL.items()}
    return {"standing": level(entry.level), "reason": proposal.reason if proposal else "", **words}


_OF_PROPOSAL = {"claimed": "self_claimed", "proposed": "proposed", "chosen": "chosen"}


def _decided(item: DecisionItem | None) -> DecidedLevel | None:
    if item is None:
        return None
    decision = item.decision
    return DecidedLevel(
        level=Level(item.level),
        reason=item.reason,
        number=decision.number,
        decided_on=decision.decided_on,
        issuer=decision.issuer.code,
        signer_post=decision.signer_post,
    )


def _earlier(entry: "Levelled", year: int) -> list[YearLevel]:
    """The years before, oldest first."""
    whose = Whose.of(entry)
    return [
        YearLevel.of(earlier_year, held)
        for earlier_year, held in sorted(levels_before(year, [whose])[whose].items())
    ]
