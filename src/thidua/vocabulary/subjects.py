"""Who is rated."""

from thidua.language import Text
from thidua.vocabulary.spellings import written_forms
from thidua.vocabulary.words import Word


class SubjectType(Word):
    """Who or what is rated."""

    # The number is the order in which the tree is rated: a cap looks back, never ahead.
    MEMBER = "member", 1, Text("Đảng viên", "Party member"), None, "ĐV"
    ORGANISATION = (
        "organisation",
        2,
        Text("Tổ chức đảng", "Party organisation"),
        None,
        "Tổ chức",
        "TCĐ",
    )
    COLLECTIVE = (
        "collective",
        3,
        Text("Tập thể lãnh đạo, quản lý", "Leadership collective"),
        None,
        "Tập thể",
        *written_forms(("Tập thể",), ("lãnh đạo", "LĐ"), ("", "quản lý", "QL")),
    )
    LEADER = (
        "leader",
        4,
        Text("Cá nhân lãnh đạo, quản lý", "Individual leader"),
        None,
        *written_forms(("Cá nhân",), ("lãnh đạo", "LĐ"), ("", "quản lý", "QL")),
    )

    @property
    def plural(self) -> Text:
        """All of them, as a sentence names them: small letters, several in English."""
        return _PLURALS[self]


_PLURALS = {
    SubjectType.MEMBER: Text("đảng viên", "members"),
    SubjectType.ORGANISATION: Text("tổ chức đảng", "organisations"),
    SubjectType.COLLECTIVE: Text("tập thể lãnh đạo, quản lý", "leadership collectives"),
    SubjectType.LEADER: Text("cá nhân lãnh đạo, quản lý", "individual leaders"),
}
