"""Names as the pages of a meeting shorten them."""


def initials(name: str) -> str:
    """“HM” of Hoàng Văn Mến."""
    words = name.split()
    return "".join(word[0] for word in dict.fromkeys((*words[:1], *words[-1:]))).upper()


def given(name: str) -> str:
    """“Mến”: how people call each other."""
    return name.rsplit(maxsplit=1)[-1] if name.split() else name
