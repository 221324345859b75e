"""What leaves a unit's page as a file: the days of its tasks, its table."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from thidua.notices.feeds import DueDay, calendar_text
from thidua.progress.presenters import Row
from thidua.progress.results import Target
from thidua.progress.unit_page import UnitPage
from thidua.web.cells import Cell, Column, Kind
from thidua.web.clock import now
from thidua.web.file_names import disposition, file_name
from thidua.web.sheets import Sheet

CALENDAR = "text/calendar; charset=utf-8"


def calendar_of(page: UnitPage) -> HttpResponse:
    """Milestones that are not reached and ends of tasks that are not done, as iCalendar."""
    host = page.request.get_host().partition(":")[0]
    name = _("Nhiệm vụ năm {year}").format(year=page.campaign.year)
    days = [day for row in page.rows for day in _days(row)]
    text = calendar_text(days, host=host, name=f"{name} - {page.unit.name}", moment=now())
    named = disposition(f"{file_name(name, page.unit.name)}.ics")
    return HttpResponse(text, content_type=CALENDAR, headers={"Content-Disposition": named})


def _days(row: Row) -> list[DueDay]:
    task, year = row.task, row.href.split("/")[2]
    if task.withdrawn or row.state.is_done:
        return []
    found = [
        DueDay(f"{year}-task-{task.task}-{at}", one.due_on, f"{one.text}: {task.heading}")
        for at, one in enumerate(task.milestones)
        if one.reached_on is None
    ]
    if task.ends_on is not None:
        title = _("Hạn: {task}").format(task=task.heading)
        found.append(DueDay(f"{year}-task-{task.task}-end", task.ends_on, title))
    return found


def table_of(page: UnitPage) -> Sheet:
    """A row for each measure of each task, as the page has them."""
    title = _("Tiến độ thực hiện nhiệm vụ năm {year}").format(year=page.campaign.year)
    return Sheet(
        name=file_name(title, page.unit.name),
        title=title,
        about=[
            (_("Đơn vị"), page.unit.name),
            (_("Tính đến ngày"), f"{page.on:%d/%m/%Y}"),
        ],
        columns=[
            Column(_("Nhiệm vụ"), width=50),
            Column(_("Người làm chính")),
            Column(_("Tình trạng")),
            Column(_("Bắt đầu"), Kind.DATE),
            Column(_("Hạn cuối"), Kind.DATE),
            Column(_("Thước đo")),
            Column(_("Đơn vị tính"), width=14),
            Column(_("Phấn đấu"), Kind.NUMBER),
            Column(_("Đến nay"), Kind.NUMBER),
            Column(_("Ghi ngày"), Kind.DATE),
            Column(_("Cấp trên xác nhận")),
        ],
        rows=[_cells(row, target) for row in page.rows for target in row.task.targets],
        by=str(page.request.user),
    )


def _cells(row: Row, target: Target) -> list[Cell]:
    task, noted = row.task, target.now
    value: Cell = None
    if noted is not None:
        value = noted.value
        if target.yes_no:
            value = _("đã xong") if noted.done else _("chưa xong")
    confirmed = "" if noted is None else _("đã xác nhận") if noted.confirmed else _("chưa")
    return [
        task.heading,
        row.lead,
        row.state_words,
        task.starts_on,
        task.ends_on,
        target.name,
        target.unit,
        target.target,
        value,
        noted.on if noted is not None else None,
        confirmed,
    ]
