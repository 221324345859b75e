from django.apps import AppConfig


class ReviewFormsConfig(AppConfig):
    name = "thidua.review_forms"

    def ready(self) -> None:
        from thidua.access.bundles import BUNDLERS
        from thidua.campaigns.steps import STEP_PAGES
        from thidua.form_templates.forms_known import FORMS as FILLABLE
        from thidua.review_forms.archive import FORMS
        from thidua.review_forms.printing import review_by_template
        from thidua.review_forms.steps import FORMS_STEP
        from thidua.review_forms.template_names import REVIEW_FORMS
        from thidua.review_forms.ways import to_forms
        from thidua.reviews.own_word import OWN_WORD
        from thidua.reviews.ways import WAYS

        BUNDLERS.add(FORMS)
        STEP_PAGES.add(FORMS_STEP)
        WAYS.add(to_forms)
        OWN_WORD.add(review_by_template)
        for form in REVIEW_FORMS:
            FILLABLE.add(form)
