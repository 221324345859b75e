"""What the board counts in."""

from django.utils.translation import npgettext_lazy

UNITS = {
    "unit": npgettext_lazy("counted", "đơn vị", "đơn vị"),
    "base": npgettext_lazy("counted", "tổ chức cơ sở", "tổ chức cơ sở"),
}
