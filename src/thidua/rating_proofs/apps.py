from django.apps import AppConfig


class RatingProofsConfig(AppConfig):
    name = "thidua.rating_proofs"

    def ready(self) -> None:
        from thidua.rating_proofs.panel import proof_panel
        from thidua.subjects.panels import RATING_PANELS

        RATING_PANELS.add(proof_panel)
