"""The grid of a unit: seen, graded cell by cell, pasted into; and the list of grids."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.access.models import Dossier
from thidua.access.recording import record_looks
from thidua.accounts.actors import Scope
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.due_dates import due_date
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign, Step
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.opinions.batch import Given
from thidua.opinions.drawing import drawn_row, drawn_rows, legend
from thidua.opinions.errors import OpinionError, ReasonMissingError
from thidua.opinions.forms import CellsForm, GridQuery, PasteForm
from thidua.opinions.giving import give_many
from thidua.opinions.grid import Grid, Group, grid_of, groups_of, left_of
from thidua.opinions.parts import with_grids
from thidua.opinions.pasting import SHOWN, read_pasted
from thidua.opinions.queries import unit_for
from thidua.organisations.models import Organisation
from thidua.reviews.ways import ways_of
from thidua.roster.identity import SubjectKey, key_of
from thidua.web.clock import shown
from thidua.web.forms import first_fault


@require_GET
@signed_in
def opinions_page(request: SignedIn, year: int) -> HttpResponse:
    """The grids that a reader may open, and the way to one's own grades."""
    campaign = campaign_or_404(request, year)
    scope = scope_of_request(request)
    if not scope.sees_part and scope.person_id is None:
        raise Http404
    places = with_grids(campaign, scope) if scope.sees_part else []
    own = scope.person_id is not None
    context = {"campaign": campaign, "places": places, "own": own, "part": scope.sees_part}
    return render(request, "opinions/opinions.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def grid_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """One unit's grid; cells are sent here and answered with the rows as they are then."""
    campaign, unit = _unit(request, year, code)
    if request.method == "POST":
        return _give(request, campaign, unit)
    asked = GridQuery.read(request.GET)
    groups = groups_of(campaign, unit)
    if not groups:
        return render(request, "opinions/none.html", {"campaign": campaign, "unit": unit})
    group = next((one for one in groups if one.slug == asked["group"]), groups[0])
    grid = grid_of(request.user, campaign, group)
    record_looks(
        request,
        people=[row.entry.person_id for row in grid.rows if row.entry.person_id is not None],
        path=unit.path,
        dossier=Dossier.REASONS,
        year=year,
    )
    context = {
        "campaign": campaign,
        "unit": unit,
        "grid": grid,
        "group": group,
        "groups": groups if len(groups) > 1 else [],
        "view": asked["view"],
        "rows": drawn_rows(grid, asked["view"]),
        "heads": [(group.title, len(group.criteria)) for group in grid.framework.criteria.values()],
        "criteria": list(grid.criteria.items()),
        "legend": legend(),
        "left": grid.left,
        "due_on": due_date(campaign, Step.RATE, unit),
        "by_workbook": grid.by_workbook,
        "ways": ways_of(campaign, unit, request.user, here=request.path),
        "may": grid.may and asked["view"] in {"mine", "missing"},
    }
    return render(request, "opinions/grid.html", context)


@require_POST
@signed_in
def paste_page(request: SignedIn, year: int, code: str) -> JsonResponse:
    """What a pasted block would write: nothing is written here."""
    campaign, unit = _unit(request, year, code)
    form = PasteForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"refused": first_fault(form)}, status=400)
    grid = grid_of(request.user, campaign, _group(request, campaign, unit))
    sent = form.cleaned_data
    pasted = read_pasted(
        sent["text"],
        rows=[(row.entry.pk, row.entry.name) for row in grid.rows if row.entry.rated],
        criteria=grid.criteria,
        row=sent["entry"],
        criterion=sent["criterion"],
    )
    now = {
        (row.entry.pk, cell.criterion): cell.grade.value if cell.grade else ""
        for row in grid.rows
        for cell in row.cells
    }
    changed = sum(now[row, name] not in {"", grade} for row, name, grade in pasted.cells)
    preview = {
        "pasted": pasted,
        "faults": pasted.faults[:SHOWN],
        "more": len(pasted.faults) - SHOWN,
        "changed": changed,
        "first": grid.criteria.get(sent["criterion"]),
    }
    cells = [[row, name, grade.value, now[row, name], ""] for row, name, grade in pasted.cells]
    return JsonResponse(
        {
            "html": render_to_string("opinions/pasted.html", preview),
            "cells": [] if pasted.faults else cells,
        }
    )


def _unit(request: SignedIn, year: int, code: str) -> tuple[Campaign, Organisation]:
    campaign = campaign_or_404(request, year)
    scope: Scope = scope_of_request(request)
    unit = unit_for(scope, code)
    if unit is None:
        raise Http404
    return campaign, unit


def _group(request: SignedIn, campaign: Campaign, unit: Organisation) -> Group:
    asked = GridQuery.read(request.GET)["group"]
    groups = groups_of(campaign, unit)
    if not groups:
        raise OpinionError.no_list(campaign.year)
    return next((one for one in groups if one.slug == asked), groups[0])


def _give(request: SignedIn, campaign: Campaign, unit: Organisation) -> HttpResponse:
    form = CellsForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"refused": first_fault(form)}, status=400)
    group = _group(request, campaign, unit)
    given = form.given()
    keys = {entry.pk: key_of(entry) for entry in group.entries(campaign).filter(pk__in=list(given))}
    if keys.keys() != given.keys():
        raise Http404
    cells = {keys[pk]: grades for pk, grades in given.items()}
    answer: dict[str, Any] = {}
    status = 200
    try:
        before = give_many(campaign=campaign, giver=group.giver, cells=cells, actor=request.user)
    except ReasonMissingError as unsaid:
        answer["ask"] = str(as_sentence(unsaid))
        status = 409
    except RefusedError as refused:
        answer["refused"] = str(as_sentence(refused))
        status = 409
    else:
        answer["undo"] = _undo(keys, before.cells, cells)
        answer["saved"] = f"{shown(timezone.now()):%H:%M}"
    grid = grid_of(request.user, campaign, group, only=list(given))
    return JsonResponse(answer | _drawn(grid), status=status)


def _undo(
    keys: dict[int, SubjectKey],
    before: Any,
    sent: dict[SubjectKey, dict[str, Given]],
) -> list[list[Any]]:
    """The cells that take back what was just written."""
    entries = {key: pk for pk, key in keys.items()}
    return [
        [
            entries[key],
            criterion,
            was.grade.value if was.grade else "",
            sent[key][criterion].grade or "",
            was.reason,
        ]
        for key, cells in before.items()
        for criterion, was in cells.items()
    ]


def _drawn(grid: Grid) -> dict[str, Any]:
    """The rows that changed and what is left, as the page shows them."""
    rows = {
        row.entry.pk: render_to_string(
            "opinions/grid_row.html",
            {"drawn": drawn_row(row, "mine"), "grid": grid, "unit": grid.group.unit},
        )
        for row in grid.rows
    }
    bar = {"grid": grid, "left": left_of(grid)}
    return {"rows": rows, "left": render_to_string("opinions/grid_left.html", bar)}
