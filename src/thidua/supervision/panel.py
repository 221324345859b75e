"""What this room shows on the first page: what should be looked at, the newest acts."""

from thidua.accounts.models import Role
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.subjects.panels import Panel
from thidua.supervision.history import Wanted, acts_in, lines
from thidua.supervision.permissions import READ_HISTORY, WATCH
from thidua.supervision.presenters import may_here, tabs_of
from thidua.supervision.watching import KINDS

FEW = 5


def watch_panel(request: SignedIn, campaign: Campaign) -> Panel | None:
    """For an inspector: the first kind of which there is something, and all kinds with numbers."""
    scope = scope_of_request(request)
    if Role.INSPECTOR not in scope.roles:
        return None
    tabs = tabs_of(campaign, scope)
    first = next((word for word, tab in zip(KINDS, tabs, strict=True) if tab.number), "reports")
    rows = KINDS[first].rows(campaign, scope)[:FEW]
    context = {"tabs": tabs, "kind": KINDS[first], "rows": rows}
    return Panel("supervision/watch_panel.html", context)


def newest_panel(request: SignedIn, campaign: Campaign) -> Panel | None:
    """“Vừa đổi” for the province and the districts; the whole history's beginning for an
    auditor.
    """
    scope = scope_of_request(request)
    reads = may_here(scope, READ_HISTORY)
    if not reads and not (may_here(scope, WATCH) and Role.INSPECTOR not in scope.roles):
        return None
    found = acts_in(scope, whole=scope.sees_province, wanted=Wanted())
    if Role.AUDITOR not in scope.roles:
        found = found.exclude(metadata__act__startswith="accounts.")
    context = {
        "lines": lines(list(found[:FEW])),
        "all": reads,
        "whole": Role.AUDITOR in scope.roles,
    }
    return Panel("supervision/newest_panel.html", context)
