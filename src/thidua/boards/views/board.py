"""The board as a page: one committee, its tabs, its pools, its rows."""

from dataclasses import replace
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.access.exporting import may_export
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.boards.access import BoardAccess, may_choose
from thidua.boards.bar import bar_of
from thidua.boards.columns import columns_as_json
from thidua.boards.definition import boards_of
from thidua.boards.downloads import board_taken
from thidua.boards.drawing import table_body
from thidua.boards.filters import BoardQuery, Filters, carried
from thidua.boards.forms import KindQuery
from thidua.boards.level_words import chip_of, short_of, word_of
from thidua.boards.locks import locked_on
from thidua.boards.page import BoardTable, board_table, tabs_of
from thidua.boards.parts import cards_of, nobody_found, refused_row, units_of
from thidua.boards.ways import ways_from
from thidua.boards.wording import SORTS, days_until, totals_of, warnings_of, words_of
from thidua.campaigns.due_dates import step_due
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign, Step
from thidua.frameworks.binding import bound_frameworks
from thidua.frameworks.errors import NotBoundError
from thidua.organisations.names import committee_name
from thidua.ratings.links import crumbs_to
from thidua.ratings.queries import Line, line_to
from thidua.vocabulary import BEST_FIRST, SCALE, SubjectType, Tier
from thidua.web.clock import today
from thidua.web.sheets import FormatQuery


@require_GET
@signed_in
def boards_page(request: SignedIn, year: int) -> HttpResponseBase:
    """The reader's own board: that of the first organisation they have a role in."""
    campaign = campaign_or_404(request, year)
    grants = scope_of_request(request).grants
    if not grants:
        return render(request, "boards/board_none.html", {"campaign": campaign})
    return _page(request, campaign, grants[0].organisation_code)


@require_GET
@signed_in
def board_page(request: SignedIn, year: int, code: str) -> HttpResponseBase:
    """The board of one committee; with `format=xlsx` the rows that the filters leave as a
    workbook.
    """
    return _page(request, campaign_or_404(request, year), code)


def _page(request: SignedIn, campaign: Campaign, code: str) -> HttpResponseBase:
    line = line_to(scope=scope_of_request(request), code=code)
    if line is None:
        raise Http404
    context = _context(request, campaign, line)
    access = _access(request, campaign, line, context)
    if access is None:
        return render(request, "boards/board.html", context)
    query = BoardQuery(request.GET)
    filters = query.filters
    table = board_table(access.board, filters)
    if not table.left.waiting:  # what is decided offers nothing to decide
        access = replace(access, may=False)
    if FormatQuery.read(request.GET)["format"] == "xlsx":
        return board_taken(request, access, table, filters)
    if access.may:
        locked = locked_on(access.board, table.rows)
        context["locked"] = locked.why
        access = replace(access, may=not locked.whole)
    context["query"] = query
    context |= _texts(access, table, filters) | _drawn(request, access, table, filters)
    return render(request, "boards/board.html", context)


def _context(request: SignedIn, campaign: Campaign, line: Line) -> dict[str, Any]:
    scope = scope_of_request(request)
    mine = {grant.organisation_code: grant for grant in scope.grants}
    return {
        "campaign": campaign,
        "committee": line.organisation,
        "crumbs": crumbs_to(line, scope=scope),
        "may_export": may_export(scope, [line.organisation.path]),
        "others": [grant for code, grant in mine.items() if code != line.organisation.code],
        "decider": _decider(line),
        "words": {"title": line.organisation.name, "whose": ""},
    }


def _decider(line: Line) -> str:
    """The committee that decides about the members of a cell, in words."""
    above = [one for one in line.above if one.tier == Tier.GRASSROOTS] or line.above[-1:]
    return committee_name(above[-1]) if above else _("cấp uỷ cơ sở")


def _access(
    request: SignedIn, campaign: Campaign, line: Line, context: dict[str, Any]
) -> BoardAccess | None:
    """The board asked for, its tabs put into the context; None where the committee rates nobody
    this year.
    """
    try:
        frameworks = bound_frameworks(campaign)
    except NotBoundError:
        return None
    boards = boards_of(campaign, line.organisation, frameworks)
    kind = KindQuery.read(request.GET)["kind"]
    tabs = tabs_of(campaign, boards, SubjectType(kind) if kind else None)
    here = next((tab.kind for tab in tabs if tab.here), None)
    context["tabs"] = tabs
    if here is None:
        return None
    board = next(board for board in boards if board.kind == here)
    return BoardAccess(board, may_choose(request, board), request.user.person_id)


def _texts(access: BoardAccess, table: BoardTable, filters: Filters) -> dict[str, Any]:
    """Everything in words: title, deadline, filters with their numbers, totals, what is left."""
    due_on = step_due(access.board.campaign, Step.RATE, access.board.committee)
    days_left = days_until(due_on, today())
    units = units_of(table, filters)
    found_in = sum(unit.found > 0 for unit in units)
    return {
        "board": access.board,
        "may": access.may,
        "due_on": due_on,
        "words": words_of(access.board, table.rows, days_left=days_left, may=access.may),
        "units": units,
        "units_without": nobody_found(len(units) - found_in),
        "legend": [(level, chip_of(level)) for level in BEST_FIRST],
        "compare": "" if access.may or len(table.rows) < 2 else access.address("board_compare"),
        "ways": ways_from(access.board),
        "filters": filters,
        "dense_other": "" if filters.dense else "1",
        "levels": SCALE,
        "warnings": warnings_of(table.rows),
        "sorts": list(SORTS.items()),
        "bulk": [(level, short_of(level), word_of(level)) for level in BEST_FIRST],
        "totals": totals_of(table.matching),
        "bar": bar_of(access.board, table.left, table.pools, may=access.may),
    }


def _drawn(
    request: SignedIn, access: BoardAccess, table: BoardTable, filters: Filters
) -> dict[str, Any]:
    """The table, the gauges, and the addresses that carry the filters on."""
    back = carried(request.GET)
    asked = refused_row(request, access, table, back)
    return {
        "table": table,
        "columns": columns_as_json(access.setting.parts(decides=access.board.decides)),
        "version": table.version,
        "cards": cards_of(access, table.pools, back),
        "body": table_body(table, access.setting, below=asked.below, pending=asked.pending),
        "back": back.urlencode(),
        "all_rows": access.address("board"),
    }
