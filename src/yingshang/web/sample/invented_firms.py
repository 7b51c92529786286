"""Invented market entities: names, codes and figures that belong to nobody.

What the city lives on and how its firms are called comes from the pack; the grammar is here.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from yingshang.engines.identifiers import credit_codes, regions
from yingshang.engines.packs.schema.areas import Areas, Enterprises, Street, Trade
from yingshang.web.sample import invented

HEADINGS: Final = (
    "统一社会信用代码",
    "企业名称",
    "行业代码",
    "所属区县",
    "街道乡镇",
    "住所",
    "注册资本(万元)",
    "成立日期",
    "登记状态",
    "从业人员",
    "营业收入(万元)",
    "资产总额(万元)",
    "年报年度",
    "法定代表人",
    "联系电话",
)
# About two thirds are sole traders, as in the country.
KINDS: Final = (("92", 67), ("91", 29), ("93", 3), ("N2", 1))
FORMS: Final = (
    ("有限公司", 82), ("有限责任公司", 12), ("股份有限公司", 1), ("厂（普通合伙）", 2), ("厂", 3),
)  # fmt: skip
STATUSES: Final = (("存续", 93), ("歇业", 1), ("吊销，未注销", 3), ("注销", 3))
CAPITALS: Final = (0, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000, 5000)
FARMING: Final = "0"
FIRST_YEAR: Final = 2001
NEW_CODES_FROM: Final = 2015
# In 10,000 yuan for each person a year; one in so many entities reports no figures.
REVENUE_A_HEAD: Final = (4, 60)
SILENT: Final = 6


@dataclass(frozen=True)
class Firm:
    """One invented entity, as a row of a file of the registering authority."""

    cells: tuple[str, ...]

    def growing(self, random: Random) -> "Firm":
        """The same a few months later: more or fewer people, perhaps closed."""
        cells = dict(zip(HEADINGS, self.cells, strict=True))
        if cells["从业人员"]:
            cells["从业人员"] = str(
                max(1, round(int(cells["从业人员"]) * random.uniform(0.6, 1.5)))
            )
        else:
            cells["登记状态"] = "注销"
        return Firm(tuple(cells.values()))


@dataclass
class Firms:
    """Makes entities of one city, each with a name and a code of its own."""

    areas: Areas
    register: Enterprises
    until: date
    random: Random

    def make(self, count: int) -> Iterator[Firm]:
        """`count` entities; the same seed makes the same."""
        self._names: set[str] = set()
        trades = self.register.trades
        weights = [trade.weight for trade in trades]
        farms = [trade for trade in trades if trade.industry.startswith(FARMING)] or trades
        for number in range(count):
            kind = self._weighted(KINDS)
            trade = self.random.choices(trades, weights)[0]
            if kind == "92" and not trade.shops:
                kind = "91"
            if kind in {"93", "N2"}:
                trade = self.random.choice(farms)
            yield self._one(number, kind, trade)

    def _one(self, number: int, kind: str, trade: Trade) -> Firm:
        street = self.random.choice(self.areas.streets)
        district = regions.find(street.code[: regions.LENGTH])
        place = district.name if district else ""
        established_on = self._day()
        code = self._code(number, kind, street, established_on)
        cells = (
            code,
            self._name(kind, trade, place, street),
            trade.industry,
            place,
            street.name,
            f"{place}{street.name}{self.random.randrange(1, 300)}号",
            str(self.random.choice(CAPITALS[:6] if kind == "92" else CAPITALS)),
            established_on.isoformat(),
            self._weighted(STATUSES),
            *self._figures(kind),
            invented.person_name(self.random),
            invented.phone(self.random),
        )
        return Firm(cells)

    def _name(self, kind: str, trade: Trade, place: str, street: Street) -> str:
        if kind == "N2":
            return self._unique(lambda brand: f"{place}{street.name}{brand}村股份经济合作社")
        if kind == "93":
            word = trade.words[-1]
            return self._unique(lambda brand: f"{place}{brand}{word}专业合作社")
        if kind == "92":
            shop = self.random.choice(trade.shops)
            return self._unique(lambda brand: f"{place}{brand}{shop}")
        word, form = self.random.choice(trade.words), self._weighted(FORMS)
        head = self.register.name + ("市" if self.random.random() < 1 / 2 else "")
        return self._unique(lambda brand: f"{head}{brand}{word}{form}")

    def _unique(self, build: Callable[[str], str]) -> str:
        """A name that nobody has yet; brands grow longer where all short ones are taken."""
        length = 2
        while True:
            brand = "".join(self.random.sample(self.register.brands, length))
            name = build(brand)
            if name not in self._names:
                self._names.add(name)
                return name
            length = 3

    def _code(self, number: int, kind: str, street: Street, established_on: date) -> str:
        body = f"{70_000_000 + number * 7:08}"
        if established_on.year >= NEW_CODES_FROM:
            body = f"MA{number:06}"
        return credit_codes.build(kind, street.code[: regions.LENGTH], body).text

    def _day(self) -> date:
        first = date(FIRST_YEAR, 1, 4)
        span = (self.until - first).days
        # Most are young: few live long.
        return first + timedelta(days=int(span * math.sqrt(self.random.random())))

    def _figures(self, kind: str) -> tuple[str, str, str, str]:
        if self.random.randrange(SILENT) == 0:
            return "", "", "", ""
        spread = 0.6 if kind == "92" else 1.2
        people = max(1, int(self.random.lognormvariate(0.8 if kind == "92" else 2.2, spread)))
        revenue = people * self.random.uniform(*REVENUE_A_HEAD)
        assets = revenue * self.random.uniform(0.3, 2.5)
        year = str(self.until.year - 1)
        return str(people), f"{revenue:.1f}", f"{assets:.1f}", year

    def _weighted(self, table: tuple[tuple[str, int], ...]) -> str:
        words, weights = zip(*table, strict=True)
        return str(self.random.choices(words, weights)[0])
