from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "thidua.conferences"
