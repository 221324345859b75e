"""Commands that keep the data safe: `backup`, `restore`, `verify`."""

import sys
from pathlib import Path

import click

from thidua.language import say
from thidua.operations.backing_up import back_up
from thidua.operations.errors import BackupError
from thidua.operations.findings import Verdict
from thidua.operations.restoring import restore as restore_backup
from thidua.operations.verifying import verify_backup, verify_database

FILE = click.Path(path_type=Path)
SIGNS = {Verdict.GOOD: "✓", Verdict.NOTE: "!", Verdict.WRONG: "✗"}


@click.command(
    help=say(
        "Sao lưu toàn bộ dữ liệu vào một tệp (hoặc một thư mục: tệp mang tên theo giờ), cả khi "
        "đang có người dùng.",
        "Back up all data into one file (or a folder: named by the time), also while people work.",
    )
)
@click.argument("file", type=FILE)
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    help=say(
        "Trong thư mục: giữ bấy nhiêu bản mới nhất.", "In a folder: keep so many of the newest."
    ),
)
def backup(file: Path, keep: int | None) -> None:
    lost: list[str] = []
    path = back_up(file, keep=keep, on_lost=lost.extend)
    size = f"{path.stat().st_size / 1_000_000:.1f} MB"
    click.echo(say(f"Đã sao lưu: {path} ({size})", f"Backed up: {path} ({size})"))
    if lost:
        raise BackupError.without_files(path, lost)


@click.command(
    help=say(
        "Khôi phục từ bản sao lưu vào cơ sở dữ liệu rỗng: tất cả, hoặc không gì cả.",
        "Restore a backup into an empty database: all of it, or nothing.",
    )
)
@click.argument("file", type=FILE)
@click.option(
    "--replace",
    metavar=say("TÊN-CSDL", "DATABASE"),
    help=say(
        "Thay toàn bộ nội dung đang có; gõ đúng tên cơ sở dữ liệu.",
        "Replace all that is there; type the database's own name.",
    ),
)
def restore(file: Path, replace: str | None) -> None:
    restored = restore_backup(file, replace=replace)
    manifest = restored.manifest
    rows = sum(table.rows for table in manifest.tables.values())
    click.echo(
        say(
            f"Đã khôi phục {len(manifest.tables)} bảng, {rows} dòng, đúng như lúc "
            f"{manifest.made_at}.",
            f"Restored {len(manifest.tables)} tables, {rows} rows, as they were at "
            f"{manifest.made_at}.",
        )
    )
    if restored.is_older():
        click.echo(
            say(
                "Bản cũ hơn: chạy tiếp “thidua migrate”.", "It is older: run “thidua migrate” next."
            )
        )


@click.command(
    help=say(
        "Kiểm tra cơ sở dữ liệu đang dùng; có tệp: kiểm tra bản sao lưu bằng cách khôi phục thử.",
        "Verify the living database; with a file: verify a backup by restoring it on trial.",
    )
)
@click.argument("file", type=FILE, required=False)
def verify(file: Path | None) -> None:
    found = verify_database() if file is None else verify_backup(file)
    for finding in found:
        click.echo(f"{SIGNS[finding.verdict]} {finding.text}")
    sys.exit(1 if any(finding.verdict is Verdict.WRONG for finding in found) else 0)


COMMANDS: dict[str, click.Command] = {"backup": backup, "restore": restore, "verify": verify}
