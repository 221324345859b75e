from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "thidua.api"

    def ready(self) -> None:
        from thidua.api.service import not_understood
        from thidua.web.middleware import NOT_UNDERSTOOD

        NOT_UNDERSTOOD.add(not_understood)
