"""What a decision on levels is by now."""

from thidua.language import Text
from thidua.vocabulary.words import Word


class DecisionStatus(Word):
    """A decision is drafted, issued, and may be opened again."""

    DRAFT = "draft", 1, Text("Dự thảo", "Draft")
    ISSUED = "issued", 2, Text("Đã ban hành", "Issued")
    REOPENED = "reopened", 3, Text("Mở lại", "Reopened")
