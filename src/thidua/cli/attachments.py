"""The command that keeps the store of attachments clean: `sweep`."""

import click

from thidua.attachments.sweeping import sweep as sweep_store
from thidua.language import say


@click.command(
    help=say(
        "Dọn các tệp trong kho mà không còn ai dùng (mỗi đêm tiến trình nền cũng tự dọn).",
        "Delete files in the store that nobody uses (the worker does so every night).",
    )
)
def sweep() -> None:
    number = sweep_store()
    click.echo(say(f"Đã dọn {number} tệp.", f"Deleted {number} files."))


COMMANDS: dict[str, click.Command] = {"sweep": sweep}
