"""`thidua seals`: whether anything was changed after it was sealed."""

import click

from thidua.accounts.actors import Operator
from thidua.language import say
from thidua.numbers import in_both
from thidua.seals import sentences
from thidua.seals.verifying import Verification, look_for, verify_and_note


@click.group("seals", help=say("Niêm phong: kiểm tra chuỗi.", "Seals: verify the chain."))
def seals_group() -> None:
    pass


@seals_group.command(
    "verify",
    help=say(
        "Kiểm tra cả chuỗi niêm phong, nêu mắt xích đầu tiên không khớp.",
        "Verify the whole chain of seals; the first broken link is named.",
    ),
)
@click.option(
    "--head",
    metavar=say("MÃ", "SEAL"),
    help=say(
        "Mã niêm phong in trên giấy: có trong chuỗi này không?",
        "The seal printed on a paper: is it in this chain?",
    ),
)
@click.pass_context
def verify(context: click.Context, head: str | None) -> None:
    found = verify_and_note(Operator())
    _tell(found)
    there = True
    if head is not None:
        there, text = look_for(head)
        click.echo(str(text.as_sentence()))
    if not (found.whole and there):
        context.exit(1)


def _tell(found: Verification) -> None:
    for text in found.told:
        click.echo(str(text.as_sentence()))
    links = in_both(found.links)
    if found.broken is not None:
        click.echo(str(sentences.HELD_BEFORE.format(links=links).as_sentence()))
    elif found.head is None:
        click.echo(str(sentences.NOTHING.as_sentence()))
    elif found.whole:
        whole = sentences.WHOLE.format(links=links, head=found.head.printed)
        click.echo(str(whole.as_sentence()))


COMMANDS: dict[str, click.Command] = {"seals": seals_group}
