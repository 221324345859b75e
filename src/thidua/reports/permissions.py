"""What may be done in this room, and by which roles."""

from thidua.accounts.permissions import ALL_SEEING, Roles

ACTS: dict[str, Roles] = {
    "reports.view": ALL_SEEING,
}
