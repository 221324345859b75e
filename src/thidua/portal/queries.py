"""Reading what is public. Whoever asks: these rows are for everybody."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.db.models.functions import Length

from thidua.campaigns.models import Campaign
from thidua.portal.models import Publication, PublishedFile
from thidua.portal.public_figures import PublicFigures


@dataclass(frozen=True)
class PublicYear:
    """A published year: its figures as they were sealed."""

    publication: Publication
    figures: PublicFigures

    @property
    def year(self) -> int:
        return self.figures.year

    def sizes(self) -> list[tuple[str, int]]:
        """The name and the length in bytes of each file."""
        measured = self.publication.files.annotate(size=Length("body"))
        return list(measured.order_by("pk").values_list("name", "size"))


def _opened(publication: Publication) -> PublicYear:
    return PublicYear(publication, PublicFigures.model_validate(publication.figures))


def public_years() -> list[PublicYear]:
    """Every published year, the newest first."""
    return [_opened(one) for one in Publication.objects.select_related("campaign")]


def public_year(year: int) -> PublicYear | None:
    """One published year; None when it is not public, or is not there."""
    found = Publication.objects.select_related("campaign").filter(campaign__year=year).first()
    return _opened(found) if found is not None else None


def is_public(campaign: Campaign) -> bool:
    """Whether the year's result is there for everybody."""
    return Publication.objects.filter(campaign=campaign).exists()


def editions_of(campaign: Campaign) -> list[PublicFigures]:
    """Everything that was ever published of a year, the oldest first; what was withdrawn too:
    copies are kept of it.
    """
    events = (
        _events()
        .filter(campaign_id=campaign.pk)
        .order_by("pgh_id")
        .values_list("figures", flat=True)
    )
    return [PublicFigures.model_validate(one) for one in events]


def latest_editions() -> dict[int, PublicFigures]:
    """By year what was published of it last, withdrawn or not."""
    events = (
        _events()
        .order_by("campaign_id", "-pgh_id")
        .distinct("campaign_id")
        .values_list("figures", flat=True)
    )
    return {one.year: one for one in (PublicFigures.model_validate(figures) for figures in events)}


def _events() -> "QuerySet[Any]":
    events: QuerySet[Any] = apps.get_model("portal", "PublicationEvent")._default_manager.all()
    return events


def published_file(year: int, name: str) -> PublishedFile | None:
    """A file of a published year."""
    files = PublishedFile.objects.select_related("publication")
    return files.filter(publication__campaign__year=year, name=name).first()
