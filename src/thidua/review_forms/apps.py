from django.apps import AppConfig


class ReviewFormsConfig(AppConfig):
    name = "thidua.review_forms"

    def ready(self) -> None:
        from thidua.access.bundles import BUNDLERS
        from thidua.campaigns.steps import STEP_PAGES
        from thidua.review_forms.archive import FORMS
        from thidua.review_forms.steps import FORMS_STEP

        BUNDLERS.add(FORMS)
        STEP_PAGES.add(FORMS_STEP)
