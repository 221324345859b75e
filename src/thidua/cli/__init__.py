"""The `thidua` command: one group, its commands gathered from one module a room."""

import gettext
import os
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import click

from thidua.cli import ballots, explain
from thidua.config.start import ready_database, start_django
from thidua.errors import RefusedError
from thidua.language import Text, current_language, say, speaking

if (
    current_language() == "vi"
):  # what click itself says ("Usage:", "Missing option") comes from this catalogue
    os.environ["LANGUAGE"] = "vi"
    gettext.bindtextdomain("messages", str(Path(__file__).parent.parent / "locale"))


class Lazy(NamedTuple):
    """A command that needs the database: its module is imported, and the server started, only when
    it runs.
    """

    module: str
    help: Text


LAZY: dict[str, Lazy] = {
    "run": Lazy("server", Text("Chạy thử với tỉnh mẫu.", "Try it with the demo province.")),
    "serve": Lazy("server", Text("Chạy trang web trên máy chủ.", "Serve the site on a server.")),
    "worker": Lazy("server", Text("Làm các việc nền.", "Do the background work.")),
    "migrate": Lazy("server", Text("Cập nhật cơ sở dữ liệu.", "Bring the database up to date.")),
    "home": Lazy("server", Text("Nơi giữ dữ liệu.", "Where the data are kept.")),
    "import": Lazy("exchange", Text("Nạp các tệp Excel của tỉnh.", "Load a province's workbooks.")),
    "export": Lazy(
        "exchange", Text("Xuất ra tệp Excel nạp lại được.", "Export workbooks that load again.")
    ),
    "mapping": Lazy(
        "mapping",
        Text("Một tệp được đọc thế nào, còn hỏi gì.", "How a file is read, what is asked."),
    ),
    "mappings": Lazy(
        "mapping", Text("Các cách đọc đã ghi nhớ.", "The ways of reading that are remembered.")
    ),
    "template": Lazy("exchange", Text("Lấy tệp Excel mẫu.", "Get an empty workbook.")),
    "freeze": Lazy("year", Text("Chốt danh sách của năm.", "Freeze the roster of a year.")),
    "classify": Lazy("year", Text("Xếp loại theo khung tiêu chí.", "Classify by the frameworks.")),
    "decide": Lazy(
        "year", Text("Ban hành các quyết định xếp loại.", "Issue the rating decisions.")
    ),
    "rate": Lazy(
        "year", Text("Xếp loại, quyết định, khen thưởng.", "Classify, decide, recognise.")
    ),
    "decisions": Lazy(
        "decisions", Text("Liệt kê, mở lại quyết định.", "List and reopen decisions.")
    ),
    "roster": Lazy(
        "roster",
        Text(
            "Danh sách năm: đếm, sửa, chưa kiểm điểm.", "The year's list: count, correct, put off."
        ),
    ),
    "layer": Lazy(
        "layers",
        Text("Hướng dẫn của địa phương, áp dụng cho năm.", "Local layers, bound to a year."),
    ),
    "figures": Lazy("reports", Text("Số liệu của năm.", "The figures of a year.")),
    "report": Lazy(
        "reports", Text("Báo cáo tổng kết năm (Word, PDF).", "The annual report (Word, PDF).")
    ),
    "publish": Lazy("portal", Text("Công bố kết quả năm.", "Publish the results of a year.")),
    "check-published": Lazy(
        "portal",
        Text("Bản công bố có để lộ số nhỏ?", "Do published years give small counts away?"),
    ),
    "demo": Lazy("demo", Text("Viết và nạp tỉnh mẫu.", "Write and load the demo province.")),
    "backup": Lazy("operations", Text("Sao lưu toàn bộ dữ liệu.", "Back up all data.")),
    "restore": Lazy("operations", Text("Khôi phục từ bản sao lưu.", "Restore from a backup.")),
    "verify": Lazy(
        "operations", Text("Kiểm tra dữ liệu hoặc bản sao lưu.", "Verify the data or a backup.")
    ),
    "sweep": Lazy(
        "attachments", Text("Dọn tệp không còn ai dùng.", "Delete files that nobody uses.")
    ),
    "seals": Lazy("seals", Text("Kiểm tra niêm phong.", "Verify the seals.")),
    "account": Lazy("accounts", Text("Tài khoản.", "Accounts.")),
}
TAKE_IT_AS_IT_IS = {"server", "operations"}
"""Modules whose commands do not ask for an up-to-date database: they bring it there, or keep it as
it is.
"""


class Commands(click.Group):
    """A group that can say what its database commands are for without starting the database."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *LAZY})

    def invoke(self, ctx: click.Context) -> object:
        """In the language of the terminal, in Django's texts as in our own. What is refused is one
        sentence and exit code 1, never a traceback.
        """
        with speaking(current_language()):
            try:
                return super().invoke(ctx)
            except RefusedError as refused:
                raise click.ClickException(str(refused)) from None

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        lazy = LAZY.get(cmd_name)
        if lazy is None:
            return super().get_command(ctx, cmd_name)
        start_django()
        if lazy.module not in TAKE_IT_AS_IT_IS:
            ready_database()
        commands: dict[str, click.Command] = import_module(f"thidua.cli.{lazy.module}").COMMANDS
        return commands[cmd_name]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [
            (
                name,
                str(LAZY[name].help)
                if name in LAZY
                else self.commands[name].get_short_help_str(80),
            )
            for name in self.list_commands(ctx)
        ]
        with formatter.section(say("Các lệnh", "Commands")):
            formatter.write_dl(rows)


@click.group(
    cls=Commands,
    help=say(
        "Thi Đua: phong trào thi đua, kiểm điểm và xếp loại hằng năm của một tỉnh.",
        "Thi Đua: a province's yearly emulation movement, review and rating.",
    ),
)
def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")


for command in [*explain.COMMANDS, *ballots.COMMANDS]:
    main.add_command(command)
