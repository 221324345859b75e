"""What became of the tasks of a year, as papers tell it: sentences and tables, in Vietnamese as the
papers of the Party are.
"""

from collections.abc import Iterator

from thidua.documents.blocks import Block, Column, Paragraph, Table
from thidua.movement.figures import MovementFigures, RowFigures, Tally
from thidua.numbers import in_both, percent_in_both
from thidua.progress.counting import Counted
from thidua.progress.states import TaskState
from thidua.registrations.clarities import clarity_text

_KINDS = {"key_task": "Nhiệm vụ trọng tâm", "breakthrough": "Khâu đột phá"}
NOTHING = "–"
NO_DATA = "Đăng ký và thực hiện nhiệm vụ trọng tâm, khâu đột phá: chưa có dữ liệu."


def told(movement: MovementFigures | None) -> Iterator[Block]:
    """How many were registered, accepted and withdrawn, what was done of them; by kind and by the
    units right below; the clarities that came back. One sentence where there is nothing.
    """
    if movement is None or not movement.registered.sent:
        yield Paragraph(NO_DATA)
        return
    yield Paragraph(_registered(movement))
    if movement.tasks.all:
        yield Paragraph(_carried_out(movement.tasks), strong=True)
        yield Paragraph(_targets(movement.targets))
        yield _table("Nhiệm vụ theo loại", "Loại", _by_kind(movement), total=movement.tasks)
        if len(movement.rows) > 1:
            lines = [(_name(one), one.tasks) for one in movement.rows]
            caption = "Nhiệm vụ theo đơn vị trực thuộc"
            yield _table(caption, "Đơn vị", lines, total=movement.tasks)
    if movement.returned:
        yield Paragraph(_returned(movement))


def number(value: int) -> str:
    """A number as papers write it."""
    return in_both(value).vi


def share(part: int, whole: int) -> str:
    return percent_in_both(part, whole).vi


def _registered(movement: MovementFigures) -> str:
    counted = movement.registered
    text = (
        f"Các đơn vị đã gửi đăng ký {number(counted.sent)} nhiệm vụ trọng tâm, khâu đột phá; "
        f"cấp trên nhận {number(counted.accepted)}"
    )
    if counted.withdrawn:
        text += f", đồng ý cho rút {number(counted.withdrawn)}"
    return f"{text}."


def _carried_out(tasks: Tally) -> str:
    """“6.000 trong 7.784 nhiệm vụ đã hoàn thành (77,1%), trong đó 500 vượt mức, 200 xong muộn hạn;
    900 chưa hoàn thành; 300 chưa có kết quả.”
    """
    done = number(tasks.finished)
    part = share(tasks.finished, tasks.all)
    text = f"{done} trong {number(tasks.all)} nhiệm vụ đã hoàn thành ({part})"
    parts = ((TaskState.EXCEEDED, "vượt mức"), (TaskState.DONE_LATE, "xong muộn hạn"))
    of_them = [f"{number(tasks.of(one))} {word}" for one, word in parts if tasks.of(one)]
    if of_them:
        text += f", trong đó {', '.join(of_them)}"
    for count, word in ((tasks.short, "chưa hoàn thành"), (tasks.untold, "chưa có kết quả")):
        if count:
            text += f"; {number(count)} {word}"
    return f"{text}."


def _targets(targets: Counted) -> str:
    text = (
        f"Trong {number(targets.total)} mức phấn đấu của các nhiệm vụ, {number(targets.done)} "
        f"đã đạt ({share(targets.done, targets.total)})"
    )
    for counted, word in ((targets.exceeded, "vượt"), (targets.unknown, "chưa đủ căn cứ")):
        if counted:
            text += f", {number(counted)} {word}"
    return f"{text}."


def _returned(movement: MovementFigures) -> str:
    year = movement.campaign.year
    named = [
        f"{clarity_text(year, clarity).title.vi} ({number(times)} lần)"
        for clarity, times in movement.returned.items()
    ]
    return f"Khi đọc đăng ký, các mục bị trả lại: {', '.join(named)}."


Line = tuple[str, Tally]


def _by_kind(movement: MovementFigures) -> list[Line]:
    return [(_KINDS[kind.value], tally) for kind, tally in movement.kinds.items() if tally.all]


def _name(one: RowFigures) -> str:
    return f"Nhiệm vụ của {one.row.unit.name}" if one.row.own else one.row.unit.name


_COLUMNS = (
    Column("Được nhận"),
    Column("Hoàn thành"),
    Column("Tỷ lệ"),
    Column("Vượt mức"),
    Column("Xong muộn"),
    Column("Chưa hoàn thành"),
    Column("Chưa có kết quả"),
)


def _cells(tasks: Tally) -> tuple[str, ...]:
    return (
        _count(tasks.all),
        _count(tasks.finished),
        share(tasks.finished, tasks.all),
        _count(tasks.of(TaskState.EXCEEDED)),
        _count(tasks.of(TaskState.DONE_LATE)),
        _count(tasks.short),
        _count(tasks.untold),
    )


def _count(value: int) -> str:
    return number(value) if value else NOTHING


def _table(caption: str, first: str, lines: list[Line], *, total: Tally) -> Table:
    """A line for each; the sum below where there are several."""
    rows = [(name, *_cells(tasks)) for name, tasks in lines]
    summed = len(rows) > 1
    if summed:
        rows.append(("Cộng", *_cells(total)))
    return Table(caption, (Column(first, "left", 6), *_COLUMNS), tuple(rows), total=summed)
