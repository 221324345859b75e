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
        "copied": _("Đã chép {number} dòng: dán vào Excel."),
        "notCopied": _("Trình duyệt không cho chép."),
    },
)
