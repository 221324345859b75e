"""`thidua seals`: whether anything was changed after it was sealed; the proof of one rating."""

from pathlib import Path

import click

from thidua.accounts.actors import Operator
from thidua.campaigns.queries import campaign_of
from thidua.language import say
from thidua.numbers import in_both
from thidua.rating_proofs.proofs import SCRIPT, proof_of
from thidua.rating_proofs.queries import subject_called
from thidua.seals import sentences
from thidua.seals.verifying import Verification, look_for, verify_and_note
from thidua.vocabulary import SubjectType


@click.group(
    "seals",
    help=say("Niêm phong: kiểm tra chuỗi, xuất căn cứ.", "Seals: verify the chain, export."),
)
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


@seals_group.command(
    "export",
    help=say(
        "Xuất mọi căn cứ của một mức xếp loại ra một tệp tự kiểm tra được, kèm chương trình kiểm "
        "tra không cần phần mềm này.",
        "Write everything one rating rests on into a file that can be checked, with the script "
        "that checks it without this product.",
    ),
)
@click.option(
    "--subject",
    "code",
    required=True,
    metavar=say("MÃ", "CODE"),
    help=say("Mã của đối tượng.", "The subject's code."),
)
@click.option("--year", type=int, required=True, help=say("Năm.", "The year."))
@click.option(
    "--kind",
    type=click.Choice(SubjectType.values()),
    help=say("Loại đối tượng, khi một mã có nhiều.", "Which kind, where a code has several."),
)
@click.option(
    "--leads",
    metavar=say("MÃ-TỔ-CHỨC", "ORGANISATION"),
    help=say("Lãnh đạo tổ chức nào.", "Of which organisation a leader."),
)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help=say("Thư mục (mặc định: nơi đang đứng).", "The folder (default: where you stand)."),
)
def export(code: str, year: int, kind: str | None, leads: str | None, folder: Path) -> None:
    entry = subject_called(campaign_of(year), code, kind=kind or "", leads=leads or "")
    proof = proof_of(entry)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{code}-{entry.subject_type}-{year}.json"
    file.write_bytes(proof)
    script = folder / SCRIPT.name
    script.write_bytes(SCRIPT.read_bytes())
    click.echo(say(f"Tệp căn cứ: {file}", f"The proof: {file}"))
    click.echo(say(f"Kiểm tra: python {script} {file}", f"To check: python {script} {file}"))


COMMANDS: dict[str, click.Command] = {"seals": seals_group}
