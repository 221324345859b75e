from importlib import import_module

from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    name = "thidua.subjects"

    def ready(self) -> None:
        import_module("thidua.subjects.views.home")
