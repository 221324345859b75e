"""Saving what a page says of a remedy: the limit, its cause, and the five parts."""

from django.http import QueryDict

from thidua.accounts.models import User
from thidua.language import as_sentence
from thidua.registrations.acts import PICKS
from thidua.registrations.content import from_json
from thidua.registrations.editing import Edited, Editing
from thidua.remedies.actions import change
from thidua.remedies.advice_acts import apply_advice, dismiss_advice
from thidua.remedies.clearness import content_of
from thidua.remedies.errors import ConflictError, RemedyError
from thidua.remedies.forms import LimitForm
from thidua.remedies.models import Remedy
from thidua.remedies.remedy_page import RemedyPage
from thidua.web.forms import first_fault


def write(page: RemedyPage, data: QueryDict, act: str, user: User) -> bool:
    """Save everything typed, then do what the button says ("add:p:12", "find_q"). Whether the
    reader goes on: else the page says why not, with all that was typed in it.
    """
    name, _colon, about = act.partition(":")
    editing = Editing(Edited(page.as_written, page.remedy.revision), data)
    page.editing, page.limit_form = editing, LimitForm(data)
    valid = [editing.is_valid, page.limit_form.is_valid()]
    if not all(valid):
        page.error = as_sentence(first_fault(page.limit_form) or RemedyError.unreadable())
        return False
    values = editing.changed()
    if name in PICKS:
        values |= PICKS[name](editing.written, about)
    said = page.limit_form.cleaned_data
    try:
        stored = change(
            remedy=page.remedy,
            revision=max((base.revision for base in editing.bases.values()), default=0),
            values=values,
            limit=said["limit"],
            cause=said["cause"],
            actor=user,
        )
    except ConflictError as conflict:
        page.conflict, page.error = conflict.stored, as_sentence(conflict)
        page.editing = again(conflict.stored, editing)
        return False
    except RemedyError as refused:
        page.error = as_sentence(refused)
        return False
    return _after(page, stored, name, about, user)


def again(stored: Remedy, editing: Editing) -> Editing:
    """What was typed, standing on what is stored now: saved again, it takes its place."""
    return Editing(Edited(content_of(stored), stored.revision), content=from_json(editing.written))


def _after(page: RemedyPage, stored: Remedy, name: str, about: str, user: User) -> bool:
    if name == "apply":
        apply_advice(stored, about, page.campaign.year, actor=user)
    elif name == "dismiss":
        dismiss_advice(stored, about, actor=user)
    asked = name.removeprefix("find_")
    if asked == name:
        return True
    page.remedy = stored
    page.sought = {asked: page.editing.form.cleaned_data.get(asked, "")}
    page.editing = Editing(Edited(content_of(stored), stored.revision))
    return False
