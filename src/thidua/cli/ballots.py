"""`thidua ballot recount`: counting a ballot again from its list, without any database, by the
script that voters may take.
"""

import sys

import click

from thidua.ballots import recount
from thidua.language import say


@click.group("ballot", help=say("Các cuộc bỏ phiếu.", "Ballots."))
def ballot_group() -> None:
    pass


@ballot_group.command(
    "recount",
    help=say(
        "Đếm lại từ danh sách phiếu đã tải về, so với kết quả và niêm phong.",
        "Count again from a list that was taken, against its result and its seal.",
    ),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
def recount_command(file: str) -> None:
    sys.exit(recount.main(file))


COMMANDS = [ballot_group]
