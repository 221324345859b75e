from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "thidua.awards"

    def ready(self) -> None:
        from thidua.access.preparing import MAKERS, Maker
        from thidua.accounts.permissions import declare
        from thidua.awards.downloads import LIST, awards_file
        from thidua.awards.loading.sheet import AWARDS_SHEET
        from thidua.awards.panel import awards_panel
        from thidua.awards.permissions import ACTS, BINDING
        from thidua.awards.story import awards_given
        from thidua.campaigns.models import Step
        from thidua.campaigns.steps import STEP_PAGES, StepPages
        from thidua.loading.sheets import SHEETS
        from thidua.subjects.panels import RATING_PANELS
        from thidua.subjects.story import STORY

        pages = frozenset({"awards", "award"})
        STEP_PAGES.add(StepPages(Step.RECOGNISE, pages, opens="awards"))
        RATING_PANELS.add(awards_panel)
        STORY.add(awards_given)
        MAKERS.add(Maker(LIST, awards_file))
        declare(ACTS, binding=BINDING)
        SHEETS.add(AWARDS_SHEET)
