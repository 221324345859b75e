"""What the script of a slip and of receipts says."""

from django.utils.translation import gettext_lazy as _

from thidua.web.scripts import ScriptTexts

SLIP = ScriptTexts(
    "ballots",
    {
        "place": _("Phiếu {at} trong {of}"),
        "review": _("Xem lại, rồi gửi"),
        "next": _("Người tiếp theo"),
        "toReview": _("Xem lại cả phiếu"),
        "own": _("không bỏ cho chính mình"),
        "copied": _("Đã chép mã."),
        "notCopied": _("Trình duyệt không cho chép: ghi mã ra giấy."),
        "listed": _("có trong danh sách"),
        "notListed": _("không có trong danh sách"),
    },
)
