"""Progress against time: how much of the year has passed, beside how much of the work is done."""

from django.utils.translation import gettext as _

from thidua.movement.figures import MovementFigures
from thidua.movement.forms import DONE, FINISHED, IN_TIME, LATER, MISSING
from thidua.movement.links import MILESTONES, TARGETS, TASKS
from thidua.movement.numbers import Numbers, width
from thidua.movement.shown import Number, Share
from thidua.numbers import percent


def shares_of(figures: MovementFigures, number: Numbers) -> list[Share]:
    """The days of the year first."""
    time, tasks, targets = figures.time, figures.tasks, figures.targets
    whole, due = number(tasks.all, TASKS), number(time.due, MILESTONES)
    days = Share(
        _("Năm đã qua (ngày)"),
        Number(time.days, ""),
        Number(time.year_days, ""),
        percent(time.days, time.year_days),
        width(time.days, time.year_days),
        is_time=True,
    )
    parts = (
        (_("Nhiệm vụ đã qua hạn cuối"), number(time.ended, TASKS, ended="1"), whole),
        (_("Nhiệm vụ đã xong"), number(tasks.finished, TASKS, state=FINISHED), whole),
        (
            _("Mức phấn đấu đã đạt"),
            number(targets.done, TARGETS, reached=DONE),
            number(targets.total, TARGETS),
        ),
        (
            _("Mốc đã đến ngày, đạt đúng ngày"),
            number(time.in_time, MILESTONES, when=IN_TIME),
            due,
        ),
        (_("Mốc đã đến ngày, đạt muộn"), number(time.later, MILESTONES, when=LATER), due),
        (_("Mốc đã đến ngày, chưa ghi đạt"), number(time.missing, MILESTONES, when=MISSING), due),
    )
    return [days, *(_share(words, part, of) for words, part, of in parts)]


def _share(words: str, part: Number, whole: Number) -> Share:
    share = percent(part.number, whole.number)
    return Share(words, part, whole, share, width(part.number, whole.number))
