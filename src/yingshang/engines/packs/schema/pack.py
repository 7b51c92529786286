"""`pack.yaml`: which city, which plan, which period."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from yingshang.engines.packs.schema.common import Source, Strict, Text


class City(Strict):
    """The city, or another body, that the pack belongs to; `code` is its GB/T 2260 division code.

    None: a plan imported from another body, whose code nobody has given.
    """

    name: Text
    code: Annotated[str, Field(pattern=r"^\d{6}$")] | None = None


class Pack(Strict):
    """The pack as a whole. `format` rises when a file of the format changes its meaning."""

    format: Literal[1]
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    name: Text
    city: City
    period_from: date
    period_to: date
    # The day at which a sample or training installation of this pack stands.
    sample_day: date
    licence: str
    sources: tuple[Source, ...] = ()
