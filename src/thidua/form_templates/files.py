"""The file of a template: a Word paper, for whoever keeps the province's templates."""

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority, authorise, may
from thidua.attachments.kinds import OwnerKind
from thidua.attachments.media_types import MediaType
from thidua.form_templates.models import OF_TEMPLATE, FormTemplate
from thidua.form_templates.permissions import MANAGE
from thidua.organisations.queries import root_path


def may_keep(actor: Actor) -> bool:
    """Whether the actor keeps the province's templates."""
    return may(actor, MANAGE, path=root_path())


def authority_to_keep(actor: Actor) -> Authority:
    """By what. Raises PermissionDenied."""
    return authorise(actor, MANAGE, path=root_path())


def _may_see(actor: Actor, _template: FormTemplate) -> bool:
    return may_keep(actor)


def _authorise(actor: Actor, _template: FormTemplate) -> Authority:
    return authority_to_keep(actor)


FILES = OwnerKind(
    OF_TEMPLATE,
    FormTemplate,
    _may_see,
    _authorise,
    accepts=frozenset({MediaType.DOCX}),
    most_files=1,
)
