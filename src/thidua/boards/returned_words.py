"""What is said once proposals were sent back: how many, to whom."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from thidua.numbers import format_number
from thidua.roster.models import RosterEntry


def returned_text(entries: Sequence[RosterEntry]) -> str:
    """“Đã gửi 3 trường hợp về Chi bộ thôn 2 để xem xét lại.”; of several units how many."""
    units = {entry.organisation_id: entry.organisation.name for entry in entries}
    if len(units) == 1:
        text = _("Đã gửi {number} trường hợp về {unit} để xem xét lại.")
        return text.format(number=format_number(len(entries)), unit=next(iter(units.values())))
    text = _("Đã gửi {number} trường hợp về {units} nơi đề nghị để xem xét lại.")
    return text.format(number=format_number(len(entries)), units=format_number(len(units)))
