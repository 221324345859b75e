"""How long a returned unit has: a rule of the house, "local", in no regulation, not confirmed."""

SEND_AGAIN_WITHIN = 5
"""Working days from the return until a unit whose deadline is over counts as late again."""
