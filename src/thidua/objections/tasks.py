"""What objections ask of a reader: to answer, to verify, to reply; and what became of their own."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task, where
from thidua.objections.links import page_of, question_page
from thidua.objections.models import Objection, Question
from thidua.objections.queries import waiting_for
from thidua.objections.rights import allowed_to_reply, handles, is_objector, verifies


@where(lambda request, campaign: waiting_for(request.user, campaign))
def objections_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """Open ones, a row each: there are few of them."""
    user = request.user
    for one in waiting_for(user, campaign):
        one.campaign = one.roster_entry.campaign = campaign
        if handles(user, one):
            yield _task(one, _("Trả lời khiếu nại của {name}"), _("Mở khiếu nại"))
        elif verifies(user, one):
            yield _task(one, _("Xác minh khiếu nại của {name}"), _("Mở khiếu nại"))
        elif is_objector(user, one):
            yield _task(one, _("Đã gửi khiếu nại: {name}"), _("Xem khiếu nại"))
        for question in one.questions.all():
            question.objection = one
            if question.answered_on is None and allowed_to_reply(user, question):
                yield _question(question)


def _question(question: Question) -> Task:
    return Task(
        title=_("Trả lời câu hỏi xác minh của {who}").format(who=question.objection.receiver.name),
        detail=question.text[:120],
        href=question_page(question),
        button=_("Trả lời"),
        due_on=question.objection.due_on,
    )


def _task(one: Objection, title: str, button: str) -> Task:
    return Task(
        title=title.format(name=one.roster_entry.name),
        detail=_("{who} trả lời chậm nhất ngày {day}").format(
            who=one.receiver.name, day=f"{one.due_on:%d/%m/%Y}"
        ),
        href=page_of(one),
        button=button,
        due_on=one.due_on,
    )
