"""What reminders count in."""

from django.utils.translation import npgettext_lazy

UNITS = {
    "place": npgettext_lazy("counted", "nơi", "nơi"),
    "case": npgettext_lazy("counted", "trường hợp", "trường hợp"),
}
