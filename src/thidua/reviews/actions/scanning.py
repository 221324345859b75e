"""The signed paper of a review, scanned: attached by whoever writes it."""

from collections.abc import Sequence

from thidua.accounts.models import User
from thidua.attachments.actions import attach
from thidua.attachments.inspecting import Sent
from thidua.attachments.models import Attachment
from thidua.reviews.files import SCANS
from thidua.reviews.models import Review


def attach_scan(*, review: Review, files: Sequence[Sent], actor: User) -> list[Attachment]:
    """Store the scan with its review. Raises what `attachments.actions.attach` raises."""
    return attach(kind=SCANS, owner=review, files=files, actor=actor)
