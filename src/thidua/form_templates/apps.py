from django.apps import AppConfig


class FormTemplatesConfig(AppConfig):
    name = "thidua.form_templates"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.attachments.kinds import OWNER_KINDS
        from thidua.form_templates.files import FILES
        from thidua.form_templates.permissions import ACTS

        declare(ACTS)
        OWNER_KINDS.add(FILES)
