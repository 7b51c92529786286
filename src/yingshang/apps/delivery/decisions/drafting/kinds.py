"""What sort of unit a name speaks of, guessed from its last words; always for a person to check."""

from __future__ import annotations

import re
from typing import get_args

from yingshang.engines.packs.schema.directory import UnitKind, UnitLevel

KINDS: tuple[str, ...] = get_args(UnitKind)
LEVELS: tuple[str, ...] = get_args(UnitLevel)
# Asked, never supervised: see the directory's reading of 政府督查工作条例, article 5.
ASKED = frozenset(
    {
        "court",
        "procuratorate",
        "party_organ",
        "cppcc",
        "vertical_organ",
        "enterprise",
        "financial_institution",
        "federation",
        "other",
    }
)
_KINDS: tuple[tuple[str, str], ...] = (
    (r"法院$", "court"),
    (r"检察院$", "procuratorate"),
    (r"政协", "cppcc"),
    (r"(?:工商联|总工会|团市委|团省委|妇联|残联|科协|工会|联合会|商会|协会)$", "federation"),
    (r"税务局|海关|银保监|金融监管(?:总局|分局)|人民银行|人行|证监|气象局", "vertical_organ"),
    (r"海事局|邮政管理局|通信管理局|调查队|消防救援", "vertical_organ"),
    (r"(?:银行|农信社|农商行|保险公司|担保公司|金融机构)$", "financial_institution"),
    (r"(?:集团|公司|企业|厂)$", "enterprise"),
    (r"(?:开发区|高新区|经开区|示范区|园区|新区|保税区)", "development_zone"),
    (r"(?:县|区|县区|县市区|州|盟|旗|自治州)(?:人民)?政府$|^各[市州县区旗]", "county_government"),
    (r"(?:人民)?政府$", "government"),
    (r"^(?:省委|市委|县委|区委|中央)", "party_organ"),
    (r"委(?:宣传部|组织部|统战部|政法委|网信办|编办|督查室)$", "party_organ"),
    (r"(?:局|委|委员会|厅|办|办公室|部|署)$", "government_department"),
    (r"(?:中心|院|所|站|馆|校|学院|大学|医院)$", "public_institution"),
)
_LEVELS: tuple[tuple[str, str], ...] = (
    (
        r"^(?:省|自治区|国务院|国家|中央|全国)|[省]$|厅$|^[一-龥]{2,3}省|^(?![市县区]).*(?:部|总局)$",
        "province",
    ),
    (r"^(?:各?(?:县|区|旗))|(?:县|区|旗)(?:人民)?政府$|县区", "county"),
    (r"(?:乡|镇|街道|乡镇)(?:人民政府|政府|办事处)?$", "township"),
)
_COLLECTIVE = re.compile(
    r"^(?:各|有关|相关|所有|其他|负有)|(?:各|有关|相关)(?:部门|单位|地区|企业)$|部门和单位$"
)


def kind_of(name: str) -> str:
    """A kind of unit that fits the name; `other` where nothing does.

    Example:
        >>> kind_of("市税务局"), kind_of("市财政局")
        ('vertical_organ', 'government_department')
    """
    return next((kind for pattern, kind in _KINDS if re.search(pattern, name)), "other")


def level_of(name: str) -> str:
    """A level that fits the name; `city` where nothing else does."""
    return next((level for pattern, level in _LEVELS if re.search(pattern, name)), "city")


def is_collective(name: str) -> bool:
    """Whether the name calls on a class of units and not on one.

    Example:
        >>> is_collective("各县区人民政府"), is_collective("市财政局")
        (True, False)
    """
    return bool(_COLLECTIVE.search(name))
