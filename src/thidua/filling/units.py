"""What the page of missing facts counts in."""

from django.utils.translation import npgettext_lazy

UNITS = {"field": npgettext_lazy("counted", "ô", "ô")}
