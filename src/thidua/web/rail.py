"""The rail at the left of every page: its entries, and the pages that stand outside the year."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from thidua.web.registry import Registry


@dataclass(frozen=True)
class RailItem:
    """One entry. `place` orders the pages outside the year; below 0 stands above its steps."""

    name: str
    href: str = ""
    number: str = ""
    icon: str = ""
    note: str = ""
    here: bool = False
    current: bool = False
    rule_before: bool = False
    place: int = 100


RailSource = Callable[[HttpRequest], RailItem | None]

RAIL: Registry[RailSource] = Registry("rail entries outside the steps of the year")
"""Each is asked once a page for everybody who signed in: it asks the request's scope, not the
database. None: not for this reader.
"""
