"""What is done with a piece of advice about a remedy: taken, or put aside for good."""

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.history.tracking import recording
from thidua.registrations.advice import advice_of
from thidua.registrations.advice_checks import Around
from thidua.registrations.content import as_json
from thidua.remedies.actions import change
from thidua.remedies.clearness import content_of
from thidua.remedies.held import held
from thidua.remedies.models import Remedy
from thidua.remedies.rights import authority_to_change


def apply_advice(remedy: Remedy, key: str, year: int, *, actor: Actor) -> Remedy:
    """The change that a piece of advice has ready; nothing where it has none any more.

    Raises RemedyError, PermissionDenied."""
    content = content_of(remedy)
    for each in advice_of(content, Around(year=year)):
        if each.key == key and each.replacement is not None:
            words = as_json(content)[each.clarity.value] | {each.field: each.replacement}
            values = {each.clarity.value: words}
            return change(remedy=remedy, revision=remedy.revision, values=values, actor=actor)
    return remedy


@transaction.atomic
def dismiss_advice(remedy: Remedy, key: str, *, actor: Actor) -> Remedy:
    """A piece that is not wanted again. Raises PermissionDenied."""
    stored = held(remedy)
    authority = authority_to_change(actor, stored)
    if key and key not in stored.dismissed:
        with recording(act="remedies.change", actor=authority, subject=stored.organisation.code):
            stored.dismissed = [*stored.dismissed, key[:80]]
            stored.save(update_fields=["dismissed"])
    return stored
