"""What the pages' scripts say. A room hands in its scripts' texts; the tag `script` writes them
beside the script.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.web.registry import Registry


@dataclass(frozen=True)
class ScriptTexts:
    """`name`: of the file thidua/js/NAME.js; `texts`: what it says, by the key it reads them by."""

    name: str
    texts: Mapping[str, Promise]


SCRIPTS: Registry[ScriptTexts] = Registry("texts of scripts")

COPY_TABLE = ScriptTexts(
    "copy_table",
    {
        "copied": _("Đã sao chép {number} dòng: dán vào Excel."),
        "notCopied": _("Trình duyệt không cho sao chép."),
    },
)

FIELDS = ScriptTexts(
    "fields",
    {
        "empty": _("Hãy điền ô này."),
        "noFile": _("Hãy chọn tệp."),
        "notTicked": _("Hãy đánh dấu ô này rồi tiếp tục."),
        "notChosen": _("Hãy chọn một mục."),
        "notANumber": _("Ô này nhận số."),
        "tooSmall": _("Nhỏ nhất là {least}."),
        "tooLarge": _("Lớn nhất là {most}."),
        "tooShort": _("Cần ít nhất {least} ký tự."),
        "tooLong": _("Nhiều nhất {most} ký tự."),
        "notAnAddress": _("Thư điện tử viết như ten@tinh.gov.vn."),
        "notLike": _("Hãy viết theo mẫu: {wanted}."),
        "notThisForm": _("Chưa đúng dạng: xem lời dẫn của ô này."),
        "chooseFile": _("Chọn tệp"),
        "chooseFiles": _("Chọn các tệp"),
        "noneChosen": _("Chưa chọn tệp nào"),
    },
)
"""What stands beside a field that a browser would not send, and at a choice of files."""

LEAVING = ScriptTexts(
    "leaving",
    {
        "title": _("Đăng xuất"),
        "unsent": _(
            "Trên máy này còn {number} phần đã viết mà chưa gửi. "
            "Đăng xuất thì các phần ấy bị xoá khỏi máy."
        ),
        "stay": _("Ở lại để gửi"),
        "leave": _("Đăng xuất, bỏ phần chưa gửi"),
    },
)
"""Asked before somebody signs out who wrote something here that was never sent."""
