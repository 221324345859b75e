"""Every source of facts that this room has, in the order in which the page shows them."""

from django.utils.translation import gettext_lazy as _

from thidua.reviews.material import MATERIAL, MaterialKind, Source
from thidua.reviews.material.commitments import read_commitments
from thidua.reviews.material.discipline import read_discipline
from thidua.reviews.material.evidence import read_evidence
from thidua.reviews.material.indicators import read_indicators
from thidua.reviews.material.prompts import read_prompts
from thidua.reviews.material.remedies import read_remedies
from thidua.reviews.material.tasks import read_tasks

SOURCES = (
    Source(MaterialKind.TASK, _("Nhiệm vụ"), read_tasks),
    Source(MaterialKind.INDICATOR, _("Chỉ tiêu"), read_indicators),
    Source(MaterialKind.EVIDENCE, _("Minh chứng"), read_evidence),
    Source(MaterialKind.COMMITMENT, _("Cam kết"), read_commitments),
    Source(MaterialKind.DISCIPLINE, _("Kỷ luật"), read_discipline),
    Source(MaterialKind.REMEDY, _("Khắc phục hạn chế năm trước"), read_remedies),
    Source(MaterialKind.PROMPT, _("Gợi ý kiểm điểm"), read_prompts),
)


def hand_in_material() -> None:
    for source in SOURCES:
        MATERIAL.add(source)
