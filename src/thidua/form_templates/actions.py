"""Everything that changes templates: a new version, an earlier one, the product's own paper."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.attachments.actions import attach
from thidua.attachments.inspecting import Sent, inspect_each
from thidua.form_templates.errors import FormTemplateError
from thidua.form_templates.files import FILES, authority_to_keep
from thidua.form_templates.filling import filled_from
from thidua.form_templates.forms_known import FillableForm
from thidua.form_templates.models import FormTemplate
from thidua.history.tracking import named_actor, recording


def put_template(
    *, form: FillableForm, sent: Sent | None, note: str = "", actor: Actor
) -> FormTemplate:
    """Store a new version of the province's template and put it in force, once it is filled with
    the form's sample.

    Raises PermissionDenied, FormTemplateError (no file; what is wrong with it), AttachmentError
    (no Word file, macros, too big), StoreAwayError."""
    authority = authority_to_keep(actor)
    sent, content = _read(sent)
    filled_from(content, form.sample)
    with (
        transaction.atomic(),
        recording(act="form_templates.put", actor=authority, form=form.key),
    ):
        held = FormTemplate.objects.select_for_update().filter(form=form.key)
        newest = max((one.version for one in held), default=0)
        held.filter(in_force=True).update(in_force=False)
        template = FormTemplate.objects.create(
            form=form.key,
            version=newest + 1,
            note=note,
            in_force=True,
            put_by_name=named_actor(authority),
            put_at=timezone.now(),
        )
        file = ContentFile(content, name=sent.file.name)
        attach(kind=FILES, owner=template, files=[Sent(file)], actor=actor)
    return template


def try_template(*, form: FillableForm, sent: Sent | None, actor: Actor) -> bytes:
    """A template filled with the form's sample; nothing is stored. Raises as `put_template`."""
    authority_to_keep(actor)
    return filled_from(_read(sent)[1], form.sample)


def _read(sent: Sent | None) -> tuple[Sent, bytes]:
    """What was sent, once it is no more than a Word file: macros and bombs go no further."""
    if sent is None:
        raise FormTemplateError.no_file()
    inspect_each([sent], accepts=FILES.accepts)
    sent.file.seek(0)
    return sent, sent.file.read()


@transaction.atomic
def use_version(*, form: FillableForm, version: int, actor: Actor) -> FormTemplate:
    """Put an earlier version in force again. Raises PermissionDenied, FormTemplateError."""
    authority = authority_to_keep(actor)
    held = FormTemplate.objects.select_for_update().filter(form=form.key)
    template = next((one for one in held if one.version == version), None)
    if template is None:
        raise FormTemplateError.no_such_version()
    with recording(act="form_templates.use", actor=authority, form=form.key, version=version):
        held.filter(in_force=True).update(in_force=False)
        template.in_force = True
        template.save(update_fields=["in_force"])
    return template


@transaction.atomic
def use_own_paper(*, form: FillableForm, actor: Actor) -> None:
    """The product's own paper is printed again; the versions stay. Raises PermissionDenied."""
    authority = authority_to_keep(actor)
    with recording(act="form_templates.stop", actor=authority, form=form.key):
        FormTemplate.objects.filter(form=form.key, in_force=True).update(in_force=False)
