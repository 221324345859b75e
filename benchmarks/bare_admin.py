"""Django's admin as it comes, over the tables that our lists show: what a team would get for
nothing. Everybody who signed in may look.
"""

from django.contrib import admin
from django.http import HttpRequest

from thidua.organisations.models import Person
from thidua.roster.models import RosterEntry

ROWS = 5_000
"""More than any page measured has: the admin shows all rows, and pages none."""


class Site(admin.AdminSite):
    """An admin for the benchmark alone."""

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated


class ReadOnly(admin.ModelAdmin):
    """A list for whoever signed in, filtered by any field in its address."""

    list_max_show_all = ROWS

    def has_view_permission(self, *_: object) -> bool:
        return True

    has_module_permission = has_view_permission

    def has_add_permission(self, *_: object) -> bool:
        return False

    has_change_permission = has_delete_permission = has_add_permission

    def lookup_allowed(self, *_: object) -> bool:
        return True


class Subjects(ReadOnly):
    """The subjects of a year with what was reached, chosen and decided."""

    list_display = ("code", "name", "organisation", "reached", "chosen", "reason", "level")
    list_select_related = ("organisation", "rating", "proposal", "decided")

    def reached(self, entry: RosterEntry) -> str:
        return f"{entry.rating.low}–{entry.rating.high}" if hasattr(entry, "rating") else ""

    def chosen(self, entry: RosterEntry) -> str:
        return entry.proposal.get_chosen_display() if hasattr(entry, "proposal") else ""

    def reason(self, entry: RosterEntry) -> str:
        return entry.proposal.reason if hasattr(entry, "proposal") else ""

    def level(self, entry: RosterEntry) -> str:
        return entry.decided.get_level_display() if hasattr(entry, "decided") else ""


class People(ReadOnly):
    """People, to be searched as our search does."""

    list_display = ("code", "full_name")
    search_fields = ("search_key__contains",)


site = Site(name="admin")
site.register(RosterEntry, Subjects)
site.register(Person, People)
