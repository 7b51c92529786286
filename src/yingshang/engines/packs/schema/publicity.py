"""`publicity.yaml`: the channels on which units publish."""

from typing import Annotated

from pydantic import Field

from yingshang.engines.packs.schema.common import Code, Source, Status, Strict, Text


class Channel(Strict):
    """A place where things are published."""

    code: Code
    name: Text


class Publicity(Strict):
    """Where publicity is to appear."""

    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]
    status: Status = "example"
    source: Source
