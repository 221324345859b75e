"""Django's command, quicker."""

from thidua.db.migrating import Command

__all__ = ["Command"]
