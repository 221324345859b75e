from django.apps import AppConfig


class OwnFileConfig(AppConfig):
    name = "thidua.own_file"

    def ready(self) -> None:
        from thidua.own_file.showing import own_in_the_menu, own_on_the_first_page
        from thidua.subjects.panels import HOME_PANELS
        from thidua.web.context import FRAME

        FRAME.add(own_in_the_menu)
        HOME_PANELS.add(own_on_the_first_page)
