"""The several posts of one leader: where the one level is given, and what other places propose."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.accounts.actors import Scope
from thidua.boards.models import Proposal
from thidua.organisations.names import short_name
from thidua.ratings.links import rating_link
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType, shown_level


@dataclass(frozen=True)
class PostBeside:
    """Another post of the same person in the year: `main` where the person is rated; what is
    claimed and proposed there, in words.
    """

    title: str
    href: str
    main: bool
    proposed: str


def posts_beside(entry: RosterEntry, *, scope: Scope, year: int) -> list[PostBeside]:
    """The other leading posts of a leader, that of the rating first; linked where the reader may
    go.
    """
    if not getattr(entry, "several_posts", False):
        return []
    others = RosterEntry.objects.filter(
        campaign=entry.campaign_id, subject_type=SubjectType.LEADER, person=entry.person_id
    ).exclude(pk=entry.pk)
    return [
        PostBeside(
            title=f"{other.title or other.get_role_display()}, {short_name(other.organisation)}",
            href=rating_link(other, year=year)
            if scope.covers(other.organisation.path) or scope.person_id == other.person_id
            else "",
            main=other.rated,
            proposed=_proposed(getattr(other, "proposal", None)),
        )
        for other in others.select_related("organisation", "proposal").order_by("-rated", "pk")
    ]


def _proposed(proposal: Proposal | None) -> str:
    if proposal is None:
        return ""
    words = ((_("tự nhận"), proposal.self_claimed), (_("đề nghị"), proposal.proposed))
    return " · ".join(f"{word} {shown_level(level).short}" for word, level in words if level)
