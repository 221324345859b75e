"""The toy room registers itself when the site starts."""

from django.apps import AppConfig


class ToyRoomConfig(AppConfig):
    name = "tests.toy_room"
    label = "toy_room"

    def ready(self) -> None:
        from tests.toy_room.permissions import ACTS  # noqa: PLC0415
        from tests.toy_room.registered import (  # noqa: PLC0415
            BOOKS_OF_THE_TREE,
            BOOKS_SHEET,
            BOOKS_STEP,
            BOOKS_TELL,
            COUNTED,
            book_tasks,
            books_in_the_rail,
            books_panel,
            decided_by_books,
        )
        from thidua.accounts.permissions import declare  # noqa: PLC0415
        from thidua.campaigns.decided import DECISIONS_ISSUED  # noqa: PLC0415
        from thidua.campaigns.steps import STEP_PAGES  # noqa: PLC0415
        from thidua.campaigns.tasks import TASKS  # noqa: PLC0415
        from thidua.facts.sources import FACT_SOURCES  # noqa: PLC0415
        from thidua.loading.sheets import SHEETS  # noqa: PLC0415
        from thidua.subjects.panels import RATING_PANELS  # noqa: PLC0415
        from thidua.web.rail import RAIL  # noqa: PLC0415
        from thidua.web.units import register_units  # noqa: PLC0415

        declare(ACTS, choosing=ACTS)
        DECISIONS_ISSUED.add(decided_by_books)
        RAIL.add(books_in_the_rail)
        TASKS.add(book_tasks)
        RATING_PANELS.add(books_panel)
        SHEETS.add(BOOKS_SHEET)
        SHEETS.add(BOOKS_OF_THE_TREE)
        STEP_PAGES.add(BOOKS_STEP)
        FACT_SOURCES.add(BOOKS_TELL)
        register_units(COUNTED)
