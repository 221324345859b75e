"""What this room tells people, in words that name no person."""

from thidua.accounts.permissions import Authority
from thidua.dossiers.links import dossier_page
from thidua.dossiers.models import Dossier
from thidua.language import Text
from thidua.notices.kinds import Kind
from thidua.notices.telling import tell_units
from thidua.submissions.models import SubmissionStatus

SENT = Kind(
    "dossiers.sent",
    Text("hồ sơ đề nghị xếp loại gửi đến", "a dossier of proposals that came"),
    owed=True,
    many=Text("{number} hồ sơ đề nghị xếp loại gửi đến", "{number} dossiers of proposals came"),
)
ANSWERED = Kind(
    "dossiers.answered",
    Text("trả lời về hồ sơ đề nghị xếp loại", "the answer about a dossier of proposals"),
    mailed=True,
)
KINDS = (SENT, ANSWERED)


def tell_sent(dossier: Dossier, authority: Authority) -> None:
    """Whoever acts for the receiver; one that comes again is told again."""
    name = dossier.organisation.name
    tell_units(
        SENT.id,
        units=[dossier.receiver],
        key=f"dossier:{dossier.pk}:{dossier.version}",
        text=Text(f"{name} đã gửi hồ sơ đề nghị", f"{name} sent its dossier of proposals"),
        href=lambda unit: dossier_page(dossier.campaign, dossier.organisation),
        campaign=dossier.campaign,
        authority=authority,
    )


def tell_answered(dossier: Dossier, authority: Authority) -> None:
    """Whoever acts for the unit: returned, or accepted."""
    name = dossier.receiver.name
    returned = dossier.status == SubmissionStatus.RETURNED
    text = (
        Text(f"{name} trả lại hồ sơ đề nghị", f"{name} returned the dossier of proposals")
        if returned
        else Text(f"{name} đã nhận hồ sơ đề nghị", f"{name} accepted the dossier of proposals")
    )
    tell_units(
        ANSWERED.id,
        units=[dossier.organisation],
        key=f"dossier:{dossier.pk}:{dossier.version}:{dossier.status}",
        text=text,
        href=lambda unit: dossier_page(dossier.campaign, dossier.organisation),
        campaign=dossier.campaign,
        authority=authority,
    )
