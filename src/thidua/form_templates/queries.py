"""Reading templates: for whoever keeps them, nobody else."""

from django.db.models import QuerySet

from thidua.accounts.actors import Actor
from thidua.form_templates.files import may_keep
from thidua.form_templates.models import FormTemplate


def templates_for(actor: Actor) -> "QuerySet[FormTemplate]":
    """Every version of every form, the newest first; none for whoever keeps no templates."""
    found = FormTemplate.objects.all()
    return found if may_keep(actor) else found.none()
