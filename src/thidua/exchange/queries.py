"""Reading uploads: those who may load see all of them, nobody else any."""

from django.db.models import Prefetch, Q, QuerySet

from thidua.accounts.actors import Actor, scope_of
from thidua.accounts.permissions import ALLOWED
from thidua.exchange.books import Book
from thidua.exchange.errors import UndoRefusedError
from thidua.exchange.models import Upload, UploadedFile
from thidua.reviews.models import Decision, DecisionStatus

PERMISSION = "exchange.import"
_TREE = frozenset({Book.ORGANISATIONS.value, Book.MEMBERS.value})
_MOST_NAMED = 5
_ROOT_DEPTH = 2


def may_load(actor: Actor) -> bool:
    """Whether somebody holds the province itself (its path has one part) in a role that loads: asks the scope alone."""
    scope = scope_of(actor)
    roots = (grant for grant in scope.grants if grant.path.count("/") == _ROOT_DEPTH)
    return scope.everything or any(grant.role in ALLOWED[PERMISSION] for grant in roots)


def uploads_visible_to(actor: Actor) -> QuerySet[Upload]:
    """Uploads, the newest first, with their files' names but not their bytes."""
    if not may_load(actor):
        return Upload.objects.none()
    files = UploadedFile.objects.defer("body", "marked").annotate(has_marked=Q(marked__isnull=False))
    return Upload.objects.select_related("progress").prefetch_related(Prefetch("files", files))


def against_undoing(upload: Upload) -> None:
    """Raise UndoRefusedError when an import may no longer be taken back, as far as a look can tell.

    A decision issued after it has been decided on what it brought: of its own year, or of any year when it changed the
    tree or its people.
    """
    if upload.summary.get("refrozen"):
        raise UndoRefusedError.roster_moved()
    decisions = Decision.objects.filter(status=DecisionStatus.ISSUED, issued_at__gte=upload.applied_at)
    if not _TREE & set(upload.summary.get("books", ())) and upload.summary.get("year"):
        decisions = decisions.filter(campaign__year=upload.summary["year"])
    numbers = list(decisions.order_by("issued_at", "pk").values_list("number", flat=True))
    if numbers:
        raise UndoRefusedError.decided(numbers[:_MOST_NAMED], more=max(0, len(numbers) - _MOST_NAMED))
