from django.apps import AppConfig


class CommitteeMeetingsConfig(AppConfig):
    name = "thidua.committee_meetings"
