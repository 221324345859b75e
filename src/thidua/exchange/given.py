"""Ways of reading that come with the command, by the shape of the tables they are for."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from thidua.exchange.mapping_checks import check_mapping
from thidua.exchange.mapping_files import MappingFile, read_mappings
from thidua.exchange.memory import shape_of_mapping
from thidua.exchange.shape_errors import TableShapeRefusedError


def read_given(paths: Iterable[Path]) -> list[MappingFile]:
    """The mappings of these files. Raises TableShapeRefusedError, UnreadableMappingError."""
    return [found for path in paths for found in read_mappings(path.read_bytes(), path.name)]


def given_by(mappings: Sequence[MappingFile]) -> Mapping[str, MappingFile]:
    """The mappings by shape. Raises TableShapeRefusedError when two are for one shape, or one
    names nothing of ours.
    """
    given: dict[str, MappingFile] = {}
    for found in mappings:
        if found.sheet:  # else which sheet it is may be one of the answers
            check_mapping(found)
        shape = found.shape or shape_of_mapping(found)
        if shape in given:
            raise TableShapeRefusedError.twice(headings_of(found))
        given[shape] = found
    return given


def headings_of(mapping: MappingFile) -> str:
    """The headings that a mapping is for, as it names them."""
    return ", ".join(take.heading for take in mapping.takes)
