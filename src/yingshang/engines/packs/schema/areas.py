"""`directory/areas.yaml` and `directory/enterprises.yaml`: places of the city, and its register."""

from typing import Annotated

from pydantic import Field, model_validator

from yingshang.engines.packs.schema.common import Code, Source, Status, Strict

RegionCode = Annotated[str, Field(pattern=r"^[1-9]\d{5}$")]
Weight = Annotated[int, Field(ge=1, le=1000)]


class Street(Strict):
    """A street office, town or township; its code begins with that of its district."""

    code: Annotated[str, Field(pattern=r"^[1-9]\d{8}$")]
    name: Annotated[str, Field(min_length=1)]


class Areas(Strict):
    """The city by its division code, and what lies below its districts."""

    region: RegionCode
    streets: tuple[Street, ...] = ()
    status: Status
    source: Source

    @model_validator(mode="after")
    def _streets_are_the_citys(self) -> "Areas":
        codes = [street.code for street in self.streets]
        city = self.region[:4]
        if strange := [code for code in codes if not code.startswith(city)]:
            raise ValueError(
                f"街道乡镇 {'、'.join(strange)} 不在 {self.region} 之内，请改正代码 / "
                f"{', '.join(strange)} lie outside {self.region}; correct the codes"
            )
        if repeated := sorted({code for code in codes if codes.count(code) > 1}):
            raise ValueError(
                f"代码 {'、'.join(repeated)} 重复，请只保留一处 / "
                f"the codes {', '.join(repeated)} are repeated; keep one of each"
            )
        return self


class Trade(Strict):
    """What a share of the sample city's market entities lives on.

    Args:
        industry: Digits of GB/T 4754.
        words: Words for the trade as they stand in names of firms.
        shops: Endings of the names of sole traders in it; empty where there are none.
        weight: Its share among all trades of the file.
    """

    industry: Annotated[str, Field(pattern=r"^\d{2,4}$")]
    words: Annotated[tuple[str, ...], Field(min_length=1)]
    shops: tuple[str, ...] = ()
    weight: Weight


class Enterprises(Strict):
    """Who keeps the register of market entities, and what an invented one looks like.

    `kept_by` may import files besides the lead office. `trades`, `name` (how firms begin their
    names) and `brands` serve sample installations only.
    """

    kept_by: tuple[Code, ...] = ()
    name: str = ""
    brands: tuple[str, ...] = ()
    trades: tuple[Trade, ...] = ()
    status: Status
    source: Source
