"""What the address of the page may say."""

from thidua.own_file.parts import PARTS
from thidua.web.queries import QueryForm, WordField


class PartQuery(QueryForm):
    """Which part is shown."""

    phan = WordField([part.id for part in PARTS])
