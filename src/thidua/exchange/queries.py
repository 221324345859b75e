"""Reading uploads and remembered ways of reading: the province sees all of them, a unit its own and
those of units below it (and what is remembered above it), nobody else any.
"""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, scope_of
from thidua.accounts.permissions import Authority
from thidua.decisions.models import Decision
from thidua.exchange.books import Book
from thidua.exchange.errors import UndoRefusedError
from thidua.exchange.models import SheetReading, TableShape, Upload, UploadedFile
from thidua.exchange.permissions import authorise_import, may_load, units_of
from thidua.facts.models import FactSheet
from thidua.history.tracking import parts_of
from thidua.organisations.models import MembershipSpell, Organisation
from thidua.organisations.queries import under
from thidua.vocabulary import DecisionStatus

_TREE = frozenset({Book.ORGANISATIONS.value, Book.MEMBERS.value})
_MOST_NAMED = 5


def uploads_visible_to(actor: Actor) -> QuerySet[Upload]:
    """Uploads, the newest first, with their files' names but not their bytes."""
    scope = scope_of(actor)
    visible = under((grant.path for grant in units_of(scope)), organisation="unit")
    files = UploadedFile.objects.defer("body", "marked").annotate(
        has_marked=Q(marked__isnull=False)
    )
    uploads = Upload.objects.select_related("progress", "unit").prefetch_related(
        Prefetch("files", files)
    )
    return uploads if may_load(scope) else uploads.filter(visible)


def may_act_on(actor: Actor, upload: Upload) -> bool:
    """Whether an upload that somebody sees is theirs to confirm, discard or take back: who sent it,
    or the province.
    """
    return may_load(scope_of(actor)) or upload.uploaded_by_id == getattr(actor, "pk", None)


def authorise_acting(actor: Actor, upload: Upload) -> Authority:
    """By what the actor may load for this upload's unit by now; it must be theirs to act on.

    Raises PermissionDenied.
    """
    authority = authorise_import(actor, upload.unit)
    if not may_act_on(actor, upload):
        raise PermissionDenied(_("Chỉ người tải lên hoặc tỉnh làm được việc đó."))
    return authority


def readings_of(upload: Upload) -> QuerySet[SheetReading]:
    """How the sheets of an upload that somebody sees are read, in the order of the files."""
    return upload.readings.select_related("memory")


def table_shapes_visible_to(actor: Actor) -> QuerySet[TableShape]:
    """Remembered ways of reading, each version a row, the newest first of each; those that are
    shipped are `exchange.memory.shipped()`, for everybody.

    The province sees all; a unit its own, those of the units above it and of the province, which it
    may use and not change, and those of the units below it."""
    shapes = TableShape.objects.select_related("unit")
    scope = scope_of(actor)
    if may_load(scope):
        return shapes
    paths = [grant.path for grant in units_of(scope)]
    if not paths:
        return shapes.none()
    above = {pk for path in paths for pk in ids_on(path)}
    return shapes.filter(Q(unit=None) | Q(unit__in=above) | under(paths, organisation="unit"))


def newest_of_each(shapes: QuerySet[TableShape]) -> QuerySet[TableShape]:
    """Of each remembered way of reading its newest version, whether or not it is retired."""
    newest = shapes.order_by("unit_id", "shape", "-version").distinct("unit_id", "shape")
    return shapes.filter(pk__in=newest.values("pk")).order_by("name", "pk")


def may_change_shape(actor: Actor, unit: Organisation | None) -> bool:
    """Whether what is remembered for this unit (None: the province) is theirs to change."""
    try:
        authorise_import(actor, unit)
    except PermissionDenied:
        return False
    return True


def ids_on(path: str) -> list[int]:
    """The organisations on a path of the tree, from the province down to its own."""
    return [int(part) for part in path.split("/") if part]


def against_undoing(upload: Upload) -> None:
    """Raise UndoRefusedError when an import may no longer be taken back, as far as a look can tell.

    A decision issued after it has been decided on what it brought: about one of the subjects of a
    unit's facts; for the province's uploads, any of their year, or of every year when the tree or
    its people changed."""
    if upload.summary.get("refrozen"):
        raise UndoRefusedError.roster_moved()
    decisions = Decision.objects.filter(status=DecisionStatus.ISSUED)
    if upload.unit is not None:
        touched = _sheets_touched(upload)
        if touched.exclude(roster_entry__organisation__path__startswith=upload.unit.path).exists():
            raise UndoRefusedError.left_the_unit()
        about_facts = Q(items__roster_entry__in=touched.values("roster_entry"))
        about_people = Q(
            items__roster_entry__person__in=_people_touched(upload).values("person"),
            issued_at__gte=upload.applied_at,
        )
        decisions = decisions.filter(about_facts | about_people).distinct()
    else:
        decisions = decisions.filter(issued_at__gte=upload.applied_at)
        if not _TREE & set(upload.summary.get("books", ())) and upload.summary.get("year"):
            decisions = decisions.filter(campaign__year=upload.summary["year"])
    numbers = list(decisions.order_by("issued_at", "pk").values_list("number", flat=True))
    if numbers:
        raise UndoRefusedError.decided(
            numbers[:_MOST_NAMED], more=max(0, len(numbers) - _MOST_NAMED)
        )


def _people_touched(upload: Upload) -> "QuerySet[MembershipSpell]":
    """The spells of the people whose membership an import wrote."""
    events = apps.get_model("organisations", "MembershipSpellEvent").objects.filter(
        pgh_context__in=parts_of(upload.act)
    )
    return MembershipSpell.objects.filter(person__in=events.values("person_id"))


def _sheets_touched(upload: Upload) -> "QuerySet[FactSheet]":
    """The sheets of facts that an import wrote, as its act in the history tells."""
    events = apps.get_model("facts", "FactSheetEvent").objects.filter(
        pgh_context__in=parts_of(upload.act)
    )
    return FactSheet.objects.filter(pk__in=events.values("pgh_obj"))
