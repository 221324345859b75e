"""Who gets which address of exchange."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.pages.who import LOADERS, Form, Page

PAGES: list[Page] = [
    ("imports", "/nap-du-lieu/", LOADERS),
    ("import_upload", "/nap-du-lieu/tai-len/", LOADERS),
    ("import_template", "/nap-du-lieu/mau/members/", frozenset({"province"})),
    ("import_template", "/nap-du-lieu/mau/members/?filled=1", frozenset({"province"})),
    ("import_template", "/nap-du-lieu/mau/facts/", LOADERS),
    ("import_template", "/nap-du-lieu/mau/facts/?unit=GL", frozenset({"province", "upper_level"})),
    ("import_template", "/nap-du-lieu/mau/facts/?unit=GL01", frozenset({"province", "grassroots"})),
    ("import_template", "/nap-du-lieu/mau/others/", frozenset()),
    ("table_shapes", "/nap-du-lieu/cach-doc/", LOADERS),
    ("table_shape", "/nap-du-lieu/cach-doc/999999/", frozenset()),
    ("table_shape_file", "/nap-du-lieu/cach-doc/999999/tep/", frozenset()),
    ("import", "/nap-du-lieu/999999/", frozenset()),
    ("import_file", "/nap-du-lieu/999999/tep/0/", frozenset()),
]

FORMS: list[Form] = [
    (
        "import_upload",
        "/nap-du-lieu/tai-len/",
        {"files": lambda: SimpleUploadedFile("a.csv", b"?")},
        LOADERS,
    ),
    ("import", "/nap-du-lieu/999999/", {"act": "confirm"}, frozenset()),
    ("table_shape", "/nap-du-lieu/cach-doc/999999/", {"act": "retire"}, frozenset()),
]
