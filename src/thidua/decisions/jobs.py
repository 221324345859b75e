"""Background work of decisions: telling the many whom one is about."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from thidua.accounts.models import User
from thidua.decisions.kinds import KINDS
from thidua.decisions.telling import QUEUE, TASK, tell_issues

_RETRY = RetryStrategy(max_attempts=5, exponential_wait=5)


@app.task(name=TASK, queue=QUEUE, retry=_RETRY, pass_context=False)
def tell_later(kind: str, issues: list[int], by: int | None) -> None:
    """Tell everybody of these issues; who was told already, in a run that broke off, is told once.
    `by`: the key of who did it, who knows.
    """
    known = {one.id: one for one in KINDS}
    tell_issues(known[kind], issues, User.objects.filter(pk=by or 0).first())
