"""Commands as the `thidua` group runs them, without starting a database: the tests have theirs."""

from collections.abc import Mapping, Sequence

import click
from click.testing import CliRunner, Result

from thidua.cli import Commands


def run_command(
    command: click.Command,
    words: Sequence[str] = (),
    *,
    env: Mapping[str, str] | None = None,
    input: str | bytes | None = None,  # noqa: A002  (as click calls it)
) -> Result:
    """What the command prints and ends with. Raises what is no refusal."""
    group = Commands(commands={"it": command})
    return CliRunner().invoke(group, ["it", *words], env=env, input=input, catch_exceptions=False)
