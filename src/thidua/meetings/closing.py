"""What follows when a meeting is closed: rooms say so of what is theirs."""

from collections.abc import Callable

from thidua.accounts.permissions import Authority
from thidua.meetings.models import Meeting
from thidua.web.registry import Registry

CLOSED: Registry[Callable[[Meeting, Authority], None]] = Registry("what follows a closed meeting")
"""Called within the act that adopts the minutes."""
