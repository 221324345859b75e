"""Last year's report, put beside a conference in one act."""

from django.core.files.base import ContentFile

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.attachments.actions import attach
from thidua.attachments.inspecting import Sent
from thidua.attachments.models import Attachment
from thidua.campaigns.models import Campaign
from thidua.conferences.errors import ConferenceError
from thidua.conferences.files import FILES
from thidua.conferences.models import Conference
from thidua.conferences.rights import CHANGE
from thidua.documents.word import as_word
from thidua.reports.report.content import build_report
from thidua.roster.models import RosterEntry
from thidua.web.file_names import file_name


def attach_report(*, conference: Conference, actor: Actor) -> Attachment:
    """Write the report of the year before, inside the actor's part of the tree, as Word, and keep
    it with the conference.

    Raises ConferenceError where there is nothing to report, AttachmentError, PermissionDenied.
    """
    authorise(actor, CHANGE, path=conference.organisation.path)
    before = conference.campaign.year - 1
    campaign = Campaign.objects.filter(year=before).first()
    if campaign is None or not RosterEntry.objects.filter(campaign=campaign).exists():
        raise ConferenceError.no_report(before)
    written = as_word(build_report(campaign=campaign, actor=actor))
    name = file_name(f"Báo cáo tổng kết năm {before}", conference.organisation.name)
    (attached,) = attach(
        kind=FILES,
        owner=conference,
        files=[Sent(ContentFile(written, name=f"{name}.docx"))],
        actor=actor,
    )
    return attached
