"""The kinds of what an inspector reads of a year's decisions, in the order of the tabs."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from thidua.decisions.overtaken import overtaken_counts
from thidua.supervision.decision_rows import (
    against_ballot_rows,
    against_ballots,
    all_reopened,
    all_reopened_rows,
    deviating_found,
    overtaken_found,
)
from thidua.supervision.kinds import Kind
from thidua.supervision.objection_rows import objection_rows, objections
from thidua.supervision.sealed_rows import ballot_rows, broken_rows, counted_ballots
from thidua.supervision.watching import deviating

KINDS: Mapping[str, Kind] = {
    "ballot": Kind(
        gettext_lazy("Khác kết quả phiếu"),
        against_ballots,
        against_ballot_rows,
        gettext_lazy("Chưa cấp uỷ nào xếp khác kết quả bỏ phiếu."),
    ),
    "reached": Kind(
        gettext_lazy("Khác mức đạt tiêu chuẩn"),
        deviating,
        deviating_found,
        gettext_lazy("Chưa cấp uỷ nào xếp khác mức đạt tiêu chuẩn."),
    ),
    "reopened": Kind(
        gettext_lazy("Mở lại, quyết định lại"),
        all_reopened,
        all_reopened_rows,
        gettext_lazy("Chưa mức nào, quyết định nào phải mở lại."),
    ),
    "objections": Kind(
        gettext_lazy("Khiếu nại"),
        objections,
        objection_rows,
        gettext_lazy("Chưa có khiếu nại nào về mức xếp loại, khen thưởng."),
        gettext_lazy("Bao lâu"),
    ),
    "changed": Kind(
        gettext_lazy("Thay đổi sau quyết định"),
        lambda campaign, scope: len(overtaken_counts(campaign, scope)),
        overtaken_found,
        gettext_lazy("Không quyết định nào có thông tin đổi sau khi ban hành."),
    ),
    "seals": Kind(
        gettext_lazy("Niêm phong không khớp"),
        lambda campaign, scope: len(broken_rows(campaign, scope)),
        broken_rows,
        gettext_lazy("Lần kiểm tra gần nhất không thấy chỗ nào không khớp."),
        gettext_lazy("Thấy gì"),
    ),
    "ballots": Kind(
        gettext_lazy("Cuộc bỏ phiếu"),
        counted_ballots,
        ballot_rows,
        gettext_lazy("Chưa cuộc bỏ phiếu nào kiểm phiếu xong."),
        gettext_lazy("Kết quả"),
    ),
}
"""By the word in the address."""
