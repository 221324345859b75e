from django.apps import AppConfig


class AcceptanceConfig(AppConfig):
    name = "thidua.acceptance"
