"""The command `demo`: write the demo province as workbooks and load it."""

from pathlib import Path
from time import monotonic

import click
from django.core.management import call_command

from thidua.cli.year import progress_bar
from thidua.demo.load import Loaded, load_demo
from thidua.language import say


@click.command(
    help=say(
        "Viết tỉnh mẫu thành bốn tệp Excel rồi nạp, xếp loại, ban hành quyết định, xét khen "
        "thưởng.",
        "Write the demo province as four workbooks, then load, rate, decide and recognise.",
    )
)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help=say("Giữ các tệp Excel ở đây.", "Keep the workbooks here."),
)
@click.option(
    "--small",
    is_flag=True,
    help=say("Tỉnh thu nhỏ: 10 tổ chức cơ sở.", "A small one: 10 organisations."),
)
@click.option(
    "--only-write", is_flag=True, help=say("Chỉ viết tệp, không nạp.", "Only write the files.")
)
def demo(folder: Path | None, *, small: bool, only_write: bool) -> None:
    if not only_write:
        call_command("migrate", interactive=False, verbosity=0)
    begun = monotonic()
    with progress_bar() as tell:
        loaded = load_demo(small=small, folder=folder, only_write=only_write, tell=tell)
    _say_what_came(
        loaded, seconds=round(monotonic() - begun), keeps_files=folder is not None or only_write
    )


def _say_what_came(loaded: Loaded, *, seconds: int, keeps_files: bool) -> None:
    if keeps_files:
        for path in loaded.files:
            click.echo(f"  {path}")
    if loaded.campaign is None:
        click.echo(
            say(
                f"Đã viết tỉnh mẫu trong {seconds} giây.",
                f"The demo was written in {seconds} seconds.",
            )
        )
        return
    year = loaded.campaign.year
    click.echo(
        say(
            f"Tỉnh mẫu đã sẵn sàng sau {seconds} giây. Xem số liệu: thidua figures {year}",
            f"The demo province is ready after {seconds} seconds. Its figures: thidua figures "
            f"{year}",
        )
    )


COMMANDS: dict[str, click.Command] = {"demo": demo}
