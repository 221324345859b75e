"""Opinions given: every write of grades, levels and comments, one subject or a whole grid at once.

What counts of them stands on the sheets of facts in the same transaction, so that a rating made
before is seen to be old."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.facts.contradictions import CIVIL_SERVANT
from thidua.facts.sources import tell_of
from thidua.frameworks.binding import bound_frameworks
from thidua.history.tracking import recording
from thidua.opinions.batch import Batch, Before, Cells
from thidua.opinions.errors import OpinionError
from thidua.opinions.facts import BESIDE, facts_of
from thidua.opinions.models import Opinion
from thidua.opinions.permissions import Giver
from thidua.opinions.reading import said_of
from thidua.opinions.telling import tell_differs
from thidua.procedures.binding import keep_procedure
from thidua.roster.identity import SubjectKey, entries_of
from thidua.vocabulary import Level, OpinionKind


def give_grades(
    *, campaign: Campaign, key: SubjectKey, giver: Giver, grades: Cells, actor: Actor
) -> Opinion | None:
    """Put the grades of one giver for one subject; cells that are not named stay. None: nothing
    is left of the opinion. Raises as `give_many`.
    """
    give_many(campaign=campaign, giver=giver, cells={key: grades}, actor=actor)
    found = said_of(campaign, [key]).get(key, [])
    return next((one.opinion for one in found if one.giver == giver), None)


@transaction.atomic
def give_many(
    *, campaign: Campaign, giver: Giver, cells: Mapping[SubjectKey, Cells], actor: Actor
) -> Before:
    """Put one giver's grades of several subjects, all or nothing.

    Raises PermissionDenied, ReasonMissingError (another than somebody else's grade, and no reason;
    of one's own year none is asked), ChangedMeanwhileError, OpinionError (no list, not on it, not
    rated, decided, no such criterion, not the body's field)."""
    batch = Batch(campaign, giver, cells, actor)
    fresh = batch.checked()
    with recording(
        act="opinions.give",
        actor=batch.authority,
        year=campaign.year,
        kind=giver.kind.value,
        giver=giver.title.vi,
        subjects=len(cells),
    ):
        keep_procedure(campaign)
        before = batch.write(fresh)
        tell_now(campaign, cells)
        if giver.kind is not OpinionKind.SELF:
            tell_differs(campaign, giver, batch.told(fresh), batch.authority)
    return before


@transaction.atomic
def give_words(  # noqa: PLR0913 - what an opinion says beside its grades
    *,
    campaign: Campaign,
    key: SubjectKey,
    giver: Giver,
    actor: Actor,
    level: Level | None = None,
    civil_servant_level: Level | None = None,
    comment: str = "",
) -> Opinion:
    """Put what an opinion says beside its grades: the level it proposes, the level as a civil
    servant (the employing unit alone), its comment; whole: what is not given is taken away.

    Raises as `give_many`; OpinionError for a level of somebody who is no civil servant."""
    batch = Batch(campaign, giver, {key: {}}, actor)
    entry = batch.entries[key]
    batch.checked()
    if civil_servant_level is not None:
        rated = giver.kind is OpinionKind.EMPLOYER and entry.facts.get(CIVIL_SERVANT) is not False
        if not rated:
            raise OpinionError.no_civil_servant(entry.name)
    with recording(
        act="opinions.say",
        actor=batch.authority,
        year=campaign.year,
        kind=giver.kind.value,
        giver=giver.title.vi,
        subject=entry.code,
    ):
        keep_procedure(campaign)
        opinion = batch.opinion(key)
        opinion.level = None if level is None else level.code
        opinion.civil_servant_level = civil_servant_level and civil_servant_level.code
        opinion.comment = comment.strip()
        opinion.save()
        tell_now(campaign, {key})
    return opinion


@dataclass(frozen=True)
class Words:
    """What an opinion says beside its grades, as `give_words` takes it."""

    level: Level | None = None
    civil_servant_level: Level | None = None
    comment: str = ""


@transaction.atomic
def give_whole(  # noqa: PLR0913 - one opinion whole, by name
    *,
    campaign: Campaign,
    key: SubjectKey,
    giver: Giver,
    grades: Cells,
    words: Words,
    actor: Actor,
) -> Opinion:
    """Put grades and words of one opinion together: both or neither. Raises as `give_many` and
    `give_words`.
    """
    if grades:
        give_many(campaign=campaign, giver=giver, cells={key: grades}, actor=actor)
    return give_words(
        campaign=campaign,
        key=key,
        giver=giver,
        actor=actor,
        level=words.level,
        civil_servant_level=words.civil_servant_level,
        comment=words.comment,
    )


def tell_now(campaign: Campaign, keys: Iterable[SubjectKey]) -> None:
    """Put what opinions tell of these subjects on their sheets. Inside the caller's act."""
    wanted = list(keys)
    frameworks = bound_frameworks(campaign)
    entries = entries_of(campaign, wanted)
    told = facts_of(campaign, wanted)
    own = {
        entry.pk: {*frameworks[key.subject_type].terms.criteria, *BESIDE}
        for key, entry in entries.items()
        if entry.rated
    }
    tell_of({pk: told.get(pk, {}) for pk in own}, own)
