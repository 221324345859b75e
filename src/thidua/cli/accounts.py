"""Commands about accounts."""

from collections.abc import Callable

import click
from django.core.exceptions import ValidationError

from thidua.accounts import managing
from thidua.accounts.actions import NewAccount, create_account, create_administrator
from thidua.accounts.actors import Operator
from thidua.accounts.models import Role, User
from thidua.language import say


@click.group(help=say("Tài khoản.", "Accounts."))
def account() -> None:
    pass


@account.command(
    help=say(
        "Tạo tài khoản; không nêu vai trò: quản trị tài khoản.",
        "Make an account; no role: administrator.",
    )
)
@click.argument("username")
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), default=Role.ADMINISTRATOR.value
)
@click.option(
    "--organisation",
    default="",
    help=say("Mã tổ chức của vai trò.", "Code of the role's organisation."),
)
@click.option("--name", default="", help=say("Họ và tên.", "Name to show."))
@click.option(
    "--ask-password",
    is_flag=True,
    help=say(
        "Hỏi mật khẩu; nếu không, in một mật khẩu.", "Ask for a password; otherwise one is printed."
    ),
)
def create(username: str, role: str, organisation: str, name: str, ask_password: bool) -> None:
    password = ""
    if ask_password:
        password = click.prompt(
            say("Mật khẩu", "Password"), hide_input=True, confirmation_prompt=True
        )
    try:
        made = _create(
            username=username,
            role=Role(role),
            organisation=organisation,
            name=name,
            password=password,
        )
    except ValidationError as error:
        raise click.ClickException("\n".join(error.messages)) from error
    click.echo(
        say(
            f"Đã tạo tài khoản {made.user.username}.", f"The account {made.user.username} was made."
        )
    )
    if made.one_time_password:
        click.echo(
            say(
                "Mật khẩu (chỉ hiện một lần, hãy đổi ngay): ",
                "Password (shown once, change it soon): ",
            )
            + made.one_time_password
        )


def _helped(what: Callable[..., object]) -> click.Command:
    """A command that does one thing about one account, with its reason; a password given back is
    printed once.
    """

    @click.argument("username")
    @click.option(
        "--reason", required=True, help=say("Lý do, ghi vào lịch sử.", "Why: kept in the history.")
    )
    def help_in(username: str, reason: str) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise click.ClickException(
                say(f"Không có tài khoản “{username}”.", f"No account “{username}”.")
            )
        given = what(user=user, reason=reason, actor=Operator())
        click.echo(say("Đã làm xong.", "Done."))
        if given:
            click.echo(say("Mật khẩu (chỉ hiện một lần): ", "Password (shown once): ") + str(given))

    return click.command(help=(what.__doc__ or "").splitlines()[0])(help_in)


account.add_command(_helped(managing.reset_password), "reset-password")
account.add_command(_helped(managing.reset_second_factor), "reset-second-factor")
account.add_command(_helped(managing.unlock), "unlock")


def _create(
    *, username: str, role: Role, organisation: str, name: str, password: str
) -> NewAccount:
    if role == Role.ADMINISTRATOR and not organisation:
        return create_administrator(username=username, password=password, display_name=name)
    return create_account(
        username=username,
        role=role,
        organisation_code=organisation,
        display_name=name,
        password=password,
    )


COMMANDS: dict[str, click.Command] = {"account": account}
