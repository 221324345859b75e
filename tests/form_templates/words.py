"""Word papers for tests."""

from io import BytesIO

from docx import Document


def word(*lines: str, header: str = "") -> bytes:
    """A paper with these paragraphs."""
    paper = Document()
    for line in lines:
        paper.add_paragraph(line)
    if header:
        paper.sections[0].header.paragraphs[0].text = header
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def read(content: bytes) -> list[str]:
    """The paragraphs of a paper."""
    return [one.text for one in Document(BytesIO(content)).paragraphs]
