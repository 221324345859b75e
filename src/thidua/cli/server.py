"""Commands that bring the site up: `run` for a first look, `serve` and `worker` for a server."""

import os
import sys
from pathlib import Path

import click
from django.conf import settings
from django.urls import reverse

from thidua.campaigns.models import Campaign
from thidua.config.database import revive_embedded
from thidua.language import say
from thidua.operations.keeping import keep_up
from thidua.operations.refusing import is_loopback, refuse_unsafe
from thidua.operations.serving import prepare, web_command, work, worker_command


def _keep_up(*commands: list[str]) -> int:
    return keep_up(commands, revive=lambda: revive_embedded(Path(settings.HOME)))


@click.command(
    help=say(
        "Chạy thử: chuẩn bị cơ sở dữ liệu, tỉnh mẫu (lần đầu) và mở trang web.",
        "Try it: prepare the database, the demo province (first time) and serve the site.",
    )
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help=say("Địa chỉ lắng nghe.", "Address to bind."),
)
@click.option("--port", default=8000, show_default=True, help=say("Cổng.", "Port."))
@click.option("--small", is_flag=True, help=say("Tỉnh mẫu thu nhỏ.", "A small demo province."))
def run(host: str, port: int, small: bool) -> None:
    if not is_loopback(host):  # others reach it: the rules of a server hold
        refuse_unsafe(os.environ, host=host)
    prepare()
    if not Campaign.objects.exists():
        from thidua.demo.load import load_demo  # noqa: PLC0415  (only on the first run)

        load_demo(small=small)
    if settings.DEMO:
        _live_in_the_demo()
    click.echo(say(f"\nTrang web:  http://{host}:{port}/", f"\nThe site:  http://{host}:{port}/"))
    _print_demo_accounts()
    _print_demo_slip(f"http://{host}:{port}")
    _print_demo_codes()
    click.echo(say("Dừng: Ctrl+C.", "Stop: Ctrl+C."))
    sys.exit(_keep_up(web_command(host=host, port=port, processes=2), worker_command()))


def _live_in_the_demo() -> None:
    """See to it that the demo has a year in progress, and that the processes live on its day unless
    told another.
    """
    from thidua.demo.load import finish_demo  # noqa: PLC0415
    from thidua.demo.load_season import demo_day  # noqa: PLC0415

    finish_demo()
    if day := demo_day():
        os.environ.setdefault("THIDUA_TODAY", day.isoformat())


def _print_demo_accounts() -> None:
    from thidua.accounts.demo import demo_accounts  # noqa: PLC0415

    for account in demo_accounts():
        click.echo(f"  {account.username:<14} {account.password:<16} {account.title}")


def _print_demo_slip(site: str) -> None:
    from thidua.accounts.demo import demo_slip  # noqa: PLC0415

    if secret := demo_slip():
        told = say("Phiếu nhận xét của nơi cư trú", "The comment slip of a place of residence")
        click.echo(f"  {told}: {site}{reverse('comment_slip', args=[secret])}")


def _print_demo_codes() -> None:
    from thidua.accounts.demo import demo_codes  # noqa: PLC0415

    if codes := demo_codes():
        told = say("Mã đóng của cuộc bỏ phiếu đang mở", "Closing codes of the open ballot")
        click.echo(f"  {told}: {', '.join(codes)}")


@click.command(help=say("Chạy trang web trên máy chủ.", "Serve the site on a server."))
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help=say("Địa chỉ lắng nghe.", "Address to bind."),
)
@click.option("--port", default=8000, show_default=True, help=say("Cổng.", "Port."))
@click.option(
    "--processes", default=3, show_default=True, help=say("Số tiến trình web.", "Web processes.")
)
def serve(host: str, port: int, processes: int) -> None:
    os.environ.setdefault("THIDUA_LOG", "json")
    refuse_unsafe(os.environ, host=host)
    prepare()
    sys.exit(_keep_up(web_command(host=host, port=port, processes=processes)))


@click.command(help=say("Làm các việc nền (xếp loại).", "Do the background work (classification)."))
def worker() -> None:
    work()


@click.command(help=say("Cập nhật cơ sở dữ liệu.", "Bring the database up to date."))
def migrate() -> None:
    prepare()
    click.echo(
        say("Cơ sở dữ liệu đã sẵn sàng: ", "The database is ready: ")
        + str(settings.DATABASES["default"]["NAME"])
    )


@click.command(
    help=say("Nơi giữ dữ liệu của bản cài này.", "Where this installation keeps its data.")
)
def home() -> None:
    click.echo(str(Path(settings.HOME)))


COMMANDS: dict[str, click.Command] = {
    "run": run,
    "serve": serve,
    "worker": worker,
    "migrate": migrate,
    "home": home,
}
