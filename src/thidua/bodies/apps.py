from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "thidua.bodies"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.bodies.permissions import ACTS, FOR_BODIES
        from thidua.bodies.rail import bodies_in_the_rail
        from thidua.web.rail import RAIL

        RAIL.add(bodies_in_the_rail)
        declare(ACTS, for_bodies=FOR_BODIES)
