"""The page of an upload that waits for answers: which of its sheets is looked at, what was sent."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.accounts.viewing import SignedIn
from thidua.exchange.asking import answer_questions, save_answers
from thidua.exchange.errors import ExchangeError
from thidua.exchange.matching_forms import MatchingForm, SheetQuery
from thidua.exchange.matching_page import MatchingShown, matching_shown
from thidua.exchange.models import SheetReading, Upload
from thidua.exchange.queries import readings_of
from thidua.language import Text, as_sentence
from thidua.matching.answering import UnfitAnswerError
from thidua.numbers import format_number

ANSWERING = frozenset({"answer", "reread", "save"})
"""The acts of this page."""


def matching_context(
    request: SignedIn, upload: Upload, form: MatchingForm | None = None, faults: Sequence[str] = ()
) -> dict[str, Any]:
    """What the page shows of the sheet that is looked at; of `form`, what was chosen in it."""
    waiting = [reading for reading in readings_of(upload) if reading.asks]
    wanted = form.reading.position if form else SheetQuery.read(request.GET)["sheet"]
    reading = next((each for each in waiting if each.position == wanted), None) or waiting[0]
    shown = matching_shown(reading, waiting, **_chosen(form, reading))
    return {
        "reading": reading,
        "matching": shown,
        "faults": faults,
        "saved_at": reading.saved_at,
        "remember": _remember(reading, upload),
        **_bar(shown),
    }


def _chosen(form: MatchingForm | None, reading: SheetReading) -> dict[str, Any]:
    """What was chosen in the form that was sent, else in the draft."""
    if form is None or not form.is_valid():
        return {"chosen": reading.answers}
    answered = form.answered()
    return {"chosen": answered.answers, "columns": answered.columns, "kinds": answered.kinds}


def _bar(shown: MatchingShown) -> dict[str, str]:
    """What the bar at the foot says, now and once an answer more is given."""
    done = _("Đã trả lời hết")
    open_now = shown.open
    one, more = (
        ngettext("Còn {n} câu chưa trả lời", "Còn {n} câu chưa trả lời", number)
        for number in (1, 2)
    )
    words = one if open_now == 1 else more
    return {
        "left_words": more,
        "last_words": one.format(n=1),
        "done_words": done,
        "left_sentence": words.format(n=format_number(open_now)) if open_now else done,
        "go_words": _("Xem trước {n} dòng").format(n=format_number(shown.rows))
        if shown.rows
        else _("Xem trước"),
    }


def _remember(reading: SheetReading, upload: Upload) -> dict[str, Any]:
    """The offer to remember: under which name, as which version."""
    version = reading.memory.version + 1 if reading.memory else 1
    target = reading.understood.get("target")
    name = reading.name or reading.memory_name or str(Text(*target) if target else reading.sheet)
    whose = upload.unit.name if upload.unit else _("toàn tỉnh")
    sentence = _(
        "Ghi nhớ cách đọc này cho tệp cùng dạng của {whose}, bản {version}. Lần sau vào thẳng "
        "bước 3."
    ).format(whose=whose, version=format_number(version))
    href = reverse("table_shape", args=[reading.memory.pk]) if reading.memory else ""
    checked = reading.remember or reading.saved_at is None
    return {"name": name, "sentence": sentence, "href": href, "checked": checked}


def act_on_matching(request: SignedIn, upload: Upload, act: str) -> tuple[MatchingForm, list[str]]:
    """Save a draft, or put the answers in and go on: the form as it was sent, and what is wrong
    with it.
    """
    position = SheetQuery.read(request.POST)["sheet"]
    readings = {reading.position: reading for reading in readings_of(upload) if reading.asks}
    reading = readings.get(position) or next(iter(readings.values()))
    form = MatchingForm(request.POST, reading=reading)
    if not form.is_valid():
        return form, [str(error) for errors in form.errors.values() for error in errors]
    answered = form.answered()
    try:
        if act == "save":
            form.reading = save_answers(
                upload=upload,
                sheet_reading=reading,
                answers=answered.answers,
                fingerprint=answered.fingerprint,
                actor=request.user,
            )
        else:
            answer_questions(
                upload=upload, sheet_reading=reading, answered=answered, actor=request.user
            )
    except (ExchangeError, UnfitAnswerError) as error:
        return form, [as_sentence(error)]
    return form, []
