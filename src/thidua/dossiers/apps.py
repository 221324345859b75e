from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "thidua.dossiers"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.boards.locks import LOCKS
        from thidua.campaigns.steps import STEP_PAGES
        from thidua.campaigns.tasks import TASKS
        from thidua.dossiers.locking import held_by_dossiers
        from thidua.dossiers.permissions import ACTS, FOR_BODIES
        from thidua.dossiers.succeeding import pass_on
        from thidua.dossiers.tasks import PAGES, dossiers_work
        from thidua.dossiers.telling import KINDS as OUR_KINDS
        from thidua.notices.kinds import KINDS
        from thidua.organisations.succeeding import SUCCEEDED

        LOCKS.add(held_by_dossiers)
        declare(ACTS, for_bodies=FOR_BODIES)
        STEP_PAGES.add(PAGES)
        SUCCEEDED.add(pass_on)
        TASKS.add(dossiers_work)
        for kind in OUR_KINDS:
            KINDS.add(kind)
