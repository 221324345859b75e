"""Who gets which address of an office's own Word templates."""

from tests.form_templates.toy import TOY
from tests.pages.who import Form, Other, Page

KEEPERS = frozenset({"province"})
PAGE = f"/mau-word/{TOY.key}/"

PAGES: list[Page] = [
    ("form_templates", "/mau-word/", KEEPERS),
    ("form_template", PAGE, KEEPERS),
    ("form_template_beginning", f"{PAGE}bat-dau/", KEEPERS),
]
FORMS: list[Form] = [("form_template", PAGE, {"act": "stop"}, KEEPERS)]
OTHERS: dict[str, Other] = {"form_template_preview": (f"{PAGE}xem-thu/1/", frozenset({302, 404}))}
