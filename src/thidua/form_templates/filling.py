"""A form printed by the province's own template."""

from collections.abc import Mapping

from thidua.attachments.models import Attachment
from thidua.attachments.store import blocks
from thidua.documents.word_templates import Plain, WordTemplateError, fill
from thidua.form_templates.errors import FormTemplateError
from thidua.form_templates.models import OF_TEMPLATE, FormTemplate


def filled(form: str, values: Mapping[str, Plain]) -> bytes | None:
    """The paper by the template in force; None: there is none, the product's own is printed.

    Raises FormTemplateError where the template does not go with these values, and the store's
    errors.
    """
    template = FormTemplate.objects.filter(form=form, in_force=True).first()
    return None if template is None else filled_by(template, values)


def filled_by(template: FormTemplate, values: Mapping[str, Plain]) -> bytes:
    """The paper by one version. Raises as `filled`."""
    return filled_from(content_of(template), values)


def filled_from(content: bytes, values: Mapping[str, Plain]) -> bytes:
    """The paper by a template that is not stored yet. Raises FormTemplateError."""
    try:
        return fill(content, values)
    except WordTemplateError as error:
        raise FormTemplateError.of(error) from error


def content_of(template: FormTemplate) -> bytes:
    """The template's file. Raises FormTemplateError: it has none any more."""
    held = Attachment.objects.filter(kind=OF_TEMPLATE, owner_id=template.pk, removed_at=None)
    attachment = held.select_related("file").first()
    if attachment is None or attachment.file is None:
        raise FormTemplateError.no_such_version()
    return b"".join(blocks(attachment.file.sha256))
