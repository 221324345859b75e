"""Background work of the toy room."""

from procrastinate.contrib.django import app

from tests.toy_room.models import Book


@app.task(name="toy_room.buy", queue="toy_room", pass_context=False)
def buy(organisation_id: int, title: str) -> None:
    """Buy a book for a cell."""
    Book._default_manager.get_or_create(organisation_id=organisation_id, title=title)
