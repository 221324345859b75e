from django.apps import AppConfig


class ChangesConfig(AppConfig):
    name = "thidua.changes"

    def ready(self) -> None:
        from thidua.attachments.kinds import OWNER_KINDS
        from thidua.campaigns.tasks import TASKS
        from thidua.changes.files import PAPERS
        from thidua.changes.panel import changes_panel
        from thidua.changes.tasks import changes_work
        from thidua.subjects.panels import RATING_PANELS

        OWNER_KINDS.add(PAPERS)
        TASKS.add(changes_work)
        RATING_PANELS.add(changes_panel)
