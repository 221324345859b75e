"""`thidua layer`: the local layers, version by version, and holding a year under one of them."""

from collections import defaultdict

import click

from thidua.accounts.actors import Operator
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import campaign_of
from thidua.frameworks.binding import (
    DEFAULT_LAYER,
    LayerVersion,
    layer_for,
    layer_ids,
    layer_versions,
)
from thidua.frameworks.layer_actions import bind_layer
from thidua.language import say
from thidua.rulebook import RulebookError


@click.group(
    "layer",
    help=say("Hướng dẫn của địa phương, theo phiên bản.", "Local layers, version by version."),
)
def layer_group() -> None:
    pass


@layer_group.command(
    "list", help=say("Liệt kê các hướng dẫn và phiên bản.", "List the layers and their versions.")
)
def list_command() -> None:
    years = _years_by_version()
    for layer_id in layer_ids():
        for version in layer_versions(layer_id):
            click.echo(_line(version, years[layer_id, version.number]))


def _years_by_version() -> dict[tuple[str, int], list[int]]:
    """Which years each version holds; a year that names no version holds the newest that is no
    draft.
    """
    held: dict[tuple[str, int], list[int]] = defaultdict(list)
    for campaign in Campaign.objects.order_by("year"):
        try:
            held[campaign.local_layer or DEFAULT_LAYER, layer_for(campaign).number].append(
                campaign.year
            )
        except RulebookError:  # a layer that is there no more
            continue
    return held


def _line(version: LayerVersion, years: list[int]) -> str:
    period = version.layer.in_force
    until = f"{period.to:%d/%m/%Y}" if period.to else ""
    marks = [say("dự thảo", "draft")] if version.draft else []
    marks += [say(f"năm {year}", f"{year}") for year in years]
    days = f"{period.from_:%d/%m/%Y}–{until}"
    return "\t".join(
        [version.layer.id, f"v{version.number}", days, str(version.layer.title), ", ".join(marks)]
    ).rstrip()


@layer_group.command(
    "bind",
    help=say(
        "Áp dụng một phiên bản hướng dẫn cho một năm chưa có quyết định; kết quả xếp loại hiện có "
        "thành cũ.",
        "Hold a year that is not decided under a version of a layer; the ratings that are there "
        "become stale.",
    ),
)
@click.argument("year", type=int)
@click.argument("layer")
@click.option(
    "--version",
    "number",
    type=int,
    help=say(
        "Phiên bản; bỏ trống: bản mới nhất không phải dự thảo.",
        "Version; else the newest that is no draft.",
    ),
)
@click.option(
    "--reason",
    required=True,
    help=say("Lý do, được giữ trong lịch sử.", "The reason, kept in the history."),
)
def bind(year: int, layer: str, number: int | None, reason: str) -> None:
    campaign = campaign_of(year)
    wanted = _newest(layer) if number is None else number
    rebound = bind_layer(
        campaign=campaign, layer_id=layer, version=wanted, reason=reason, actor=Operator()
    )
    click.echo(f"{layer} v{wanted} → {year}. {rebound.message}")


def _newest(layer: str) -> int:
    found = next((version.number for version in layer_versions(layer) if not version.draft), None)
    if found is None:
        known = ", ".join(layer_ids())
        raise click.ClickException(
            say(
                f"không có hướng dẫn “{layer}”; có: {known}",
                f"no local layer “{layer}”; there are: {known}",
            )
        )
    return found


COMMANDS: dict[str, click.Command] = {"layer": layer_group}
