from importlib import import_module

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "thidua.boards"

    def ready(self) -> None:
        import_module("thidua.boards.tasks")
        import_module("thidua.boards.returned_tasks")
