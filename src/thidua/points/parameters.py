"""By when a bloc scores, what a grade is worth: rules of the house, "local", in no regulation, not
confirmed.
"""

from decimal import Decimal

SEND_WITHIN, CHECK_WITHIN, SETTLE_WITHIN = 10, 20, 30
"""Days after the year's cut-off in which units send, members check, the head unit settles."""

GRADES = {
    "excellent": Decimal(1),
    "good": Decimal("0.75"),
    "average": Decimal("0.5"),
    "poor": Decimal(0),
}
"""What share of a criterion's weight a grade gives, where a set is scored by grades."""
