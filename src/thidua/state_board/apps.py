from django.apps import AppConfig


class StateBoardConfig(AppConfig):
    name = "thidua.state_board"
