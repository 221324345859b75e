from django.apps import AppConfig
from django.core import checks


class AttachmentsConfig(AppConfig):
    name = "thidua.attachments"

    def ready(self) -> None:
        from thidua.attachments.triggers import owners_keep_their_files

        checks.register(owners_keep_their_files)
