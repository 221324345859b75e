from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "thidua.bodies"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.bodies.permissions import ACTS, FOR_BODIES

        declare(ACTS, for_bodies=FOR_BODIES)
