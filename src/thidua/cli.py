"""The `thidua` command: one group, its commands gathered from the rooms' own modules."""

import os
import sys
from importlib import import_module

import click

from thidua import cli_rulebook
from thidua.language import say

# Rooms that need the database: imported only when one of their commands runs (start-up stays quick).
LAZY: dict[str, str] = {}


class Commands(click.Group):
    """A group that loads a database command's module only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *LAZY})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in LAZY:
            return super().get_command(ctx, cmd_name)
        from thidua.start import start_django  # noqa: PLC0415

        start_django()
        commands: dict[str, click.Command] = import_module(LAZY[cmd_name]).COMMANDS
        return commands[cmd_name]


@click.group(
    cls=Commands,
    help=say(
        "Thi Đua: phong trào thi đua, kiểm điểm và xếp loại hằng năm của một tỉnh.",
        "Thi Đua: a province's yearly emulation movement, review and rating.",
    ),
)
def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings")


for command in getattr(cli_rulebook, "commands", []):
    main.add_command(command)

if __name__ == "__main__":
    sys.exit(main())
