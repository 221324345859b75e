"""A page drawn fresh: before it, what the process remembers of the year is forgotten, and its
queries are counted.

In use a process keeps the rows of boards that it drew, each by its value (`boards.drawing`): a
board that somebody looked at lately is quicker than what is measured here.
"""

import sys
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

FRESH, QUERIES = "X-Bench-Fresh", "X-Bench-Queries"
# Rooms that remember rows of the year. What others keep is read once a process, like code:
# texts of the rules, fonts, the description of the API.
REMEMBERING = ("boards", "ratings", "decisions", "subjects", "reports", "portal")


def forget() -> None:
    """Empty what the process remembers. Counts that the database keeps stay: they hold."""
    rooms = tuple(f"thidua.{room}." for room in REMEMBERING)
    for name, module in list(sys.modules.items()):
        for value in list(vars(module).values()) if name.startswith(rooms) else ():
            if hasattr(value, "cache_clear") and value.__module__ == name:
                value.cache_clear()


def fresh(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware: whoever asks with the header FRESH gets a page drawn fresh, and in QUERIES how
    often it asked the database.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if FRESH not in request.headers:
            return get_response(request)
        forget()
        asked = 0

        def count(execute: Callable[..., Any], *arguments: Any) -> Any:
            nonlocal asked
            asked += 1
            return execute(*arguments)

        with connection.execute_wrapper(count):
            response = get_response(request)
        response.headers[QUERIES] = str(asked)
        return response

    return answer
