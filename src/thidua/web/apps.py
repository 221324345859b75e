from django.apps import AppConfig
from django.utils import translation

from thidua.language import follow


class WebConfig(AppConfig):
    name = "thidua.web"

    def ready(self) -> None:
        from thidua.web.scripts import COPY_TABLE, FIELDS, LEAVING, SCRIPTS

        follow(translation.override)
        SCRIPTS.add(COPY_TABLE)
        SCRIPTS.add(FIELDS)
        SCRIPTS.add(LEAVING)
