"""Files of a bloc: the pact to take away, and the signed pact as it was scanned."""

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
from thidua.web.file_names import file_name
from thidua.web.paper_files import PAPER_FORMATS, paper_download
from thidua.web.queries import QueryForm, WordField

MOST_FILES = 10


class PactQuery(QueryForm):
    """As which file the pact is taken away; "": as none that there is."""

    format = WordField(tuple(PAPER_FORMATS))


def handed_out(paper: Paper, *, bloc: Bloc, extension: str) -> HttpResponse:
    """The pact as a download, one of `PAPER_FORMATS`. Raises PrintError."""
    name = file_name(f"Giao ước thi đua {bloc.campaign.year}", bloc.name)
    return paper_download(paper, extension, name)


def _may_see(actor: Actor, bloc: Bloc) -> bool:
    return blocs_visible_to(actor, bloc.campaign).filter(pk=bloc.pk).exists()


def _authorise(actor: Actor, bloc: Bloc) -> Authority:
    if not leads(actor, bloc, bloc.organiser):
        raise PermissionDenied(_("Chỉ đơn vị trưởng hoặc nơi lập khối, cụm gửi tệp được."))
    own = own_authority(actor, LEAD, bloc.head) if bloc.head else None
    return own or authorise(actor, ARRANGE, path=bloc.organiser.path)


SCANS = OwnerKind(OF_BLOC, Bloc, _may_see, _authorise, most_files=MOST_FILES)
"""The signed pact, scanned: all who see the bloc read it, whoever leads it sends it."""
