from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "thidua.ballots"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.accounts.unsent import NEVER_KEPT
        from thidua.ballots.kinds import KINDS as OUR_KINDS
        from thidua.ballots.links import PART
        from thidua.ballots.permissions import ACTS
        from thidua.ballots.script_texts import SLIP
        from thidua.ballots.sealing import BALLOT
        from thidua.ballots.tasks import BALLOTS_STEP, ballots_work
        from thidua.campaigns.steps import STEP_PAGES
        from thidua.campaigns.tasks import TASKS
        from thidua.notices.kinds import KINDS
        from thidua.seals.sources import SOURCES
        from thidua.web.scripts import SCRIPTS

        declare(ACTS)
        NEVER_KEPT.add(PART)
        SOURCES.add(BALLOT)
        STEP_PAGES.add(BALLOTS_STEP)
        TASKS.add(ballots_work)
        SCRIPTS.add(SLIP)
        for kind in OUR_KINDS:
            KINDS.add(kind)
