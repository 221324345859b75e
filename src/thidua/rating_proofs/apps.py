from django.apps import AppConfig


class RatingProofsConfig(AppConfig):
    name = "thidua.rating_proofs"
