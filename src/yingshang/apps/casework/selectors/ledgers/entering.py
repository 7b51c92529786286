"""What a table that comes in needs to know: words for values, and places of columns."""

from collections.abc import Sequence

from yingshang.apps.casework.decisions.columns import columns_of
from yingshang.apps.casework.importing.mapping import fields_in
from yingshang.apps.casework.selectors.ledgers.words import Words, pairs_of
from yingshang.apps.directory.models import Unit
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.fields import FieldEntry

YES_NO = {"是": "true", "否": "false", "yes": "true", "no": "false", "有": "true", "无": "false"}
CHOSEN = frozenset({"choice", "yes_no", "unit", "region"})


def named_values(case_type: CaseType) -> dict[str, dict[str, str]]:
    """Field → word → value, in both languages, for fields that are chosen from."""
    words = Words(case_type)
    return {
        key: _named(field, words)
        for key, field in fields_in(case_type).items()
        if field.type in CHOSEN
    }


def words_to_choose(case_type: CaseType) -> dict[str, Sequence[str]]:
    """Field → words, as the lists of a workbook offer them."""
    words = Words(case_type)
    return {
        key: [word for _value, word in pairs_of(field, words.units)]
        for key, field in fields_in(case_type).items()
        if field.type in CHOSEN
    }


def positions(case_type: CaseType) -> tuple[str, ...]:
    """Fields in the order of a table without heading: those of the ledger first."""
    known = fields_in(case_type)
    return tuple(key for key in columns_of(case_type) if key in known)


def _named(field: FieldEntry, words: Words) -> dict[str, str]:
    found = {word: value for value, word in pairs_of(field, words.units)}
    found |= {value: value for value, _word in pairs_of(field, words.units)}
    if field.type == "yes_no":
        found |= YES_NO
    if field.type == "unit":
        found |= dict(Unit.objects.within(None).values_list("official_name_zh", "code"))
    for each in field.choices:
        found |= {each.name.zh_hans: each.id, (each.name.en or each.id).lower(): each.id}
    return found
