from django.apps import AppConfig


class ChangesConfig(AppConfig):
    name = "thidua.changes"

    def ready(self) -> None:
        from thidua.attachments.kinds import OWNER_KINDS
        from thidua.campaigns.tasks import TASKS
        from thidua.changes.files import PAPERS
        from thidua.changes.tasks import changes_work

        OWNER_KINDS.add(PAPERS)
        TASKS.add(changes_work)
