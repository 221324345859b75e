"""The command that makes a year public, or takes it back."""

import click

from thidua.accounts.actors import Operator
from thidua.campaigns.queries import campaign_of
from thidua.language import say
from thidua.portal.actions import publish as publish_year
from thidua.portal.actions import withdraw
from thidua.portal.errors import PublishingRefusedError


@click.command(
    help=say(
        "Công bố kết quả năm cho mọi người (hoặc rút lại).",
        "Publish the results of a year to everybody (or withdraw).",
    )
)
@click.argument("year", type=int)
@click.option("--note", default="", help=say("Ghi chú cho người đọc.", "A note for readers."))
@click.option(
    "--withdraw",
    "reason",
    metavar=say("LÝ DO", "REASON"),
    help=say("Rút lại, vì lý do này.", "Withdraw, for this reason."),
)
def publish(year: int, note: str, reason: str | None) -> None:
    try:
        campaign = campaign_of(year)
        if reason is not None:
            withdraw(campaign=campaign, reason=reason, actor=Operator())
            click.echo(
                say(f"Đã rút lại kết quả năm {year}.", f"The results of {year} are withdrawn.")
            )
            return
        publish_year(campaign=campaign, actor=Operator(), note=note)
    except PublishingRefusedError as error:
        listed = "".join(f"\n  - {reason}" for reason in error.reasons)
        raise click.ClickException(
            say("Chưa công bố được:", "It cannot be published yet:") + listed
        ) from error
    click.echo(say(f"Đã công bố: /cong-khai/{year}/", f"Published: /cong-khai/{year}/"))


COMMANDS: dict[str, click.Command] = {"publish": publish}
