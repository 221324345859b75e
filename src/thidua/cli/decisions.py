"""`thidua decisions`: the decisions of a year, and taking issued ones back without issuing
again.
"""

import click

from thidua.accounts.actors import Operator
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import campaign_of
from thidua.decisions.actions import reopen_decisions
from thidua.decisions.models import FLOW, Decision
from thidua.language import say
from thidua.organisations.models import Organisation
from thidua.vocabulary import DecisionStatus


@click.group(
    "decisions",
    help=say(
        "Các quyết định xếp loại của năm: liệt kê, mở lại.",
        "The rating decisions of a year: list them, reopen them.",
    ),
)
def decisions_group() -> None:
    pass


@decisions_group.command(
    "list", help=say("Liệt kê quyết định của năm.", "List the decisions of a year.")
)
@click.argument("year", type=int)
def list_command(year: int) -> None:
    for decision in _of(campaign_of(year)):
        click.echo(_line(decision))


def _of(campaign: Campaign) -> list[Decision]:
    found = campaign.decisions.select_related("issuer")
    return list(found.order_by("issuer__path", "decided_on", "number"))


def _line(decision: Decision) -> str:
    status = DecisionStatus(decision.status).label
    parts = [str(decision), f"{decision.decided_on:%d/%m/%Y}", decision.issuer.code]
    return "\t".join([*parts, decision.issuer.name, str(status)])


@decisions_group.command(
    "reopen",
    help=say(
        "Mở lại quyết định đã ban hành mà không ban hành lại ngay: sau đó chốt lại danh sách, nạp "
        "lại trang tính Năm, áp dụng hướng dẫn, xếp loại, rồi ban hành.",
        "Reopen issued decisions and issue nothing: then freeze the roster again, load the sheet "
        "Year, bind a layer, classify, and issue.",
    ),
)
@click.argument("year", type=int)
@click.option(
    "--reason",
    required=True,
    help=say("Lý do, được giữ trong lịch sử.", "The reason, kept in the history."),
)
@click.option(
    "--number",
    "numbers",
    multiple=True,
    help=say("Số quyết định (dùng được nhiều lần).", "A decision's number (may be repeated)."),
)
@click.option(
    "--under",
    metavar=say("MÃ-TỔ-CHỨC", "ORGANISATION"),
    help=say(
        "Chỉ quyết định của tổ chức này và các tổ chức trực thuộc.",
        "Only decisions of this organisation and of those below it.",
    ),
)
@click.option(
    "--all",
    "every",
    is_flag=True,
    help=say("Mọi quyết định đã ban hành của năm.", "Every issued decision of the year."),
)
def reopen(
    year: int, reason: str, numbers: tuple[str, ...], under: str | None, *, every: bool
) -> None:
    campaign = campaign_of(year)
    if every == bool(numbers or under):
        raise click.UsageError(
            say(
                "hãy nêu quyết định nào: --number, --under, hoặc --all",
                "say which decisions: --number, --under, or --all",
            )
        )
    wanted = _wanted(campaign, numbers=numbers, under=under)
    reopened = reopen_decisions(
        campaign=campaign,
        reason=reason,
        actor=Operator(),
        only=None if every else [decision.pk for decision in wanted],
    )
    click.echo(
        say(
            f"Đã mở lại {reopened} quyết định; chưa ban hành lại quyết định nào.",
            f"{reopened} decisions reopened; none was issued again.",
        )
    )
    for decision in wanted:
        click.echo(f"  {decision}\t{decision.issuer.name}")


def _wanted(campaign: Campaign, *, numbers: tuple[str, ...], under: str | None) -> list[Decision]:
    """The issued decisions that the options name.

    Raises ClickException for an organisation or a number that the year does not have.
    """
    place = Organisation.objects.filter(code=under or "").first()
    if under and place is None:
        raise click.ClickException(
            say(f"không có tổ chức mã {under}", f"no organisation has the code {under}")
        )
    found = [
        decision
        for decision in _of(campaign)
        if decision.status in FLOW.begins("reopen")
        and (place is None or decision.issuer.path.startswith(place.path))
        and (not numbers or decision.number in numbers)
    ]
    if missing := sorted(set(numbers) - {decision.number for decision in found}):
        names = ", ".join(missing)
        known = ", ".join(sorted({one.number for one in _of(campaign) if one.number})) or "–"
        raise click.ClickException(
            say(
                f"không có quyết định đã ban hành mang số {names}; các số của năm: {known}",
                f"no issued decision has the number {names}; the year's numbers: {known}",
            )
        )
    _refuse_ambiguous(found, numbers)
    return found


def _refuse_ambiguous(found: list[Decision], numbers: tuple[str, ...]) -> None:
    """Offices number for themselves: one number may be that of several committees."""
    for number in numbers:
        issuers = [one.issuer for one in found if one.number == number]
        if len(issuers) > 1:
            names = ", ".join(f"{issuer.name} ({issuer.code})" for issuer in issuers)
            raise click.ClickException(
                say(
                    f"số {number} là của nhiều cấp uỷ: {names}; hãy nêu thêm --under",
                    f"no. {number} belongs to several committees: {names}; add --under",
                )
            )


COMMANDS: dict[str, click.Command] = {"decisions": decisions_group}
