from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "thidua.meetings"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.meetings.permissions import ACTS

        declare(ACTS)
