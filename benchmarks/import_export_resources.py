"""What a Django project would write for django-import-export: one resource for people, one for
their spells.
"""

import datetime as dt
from typing import Any

from import_export import fields, resources, widgets

from thidua.organisations.keys import person_search_key, person_sort_key
from thidua.organisations.models import MembershipSpell, Organisation, Person

SEXES = {"Nữ": "female", "Nam": "male"}
STATUSES = {"Chính thức": "official"}


class Day(widgets.DateWidget):
    """Excel's dates come with a time of day."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return (
            value.date() if isinstance(value, dt.datetime) else super().clean(value, row, **kwargs)
        )


class Word(widgets.CharWidget):
    """A word as the sheet writes it."""

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__()
        self.words = words

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return self.words.get(str(super().clean(value, row, **kwargs)), "?")


class YesNo(widgets.BooleanWidget):
    TRUE_VALUES = ["có"]
    FALSE_VALUES = ["không"]


class PersonResource(resources.ModelResource):
    code = fields.Field("code", "Mã đảng viên")
    full_name = fields.Field("full_name", "Họ và tên")
    born_on = fields.Field("born_on", "Ngày sinh", widget=Day())
    sex = fields.Field("sex", "Giới tính", widget=Word(SEXES))
    admitted_on = fields.Field("admitted_on", "Ngày vào Đảng", widget=Day())

    class Meta:
        model = Person
        import_id_fields = ("code",)
        fields = ("code", "full_name", "born_on", "sex", "admitted_on")
        clean_model_instances = True

    def import_instance(self, instance: Person, row: Any, **kwargs: Any) -> None:
        super().import_instance(instance, row, **kwargs)
        instance.search_key = person_search_key(full_name=instance.full_name, code=instance.code)
        instance.sort_key = person_sort_key(instance.full_name)


class SpellResource(resources.ModelResource):
    person = fields.Field("person", "Mã đảng viên", widget=widgets.ForeignKeyWidget(Person, "code"))
    organisation = fields.Field(
        "organisation", "Mã chi bộ", widget=widgets.ForeignKeyWidget(Organisation, "code")
    )
    civil_servant = fields.Field("civil_servant", "Cán bộ, công chức, viên chức", widget=YesNo())
    status = fields.Field("status", "Tình trạng", widget=Word(STATUSES))
    starts_on = fields.Field("starts_on", "Từ ngày", widget=Day())

    class Meta:
        model = MembershipSpell
        import_id_fields = ("person", "starts_on")
        fields = ("person", "organisation", "status", "civil_servant", "starts_on")
        clean_model_instances = True
