from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "thidua.notices"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.campaigns.frame import ALONG
        from thidua.campaigns.tasks import TASKS
        from thidua.notices.bell import (
            UNREAD,
            UNREAD_HERE,
            bell_of_frame,
            unread_here,
            unread_lines,
        )
        from thidua.notices.kinds import KINDS, REMINDED
        from thidua.notices.permissions import ACTS
        from thidua.notices.tasks import reminders_work
        from thidua.notices.units import UNITS
        from thidua.web.context import FRAME
        from thidua.web.units import register_units

        declare(ACTS)
        ALONG.add((UNREAD, unread_lines))
        ALONG.add((UNREAD_HERE, unread_here))
        FRAME.add(bell_of_frame)
        KINDS.add(REMINDED)
        TASKS.add(reminders_work)
        register_units(UNITS)
