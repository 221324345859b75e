"""What the board counts in."""

from django.utils.translation import npgettext_lazy

UNITS = {"unit": npgettext_lazy("counted", "đơn vị", "đơn vị")}
