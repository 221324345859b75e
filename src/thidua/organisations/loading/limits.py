"""The numbers that a register is held against.

None of the texts that we hold says them, so all are local (chưa xác nhận) and can only warn; the
errors beside them lie far beyond any text.
"""

ADMITTED_FROM = 18
"""Years of age. The Party's statutes (Điều lệ Đảng khoá XI, Điều 1) ask for 18, but their text is
not among ours, and in the years of war people were admitted at 16 and 17: a warning."""
NEVER_BEFORE = 16
"""Years of age: nobody was admitted so young; a day, month or year is wrong: an error."""
ADMITTED_UP_TO = 60
"""Years of age: beyond it admission takes a reason of its own."""
OLDEST = 105
"""Years of age: whoever is said to be older has died, or was born in another century."""
PROBATION = 12
"""Months from admission to full membership (Điều lệ Đảng khoá XI, Điều 5)."""
PROCEDURE = 1
"""Months that the decision on full membership may take beyond those."""
EXEMPT_FROM = 50
"""Years of age: the younger are exempt from work and activities only when gravely ill."""
AHEAD = 12
"""Months from today: nothing is registered that begins later."""
