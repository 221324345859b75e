from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    name = "thidua.opinions"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.campaigns.models import Step
        from thidua.campaigns.steps import STEP_PAGES, StepPages
        from thidua.campaigns.tasks import TASKS
        from thidua.facts.owners import TELLERS
        from thidua.facts.sources import FACT_SOURCES
        from thidua.meetings.own_levels import OWN_LEVELS
        from thidua.notices.kinds import KINDS
        from thidua.opinions.asking import ASKED
        from thidua.opinions.facts import OPINIONS_TELL
        from thidua.opinions.owing import OWED
        from thidua.opinions.own_level import own_level_in_words
        from thidua.opinions.owners import tellers_of
        from thidua.opinions.permissions import ACTS, FOR_BODIES
        from thidua.opinions.script_texts import GRID
        from thidua.opinions.tasks import asks_of_bodies, grades_owed
        from thidua.opinions.telling import DIFFERS
        from thidua.opinions.ways import to_asks, to_grid
        from thidua.reviews.ways import WAYS
        from thidua.web.scripts import SCRIPTS

        declare(ACTS, for_bodies=FOR_BODIES)
        FACT_SOURCES.add(OPINIONS_TELL)
        TELLERS.add(tellers_of)
        KINDS.add(DIFFERS)
        KINDS.add(ASKED)
        OWN_LEVELS.add(own_level_in_words)
        KINDS.add(OWED)
        SCRIPTS.add(GRID)
        STEP_PAGES.add(StepPages(Step.RATE, PAGES))
        TASKS.add(grades_owed)
        TASKS.add(asks_of_bodies)
        WAYS.add(to_grid)
        WAYS.add(to_asks)


PAGES = frozenset(
    {"opinions", "opinions_grid", "opinions_person", "opinions_material", "opinions_own"}
    | {"opinions_asks", "opinions_body"}
)
