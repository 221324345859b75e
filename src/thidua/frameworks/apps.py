from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "thidua.frameworks"

    def ready(self) -> None:
        from thidua.directives.links import LINK_KINDS
        from thidua.frameworks.directive_links import CONDITIONS, FRAMEWORKS
        from thidua.frameworks.rail import frameworks_in_the_rail
        from thidua.web.rail import RAIL

        RAIL.add(frameworks_in_the_rail)
        for kind in (FRAMEWORKS, CONDITIONS):
            LINK_KINDS.add(kind)
