"""What a cached answer is worked out from, without being part of its key."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Uncompared(Generic[T]):
    """Goes to an `lru_cache` with its key: any two are equal, so that only the key counts."""

    value: T = field(hash=False, compare=False)
