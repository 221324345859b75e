"""The rule of a ballot on levels, from the procedure of the year."""

from thidua.ballots.rule import LOCAL, NO_OPINION, YES, Base, Kind, Rule, Share
from thidua.level_ballots.matters import FIRST
from thidua.rulebook.procedure import Procedure
from thidua.vocabulary import BEST_FIRST, Level, SubjectType

NO = "no"


def rule_for(procedure: Procedure, kind: SubjectType, number: int = FIRST) -> Rule:
    """The rule of a round (`number`): over the levels, where two rounds are held without the
    highest; in the second yes, no or no opinion about the highest.
    """
    share = procedure.majority
    second = number != FIRST
    levels = [
        level
        for level in BEST_FIRST
        if not (procedure.two_rounds(kind) and level is Level.OUTSTANDING)
    ]
    scale = {level.value: level.code for level in levels}
    return Rule(
        kind=Kind.YES_NO if second else Kind.SCALE,
        options={YES: 3, NO: 2, NO_OPINION: 1} if second else scale,
        base=Base(procedure.votes_by("ballot_base")),
        part=share.share.numerator,
        whole=share.share.denominator,
        more_than=share.more_than,
        self_vote=procedure.votes_by("self_vote") == "allowed",
        quorum=Share(part=procedure.quorum.numerator, whole=procedure.quorum.denominator),
        source=_source(procedure),
        confirmed=share.confirmed and procedure.voting["ballot_base"].confirmed,
    )


def _source(procedure: Procedure) -> str:
    """Where the share is written; “local” where no document of the Party above says it."""
    share = procedure.majority
    if share.local is not None:
        return share.local.citation
    if share.cite is None:
        return LOCAL
    return f"{procedure.sources[share.cite.source].number}, {share.cite.at}"
