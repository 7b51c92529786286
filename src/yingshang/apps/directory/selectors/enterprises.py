"""The register of market entities: its list, one entity, and what may be seen of people in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from yingshang.apps.directory.city_content import CityContent, city_content
from yingshang.apps.directory.decisions import sizes
from yingshang.apps.directory.importing.columns import COLUMNS
from yingshang.apps.directory.models import Enterprise, EnterpriseChange, Person
from yingshang.apps.directory.panels import Panel, panels_of
from yingshang.apps.directory.permissions import (
    IMPORT_ENTERPRISES,
    SEE_ENTERPRISE_CONTACTS,
    may_for_keepers,
)
from yingshang.apps.directory.selectors.enterprise_search import Found, behind, search
from yingshang.apps.directory.selectors.enterprise_sizes import verdict_of
from yingshang.apps.ledger.masks import HIDDEN, mask_number
from yingshang.apps.ledger.reader import in_words
from yingshang.engines.identifiers import industries, regions
from yingshang.engines.identifiers.industries import Industry

PAGE: Final = 50
LATEST_CHANGES: Final = 20
# What a list shows of each row; sealed values are not opened for it.
LISTED: Final = (
    "name", "credit_code", "other_number", "region_code", "section", "industry_code", "size_class",
    "size_reason", "status",
)  # fmt: skip
LABELS: Final = {
    **{column.field: column.label for column in COLUMNS},
    "registered_capital_yuan": _("registered capital (yuan)"),
    "revenue_yuan": _("revenue of a year (yuan)"),
    "assets_yuan": _("total assets (yuan)"),
    "size_class": _("size class"),
    "section": _("section of industry"),
}


@dataclass(frozen=True)
class Wanted:
    """What the reader of the list asked for; empty values ask for everything."""

    words: str = ""
    region: str = ""
    section: str = ""
    size: str = ""
    status: str = ""

    @property
    def filters(self) -> dict[str, str]:
        """The exact conditions, by column."""
        exact = {
            "region_code": self.region,
            "section": self.section,
            "size_class": self.size,
            "status": self.status,
        }
        return {name: value for name, value in exact.items() if value}


@dataclass(frozen=True)
class ListedEnterprise:
    """A row of the list with its codes in words."""

    row: Enterprise
    region: str
    industry: str


@dataclass(frozen=True)
class EnterprisesPage:
    """A page of the register, the newest entries first; `after` is the key of the next page."""

    rows: tuple[ListedEnterprise, ...]
    after: int | None
    is_narrowed: bool
    is_cut: bool
    may_import: bool


@dataclass(frozen=True)
class SizeLine:
    """One comparison in words: the class, the figure, its value and the bound."""

    size: str
    figure: str
    value: str
    bound: str
    holds: bool | None


@dataclass(frozen=True)
class SizeWords:
    """The size class with everything it rests on; `doubts` where the standard is unconfirmed."""

    word: str
    group: str
    missing: tuple[str, ...]
    lines: tuple[SizeLine, ...]
    standard: str
    number: str
    is_unverified: bool
    by_reference: bool


@dataclass(frozen=True)
class ChangedValue:
    """One value before and after, in plain words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """What one import changed about the entity."""

    row: EnterpriseChange
    values: tuple[ChangedValue, ...]


@dataclass(frozen=True)
class People:
    """Names and telephone of people at the entity, masked or in clear."""

    legal_representative: str
    contact_name: str
    contact_phone: str


@dataclass(frozen=True)
class Figures:
    """Money in yuan and persons, written out; empty where unknown, `0` where it is 0."""

    capital: str
    employees: str
    revenue: str
    assets: str


@dataclass(frozen=True)
class EnterprisePage:
    """One market entity: what is known, who says so as of when, its size and why, its history."""

    enterprise: Enterprise
    region: str
    street: str
    industries: tuple[Industry, ...]
    figures: Figures
    size: SizeWords
    people: People
    may_see_people: bool
    changes: tuple[Change, ...]
    panels: tuple[Panel, ...]


FIGURE_WORDS: Final = {
    "employees": LABELS["employees"],
    "revenue": LABELS["revenue_yuan"],
    "assets": LABELS["assets_yuan"],
    "industry": LABELS["industry_code"],
}


def enterprise_of(pk: int) -> Enterprise | None:
    """A market entity by its key."""
    return Enterprise.objects.filter(pk=pk).first()


def enterprise_by_code(credit_code: str) -> Enterprise | None:
    """A market entity by its credit code, written plainly."""
    return Enterprise.objects.filter(credit_code=credit_code).first()


def enterprises(
    wanted: Wanted, *, viewer: Person, on: date, after: int | None = None
) -> EnterprisesPage:
    """A page of the register; found by key, never by offset.

    Args:
        after: The key that the page before ended with.
    """
    rows = Enterprise.objects.filter(**wanted.filters).only(*LISTED)
    if wanted.words:
        found = search(rows, wanted.words, after=after, size=PAGE + 1)
    else:
        found = Found(tuple(behind(rows, after)[: PAGE + 1]))
    shown = found.rows
    content = city_content()
    return EnterprisesPage(
        rows=tuple(_listed(row, content) for row in shown[:PAGE]),
        after=shown[PAGE - 1].pk if len(shown) > PAGE else None,
        is_narrowed=bool(wanted.words or wanted.filters),
        is_cut=found.is_cut,
        may_import=may_for_keepers(viewer, IMPORT_ENTERPRISES, on=on),
    )


