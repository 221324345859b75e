"""Write docs/rules-covered.md anew: `python -m tests.conformance.write_coverage`."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

if __name__ == "__main__":
    django.setup()
    from tests.conformance.coverage import DOCUMENT, document

    DOCUMENT.write_text(document(), "utf-8")
