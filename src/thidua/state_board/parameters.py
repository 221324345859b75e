"""How long a returned unit has, how long the first page speaks of a step: rules of the house,
"local", in no regulation, not confirmed.
"""

SEND_AGAIN_WITHIN = 5
"""Working days from the return until a unit whose deadline is over counts as late again."""

ON_THE_FIRST_PAGE = 60
"""Days after its deadline in which a step that some are late in has a row on the first page of who
may remind; later it stands on the board alone.
"""
