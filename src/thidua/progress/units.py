"""What the pages of the room count in."""

from django.utils.translation import npgettext_lazy

UNITS = {
    "key_task": npgettext_lazy("counted", "nhiệm vụ", "nhiệm vụ"),
    "breakthrough": npgettext_lazy("counted", "khâu đột phá", "khâu đột phá"),
    "evidence": npgettext_lazy("counted", "minh chứng", "minh chứng"),
}
