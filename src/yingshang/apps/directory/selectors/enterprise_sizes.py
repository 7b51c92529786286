"""Which size class a market entity has, and what was compared with what."""

from decimal import Decimal
from typing import Final

from yingshang.apps.directory.decisions import sizes
from yingshang.apps.directory.models import Enterprise
from yingshang.engines.packs.schema.size_classes import SizeClasses

Kind = Enterprise.Kind
# Bodies that the standard speaks of; to sole traders it is applied by reference.
SIZED: Final = frozenset({Kind.COMPANY, Kind.SOLE_TRADER, Kind.COOPERATIVE})


def verdict_of(enterprise: Enterprise, standard: SizeClasses | None) -> sizes.Verdict:
    """The class of one market entity; unknown while the pack has no standard."""
    if enterprise.kind not in SIZED:
        return sizes.Verdict(sizes.NOT_COVERED)
    if standard is None:
        return sizes.Verdict(sizes.UNKNOWN)
    figures = {
        "employees": _scaled(enterprise.employees, "employees"),
        "revenue": _scaled(enterprise.revenue_yuan, "revenue"),
        "assets": _scaled(enterprise.assets_yuan, "assets"),
    }
    return sizes.class_of(standard, enterprise.section, enterprise.industry_code, figures)


def _scaled(value: Decimal | int | None, figure: str) -> Decimal | None:
    return None if value is None else Decimal(value) / sizes.UNITS[figure]
