"""How files would be read, without loading or checking anything of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from thidua.campaigns.models import Campaign
from thidua.exchange.files import ReadFiles, read_files
from thidua.exchange.mapping_files import MappingFile
from thidua.exchange.understood import how_to_read
from thidua.frameworks.binding import bound_frameworks
from thidua.frameworks.errors import NotBoundError
from thidua.rulebook.framework import Framework


def look_at(
    paths: Sequence[Path], *, given: Mapping[str, MappingFile], year: int | None = None
) -> ReadFiles:
    """What is understood of the files for the province, with these mappings by shape."""
    how = replace(how_to_read(None, given=given), frameworks=frameworks_known(year))
    return read_files(paths, how, on_read=lambda name: None)


def frameworks_known(year: int | None) -> list[Framework]:
    """Those of the year that facts are about (else the newest), as far as it is open before the
    files are; none while it has none: only facts and decisions need them, and ask themselves.
    """
    campaigns = Campaign.objects.all() if year is None else Campaign.objects.filter(year=year)
    campaign = campaigns.first()
    try:
        return list(bound_frameworks(campaign).values()) if campaign else []
    except NotBoundError:
        return []
