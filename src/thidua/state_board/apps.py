"""Where every unit stands in every step of the year; who is excused, who is reminded."""

from django.apps import AppConfig


class StateBoardConfig(AppConfig):
    name = "thidua.state_board"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.state_board.permissions import ACTS

        declare(ACTS)
