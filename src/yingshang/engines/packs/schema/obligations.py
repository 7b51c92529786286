"""`obligations.yaml`: when a duty turns red, and how many settled ones are looked at again."""

from typing import Annotated

from pydantic import Field

from yingshang.engines.packs.schema.common import Source, Status, Strict


class ObligationRules(Strict):
    """Rules for every duty of the city.

    `red_after_returns`: sent back this many times without a new claim is red. `recheck_share` of
    the settled ones, drawn at random, is looked at again by somebody else.
    """

    red_after_returns: Annotated[int, Field(ge=1, le=20)] = 2
    recheck_share: Annotated[float, Field(gt=0, le=1)] = 0.05
    status: Status = "example"
    source: Source
