"""The files of a document: for whoever may read it, changed by whoever keeps it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.attachments.kinds import OwnerKind
from thidua.directives.models import Directive
from thidua.directives.openings import note_opening
from thidua.directives.queries import authority_over, directive_for


def may_see(actor: Actor, directive: Directive) -> bool:
    """Whoever may read the document."""
    return directive_for(actor, directive.pk) is not None


def _authorise(actor: Actor, directive: Directive) -> Authority:
    """Raises PermissionDenied; a document with a secrecy stamp takes no files from anybody."""
    if directive.secret:
        raise PermissionDenied(
            _("Văn bản có dấu mật không được tải lên: phần mềm chỉ lưu số và ngày.")
        )
    return authority_over(actor, directive.organisation)


def _note(request: HttpRequest, directive: Directive) -> None:
    """Whoever takes the file has opened the document."""
    if isinstance(request.user, User):
        note_opening(directive=directive, user=request.user)


FILES = OwnerKind("directives.directive", Directive, may_see, _authorise, record_look=_note)
