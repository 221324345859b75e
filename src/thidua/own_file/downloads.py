"""The file that somebody takes of themself. Written down like every other that leaves: whoever
holds the account in their stead is seen there.
"""

from collections.abc import Callable

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from thidua.access.exporting import Leaving, hand_out
from thidua.access.models import Exported
from thidua.accounts.viewing import SignedIn
from thidua.own_file.gathering import own_file
from thidua.own_file.paper import as_pdf
from thidua.own_file.part import Asked
from thidua.own_file.schema import OwnFile
from thidua.web.file_names import disposition, file_name


def _as_json(file: OwnFile) -> bytes:
    return file.model_dump_json(indent=1).encode()


TAKEN_AS: dict[str, tuple[Callable[[OwnFile], bytes], str]] = {
    "pdf": (as_pdf, "application/pdf"),
    "json": (_as_json, "application/json"),
}


def taken(request: SignedIn, asked: Asked, form: str) -> HttpResponseBase:
    """Raises PrintError."""
    leaving = Leaving(
        what=Exported.OWN,
        form=form,
        paths=(),
        people=1,
        year=asked.campaign.year,
        listed=(asked.person.pk,),
        paper=True,  # one's own: no role is asked for
    )
    return hand_out(request, leaving, lambda: _made(asked, form))


def _made(asked: Asked, form: str) -> HttpResponse:
    make, content_type = TAKEN_AS[form]
    made = make(own_file(asked.user, asked.campaign, asked.person))
    response = HttpResponse(made, content_type=content_type)
    name = file_name(f"Hồ sơ năm {asked.campaign.year}", asked.person.full_name)
    response["Content-Disposition"] = disposition(f"{name}.{form}")
    response["Cache-Control"] = "no-store"
    return response
