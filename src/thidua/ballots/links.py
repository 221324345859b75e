"""Addresses of a ballot's pages."""

from django.urls import reverse

from thidua.ballots.models import Ballot

PART = "/bo-phieu/"
"""In every address of a ballot: by it no session keeps what was sent there."""


def address_of(ballot: Ballot, name: str = "ballot", **more: str) -> str:
    """Of the page of this name; of the ballot's own without one."""
    year = ballot.campaign.year
    return reverse(name, kwargs={"year": year, "pk": ballot.pk, **more})
