from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    name = "thidua.opinions"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.facts.owners import TELLERS
        from thidua.facts.sources import FACT_SOURCES
        from thidua.notices.kinds import KINDS
        from thidua.opinions.facts import OPINIONS_TELL
        from thidua.opinions.owners import tellers_of
        from thidua.opinions.permissions import ACTS, FOR_BODIES
        from thidua.opinions.telling import DIFFERS

        declare(ACTS, for_bodies=FOR_BODIES)
        FACT_SOURCES.add(OPINIONS_TELL)
        TELLERS.add(tellers_of)
        KINDS.add(DIFFERS)
