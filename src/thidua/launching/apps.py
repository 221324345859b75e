from django.apps import AppConfig


class LaunchingConfig(AppConfig):
    name = "thidua.launching"
