"""Groups of people that get the same to see, and what a row of the tables is."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.pages.conftest import CAST
from thidua.accounts.delegating import LENT
from thidua.accounts.models import Role
from thidua.accounts.permissions import roles_that_bind

ANONYMOUS = "anonymous"
EVERYBODY = frozenset(CAST)
ANYBODY = EVERYBODY | {ANONYMOUS}
READERS = frozenset(
    who for who, (role, _) in CAST.items() if role not in {None, Role.ADMINISTRATOR}
)
"""Whoever has a part of the tree to see."""
UPPER = frozenset({"province", "upper_level", "inspector", "auditor"})
ABOVE_CELL = frozenset({"province", "upper_level", "grassroots", "inspector", "auditor"})
IN_CELL = ABOVE_CELL | {"cell"}
# Whoever decides something has a second factor; whoever does more than look on lends their role for
# an absence.
DECIDERS = frozenset(who for who, (role, _) in CAST.items() if role in roles_that_bind())
LENDERS = frozenset(who for who, (role, _) in CAST.items() if role in LENT)
DECIDING = frozenset({"province", "upper_level", "grassroots"})
LOADERS = frozenset(
    who for who, (role, _) in CAST.items() if role in {"province", "upper_level", "grassroots"}
)
OFFICERS = frozenset({"province", "upper_level", "grassroots"})

Data = Mapping[str, Any | Callable[[], Any]]
Page = tuple[str, str, frozenset[str]]
"""Name, address, who gets it."""
Other = tuple[str, frozenset[int]]
"""Address and what it answers to a look."""
Form = tuple[str, str, Data, frozenset[str]]
"""Name, address, what is sent, who may send it."""