def enterprise_page(enterprise: Enterprise, *, viewer: Person, on: date) -> EnterprisePage:
    """What `viewer` may see of one market entity on a local day."""
    content = city_content()
    return EnterprisePage(
        enterprise=enterprise,
        region=region_name(enterprise.region_code),
        street=content.streets.get(enterprise.street_code, ""),
        industries=_industries(enterprise),
        figures=Figures(
            capital=_number(enterprise.registered_capital_yuan),
            employees=_number(enterprise.employees),
            revenue=_number(enterprise.revenue_yuan),
            assets=_number(enterprise.assets_yuan),
        ),
        size=_size_words(enterprise, content),
        people=masked_people(enterprise),
        may_see_people=may_see_people(viewer, on=on),
        changes=tuple(_changes(enterprise)),
        panels=panels_of(enterprise, viewer, on),
    )


def may_see_people(viewer: Person, *, on: date) -> bool:
    """Whether `viewer` may see people's names and telephones in clear; the look is logged."""
    return may_for_keepers(viewer, SEE_ENTERPRISE_CONTACTS, on=on)


def masked_people(enterprise: Enterprise) -> People:
    """Names and telephone as most officials see them."""
    return People(
        _mask_name(enterprise.legal_representative),
        _mask_name(enterprise.contact_name),
        "；".join(mask_number(part) for part in enterprise.contact_phone.split("；")),
    )


def clear_people(enterprise: Enterprise) -> People:
    """Names and telephone in clear; ask `may_see_people` first and log the look."""
    return People(
        enterprise.legal_representative, enterprise.contact_name, enterprise.contact_phone
    )


def region_name(code: str) -> str:
    """The name of a district; the code itself where it is not listed."""
    found = regions.find(code)
    return found.name if found else code


def _number(value: Decimal | int | None) -> str:
    """With commas at the thousands; cents only where there are any."""
    return "" if value is None else f"{value:,.2f}".removesuffix(".00")


def _mask_name(name: str) -> str:
    return name[:1] + HIDDEN * (len(name) - 1) if len(name) > 1 else HIDDEN * len(name)


def _listed(row: Enterprise, content: CityContent) -> ListedEnterprise:
    found = industries.find(row.section + row.industry_code)
    inside = {district.code: district.name for district in content.districts}
    region = inside.get(row.region_code) or regions.full_name(row.region_code) or row.region_code
    return ListedEnterprise(row, region, found.name if found else row.industry_code)


def _industries(enterprise: Enterprise) -> tuple[Industry, ...]:
    """The industry and everything above it, from the section down."""
    entry = industries.find(enterprise.section + enterprise.industry_code)
    found: list[Industry] = []
    while entry is not None:
        found.insert(0, entry)
        entry = entry.parent
    return tuple(found)


def _size_words(enterprise: Enterprise, content: CityContent) -> SizeWords:
    verdict = verdict_of(enterprise, content.sizes)
    standard = content.sizes
    statuses = [standard.status] if standard else []
    statuses += [verdict.group.industries_status] if verdict.group else []
    return SizeWords(
        word=str(Enterprise.Size(verdict.size).label),
        group=_in_words(verdict.group.name) if verdict.group else "",
        missing=tuple(str(FIGURE_WORDS[each]) for each in verdict.missing),
        lines=tuple(_line(each) for each in verdict.comparisons),
        standard=_in_words(standard.standard) if standard else "",
        number=(standard.source.number or "") if standard else "",
        is_unverified=any(status != "verified" for status in statuses),
        by_reference=enterprise.kind == Enterprise.Kind.SOLE_TRADER,
    )


def _line(each: sizes.Comparison) -> SizeLine:
    unit = sizes.UNITS[each.figure]
    return SizeLine(
        size=str(Enterprise.Size(each.size).label),
        figure=str(FIGURE_WORDS[each.figure]),
        value=_number(None if each.value is None else each.value * unit),
        bound=_number(each.bound * unit),
        holds=each.holds,
    )


def _in_words(text: Any) -> str:
    return in_words(text.zh_hans, text.en)


def _changes(enterprise: Enterprise) -> list[Change]:
    rows = EnterpriseChange.objects.filter(enterprise=enterprise)
    latest: Sequence[EnterpriseChange] = list(
        rows.select_related("file__source").order_by("-pk")[:LATEST_CHANGES]
    )
    return [Change(row, tuple(_values(row))) for row in latest]


def _values(row: EnterpriseChange) -> list[ChangedValue]:
    return [
        ChangedValue(str(LABELS.get(name, name)), _shown(name, before), _shown(name, after))
        for name, (before, after) in row.values.items()
    ]


def _shown(name: str, value: str) -> str:
    choices = {"size_class": Enterprise.Size, "status": Enterprise.Status, "kind": Enterprise.Kind}
    if name in choices and value:
        return str(choices[name](value).label)
    return region_name(value) if name == "region_code" and value else value
