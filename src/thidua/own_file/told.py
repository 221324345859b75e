"""What every value of the file is."""

from pydantic import BaseModel, ConfigDict


class Told(BaseModel):
    """A value of the file: nothing in it that the schema does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")
