"""The columns that conditions of a case type may speak of."""

from yingshang.engines.packs.schema.casework.case import CaseEntry
from yingshang.engines.packs.schema.casework.fields import FieldEntry
from yingshang.engines.packs.schema.common import Text
from yingshang.engines.rules import Column, Columns, Words
from yingshang.engines.rules.columns import Type

# Field type → what a condition sees of it. A file is whether it is there, a table its rows' count.
_TYPES: dict[str, Type] = {
    "money": "decimal",
    "date": "date",
    "yes_no": "boolean",
    "file": "boolean",
    "table": "integer",
}
OUTCOME = "outcome_"


def columns_of(entry: CaseEntry) -> Columns:
    """Fields by id, and what the case knows of itself.

    `route`, `applicant_kind` (`person` or `enterprise`), `opened_on`, `accepted_on`, `today`, and
    for each step `outcome_<step>`: the outcome with which it was settled last.
    """
    found = {each.id: column_of(each) for each in entry.fields}
    found["route"] = _one_of("办理方式", "Route", [each.id for each in entry.routes])
    found["applicant_kind"] = _one_of("申请人类别", "Kind of applicant", ["person", "enterprise"])
    found["opened_on"] = Column("date", Words("申请日期", "Opened on"))
    found["accepted_on"] = Column("date", Words("受理日期", "Accepted on"))
    found["today"] = Column("date", Words("当天", "Today"))
    for step in entry.steps:
        outcomes = tuple(each.id for each in step.outcomes)
        found[OUTCOME + step.id] = Column("text", _title(step.name), outcomes)
    return found


def column_of(field: FieldEntry) -> Column:
    """A field as a column; choices are its ids."""
    kind = _type(field)
    choices = tuple(each.id for each in field.choices) if field.type == "choice" else None
    if kind not in {"integer", "decimal"}:
        return Column(kind, _title(field.name), choices)
    least, most = field.minimum, field.maximum
    if kind == "integer":
        return Column(
            kind,
            _title(field.name),
            minimum=int(least) if least is not None else None,
            maximum=int(most) if most is not None else None,
        )
    return Column(kind, _title(field.name), minimum=least, maximum=most)


def _type(field: FieldEntry) -> Type:
    if field.type == "number":
        return "decimal" if field.decimals else "integer"
    return _TYPES.get(field.type, "text")


def _one_of(zh: str, en: str, choices: list[str]) -> Column:
    return Column("text", Words(zh, en), tuple(choices) or None)


def _title(text: Text) -> Words:
    return Words(text.zh_hans, text.en or text.zh_hans)
