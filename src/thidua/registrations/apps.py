from django.apps import AppConfig


class RegistrationsConfig(AppConfig):
    name = "thidua.registrations"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.campaigns.steps import STEP_PAGES
        from thidua.campaigns.tasks import TASKS
        from thidua.campaigns.unit_states import STEP_STATES
        from thidua.directives.links import LINK_KINDS
        from thidua.loading.sheets import SHEETS
        from thidua.notices.kinds import KINDS
        from thidua.notices.matters import MATTERS
        from thidua.registrations.links import TASKS as LINKED_TASKS
        from thidua.registrations.loading.export import SHEETS_OF_REGISTRATIONS
        from thidua.registrations.notice import SENT
        from thidua.registrations.permissions import ACTS
        from thidua.registrations.script_texts import REGISTRATIONS
        from thidua.registrations.standing import REGISTER, STANDINGS
        from thidua.registrations.steps import PAGES
        from thidua.registrations.tasks import registrations_work
        from thidua.web.scripts import SCRIPTS

        declare(ACTS)
        KINDS.add(SENT)
        LINK_KINDS.add(LINKED_TASKS)
        MATTERS.add(REGISTER)
        SCRIPTS.add(REGISTRATIONS)
        STEP_PAGES.add(PAGES)
        STEP_STATES.add(STANDINGS)
        TASKS.add(registrations_work)
        for sheet in SHEETS_OF_REGISTRATIONS:
            SHEETS.add(sheet)
