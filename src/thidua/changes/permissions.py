"""Who may do which kind of change: the acts are those of `organisations`."""

from thidua.changes.models import Kind

MEMBERS, TREE = "organisations.change_members", "organisations.change"
OF_THE_TREE = frozenset({Kind.RENAME, Kind.MERGE, Kind.SPLIT})


def permission_of(kind: str) -> str:
    """The act that whoever does this must be allowed, at the organisation that it is about."""
    return TREE if kind in OF_THE_TREE else MEMBERS
