"""The toy room registers itself when the site starts."""

from django.apps import AppConfig


class ToyRoomConfig(AppConfig):
    name = "tests.toy_room"
    label = "toy_room"

    def ready(self) -> None:
        from tests.toy_room.permissions import ACTS  # noqa: PLC0415
        from tests.toy_room.registered import (  # noqa: PLC0415
            BOOKS_SHEET,
            book_tasks,
            books_in_the_rail,
            books_panel,
        )
        from thidua.accounts.permissions import declare  # noqa: PLC0415
        from thidua.campaigns.tasks import TASKS  # noqa: PLC0415
        from thidua.roster.loading.sheets import YEAR_SHEETS  # noqa: PLC0415
        from thidua.subjects.panels import RATING_PANELS  # noqa: PLC0415
        from thidua.web.rail import RAIL  # noqa: PLC0415

        declare(ACTS)
        RAIL.add(books_in_the_rail)
        TASKS.add(book_tasks)
        RATING_PANELS.add(books_panel)
        YEAR_SHEETS.add(BOOKS_SHEET)
