"""Letters: a template of the pack with its blanks filled in."""

from collections.abc import Mapping

from yingshang.engines.packs.schema.casework.letters import BLANK

NOTHING = "——"


def filled(template: str, values: Mapping[str, str]) -> str:
    """`template` with each `{blank}` replaced; a blank about which nothing is known is a dash.

    Example:
        >>> filled("{applicant}：编号{number}", {"applicant": "张三"})
        '张三：编号——'
    """
    return BLANK.sub(lambda found: values.get(found.group(1), "") or NOTHING, template).strip()
