"""What a kept answer is worked out from, beside the short key that tells it from others."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Beside(Generic[T]):
    """Goes to an `lru_cache` with its key: any two are the same, so that only the key counts."""

    value: T = field(hash=False, compare=False)
