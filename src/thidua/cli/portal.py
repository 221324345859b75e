"""The command that makes a year public, or takes it back."""

import click

from thidua.accounts.actors import Operator
from thidua.campaigns.queries import campaign_of
from thidua.language import current_language, say
from thidua.portal.actions import publish as publish_year
from thidua.portal.actions import withdraw
from thidua.portal.errors import PublishingRefusedError
from thidua.portal.published import editions_given_away


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


@click.command(
    name="check-published",
    help=say(
        "Cho biết bản nào từng công bố để ai cộng trừ cũng tính ra được một số người từ 1 đến 4.",
        "Tell which editions ever published let somebody who adds and subtracts work out a count "
        "of 1 to 4 people.",
    ),
)
def check_published() -> None:
    found = editions_given_away()
    for edition in found:
        head = say(
            f"{edition.year}, lần công bố thứ {edition.number}:",
            f"{edition.year}, edition {edition.number}:",
        )
        places = (f"  - {place.in_(current_language())}" for place in edition.places)
        click.echo("\n".join([head, *places]))
    if found:
        click.echo(
            say(
                "Bản đã tải về thì không lấy lại được; công bố lại không hại gì thêm.",
                "What was downloaded cannot be taken back; publishing again does no more harm.",
            )
        )
        return
    click.echo(
        say("Không bản nào để lộ số người dưới 5.", "No edition gives away a count under 5.")
    )


COMMANDS: dict[str, click.Command] = {"publish": publish, "check-published": check_published}
