"""Documents as pages show them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, scope_of
from thidua.campaigns.models import Campaign
from thidua.directives.links import LINK_KINDS, Target
from thidua.directives.models import Directive, DirectiveLink
from thidua.vocabulary import Tier


@dataclass(frozen=True)
class ShownLink:
    """Something that a document is linked to, with the name of its kind."""

    pk: int
    kind: str
    target: Target


@dataclass(frozen=True)
class ShownDirective:
    """One document of a list: “Kế hoạch 62-KH/TU, 18/02/2022”, its title, whose it is."""

    directive: Directive
    heading: str
    title: str
    whose: str
    href: str
    links: tuple[ShownLink, ...] = ()


def shown_directives(
    directives: Iterable[Directive], *, campaign: Campaign, actor: Actor
) -> list[ShownDirective]:
    """Documents with their links, which this actor may know, in a fixed number of questions."""
    found = list(directives)
    links = _links([link for one in found for link in one.links.all()], campaign, actor)
    own = {grant.organisation_id for grant in scope_of(actor).grants}
    return [
        ShownDirective(
            directive=one,
            heading=heading_of(one),
            title=one.title or _("Có dấu mật: không lưu nội dung"),
            whose=_whose(one, own, links[one.pk]),
            href=reverse("directive", kwargs={"year": campaign.year, "pk": one.pk}),
            links=tuple(links[one.pk]),
        )
        for one in found
    ]


def heading_of(directive: Directive) -> str:
    """“Kế hoạch 62-KH/TU, 18/02/2022”."""
    return f"{directive.get_kind_display()} {directive.number}, {directive.signed_on:%d/%m/%Y}"


def _whose(directive: Directive, own: Collection[int], links: Iterable[ShownLink]) -> str:
    """What a document is to its reader: a framework, theirs, of which level, or beside the year."""
    if any(link.kind == "framework" for link in links):
        return _("khung")
    if directive.organisation is None or directive.campaign_id is None:
        return _("liên quan")
    tier = directive.organisation.tier
    if tier == Tier.PROVINCE:
        return _("gốc") if directive.organisation_id in own else _("của tỉnh")
    if directive.organisation_id in own:
        return _("của đơn vị")
    return _("của cấp trên trực tiếp cơ sở") if tier == Tier.UPPER_LEVEL else _("của cơ sở")


def _links(
    links: Collection[DirectiveLink], campaign: Campaign, actor: Actor
) -> dict[int, list[ShownLink]]:
    """By the key of the document; what its room does not name any more, or not to this actor, is
    left out.
    """
    by_kind: dict[str, list[DirectiveLink]] = defaultdict(list)
    for link in links:
        by_kind[link.kind].append(link)
    found: dict[int, list[ShownLink]] = defaultdict(list)
    for kind in LINK_KINDS:
        if not (own := by_kind.get(kind.id)):
            continue
        named = kind.named(actor, campaign, {link.target for link in own})
        for link in own:
            if link.target in named:
                shown = ShownLink(link.pk, kind.id, named[link.target])
                found[link.directive_id].append(shown)
    return found
