"""Files of a bloc: the pact to take away, and the signed pact as it was scanned."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority, authorise
from thidua.attachments.kinds import OwnerKind
from thidua.blocs.models import OF_BLOC, Bloc
from thidua.blocs.permissions import ARRANGE, LEAD, leads, own_authority
from thidua.blocs.queries import blocs_visible_to
from thidua.documents.blocks import Paper
from thidua.documents.pdf import as_pdf
from thidua.documents.word import as_word
from thidua.web.file_names import disposition, file_name
from thidua.web.queries import QueryForm, WordField

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILES: dict[str, tuple[Callable[[Paper], bytes], str]] = {
    "docx": (as_word, WORD),
    "pdf": (as_pdf, "application/pdf"),
}
MOST_FILES = 10


class PactQuery(QueryForm):
    """As which file the pact is taken away; "": as none that there is."""

    format = WordField(tuple(FILES))


def handed_out(paper: Paper, *, bloc: Bloc, extension: str) -> HttpResponse:
    """The pact as a download, one of `FILES`. Raises PrintError."""
    make, content_type = FILES[extension]
    response = HttpResponse(make(paper), content_type=content_type)
    name = file_name(f"Giao ước thi đua {bloc.campaign.year}", bloc.name)
    response["Content-Disposition"] = disposition(f"{name}.{extension}")
    return response


def _may_see(actor: Actor, bloc: Bloc) -> bool:
    return blocs_visible_to(actor, bloc.campaign).filter(pk=bloc.pk).exists()


def _authorise(actor: Actor, bloc: Bloc) -> Authority:
    if not leads(actor, bloc, bloc.organiser):
        raise PermissionDenied(_("Chỉ đơn vị trưởng hoặc nơi lập khối, cụm gửi tệp được."))
    own = own_authority(actor, LEAD, bloc.head) if bloc.head else None
    return own or authorise(actor, ARRANGE, path=bloc.organiser.path)


SCANS = OwnerKind(OF_BLOC, Bloc, _may_see, _authorise, most_files=MOST_FILES)
"""The signed pact, scanned: all who see the bloc read it, whoever leads it sends it."""
