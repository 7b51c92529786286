"""Answers of invented cases, field by field, from the dice and the enterprise they are about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from yingshang.apps.casework.decisions.answers import own_fields
from yingshang.apps.directory.models import Enterprise
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.fields import Cell, FieldEntry
from yingshang.web.sample import invented
from yingshang.web.sample.casework import words

Answers = dict[str, object]
FEW, MOST = 1, 12
PERCENT = 0.02
# What was paid of what: the field that says how much there is.
WHOLE_OF = {"paid": "amount", "kept_amount": "amount", "lent": "wanted"}
IN_FULL = frozenset({"paid", "closed", "fulfilled", "kept", "corrected", "lent"})
TAKEN_OF = {"waived": 0.0, "commitment": 0.0, "reduced": 0.5}


@dataclass(frozen=True)
class About:
    """What answers are drawn from.

    Attributes:
        day: On which they are written.
        areas: Codes of counties, districts and zones; `others`: of units that solve things.
        given: Answers that are not left to the dice.
    """

    dice: Random
    day: date
    firm: Enterprise | None
    areas: Sequence[str]
    others: Sequence[str]
    given: Mapping[str, object] = field(default_factory=dict)


def opening(case_type: CaseType, about: About) -> Answers:
    """What somebody writes who opens a case: `about.given`, and the rest invented."""
    own = own_fields(case_type)
    asked = [f for key, f in case_type.fields.items() if key in own]
    return {**_filled(asked, about, dict(about.given)), **about.given}


def of_step(
    case_type: CaseType, step: str, outcome: str, values: Mapping[str, object], about: About
) -> Answers:
    """What somebody writes who settles a step with an outcome; what is known stays."""
    said: Answers = {}
    for key in case_type.steps[step].fields:
        entry = case_type.fields[key]
        if key in about.given:
            said[key] = about.given[key]
        elif key in WHOLE_OF:
            said[key] = _paid(float(str(values.get(WHOLE_OF[key], 0))), outcome)
        elif key not in values and not (entry.type == "date" and key.endswith("due_on")):
            found = _filled([entry], about, {**values, **said}).get(key)
            said |= {} if found is None else {key: found}
    return said


def _filled(fields: Sequence[FieldEntry], about: About, known: Answers) -> Answers:
    for entry in fields:
        if entry.computed is None and entry.type != "file" and entry.id not in known:
            value = _value(entry, about, known)
            if value is not None:
                known[entry.id] = value
    return known


def _value(entry: FieldEntry | Cell, about: About, known: Mapping[str, object]) -> object:
    special = SPECIAL.get(entry.id)
    if special is not None:
        return special(about, known)
    return BY_TYPE[entry.type](entry, about)


def _paid(whole: float, outcome: str) -> str:
    return f"{whole if outcome in IN_FULL else whole / 2:.2f}"


def _text(entry: FieldEntry | Cell, about: About) -> object:
    if entry.id in words.FIRM_FIELDS and about.firm is not None:
        return about.firm.name
    if entry.id.endswith("phone"):
        return invented.phone(about.dice)
    phrase = about.dice.choice(words.PHRASES.get(entry.id, (words.OTHERWISE,)))
    return phrase + f"{about.dice.randrange(1, 900)}号" if entry.id in words.NUMBERED else phrase


def _number(entry: FieldEntry | Cell, about: About) -> object:
    return about.dice.randrange(FEW, MOST)


def _money(entry: FieldEntry | Cell, about: About) -> object:
    return str(about.dice.choice(words.SUMS))


def _day(entry: FieldEntry | Cell, about: About) -> object:
    return about.day.isoformat()


def _yes_no(entry: FieldEntry | Cell, about: About) -> object:
    return about.dice.random() < words.YES.get(entry.id, 0.5)


def _choice(entry: FieldEntry | Cell, about: About) -> object:
    return about.dice.choice([each.id for each in entry.choices])


def _enterprise(entry: FieldEntry | Cell, about: About) -> object:
    return about.firm.number if about.firm else None


def _person(entry: FieldEntry | Cell, about: About) -> object:
    return invented.person_name(about.dice)


def _unit(entry: FieldEntry | Cell, about: About) -> object:
    is_area = entry.id == "area_unit"
    return about.dice.choice(about.areas if is_area else about.others)


def _region(entry: FieldEntry | Cell, about: About) -> object:
    return (about.firm.region_code or None) if about.firm else None


def _industry(entry: FieldEntry | Cell, about: About) -> object:
    firm = about.firm
    return firm.section + firm.industry_code if firm and firm.industry_code else None


def _address(entry: FieldEntry | Cell, about: About) -> object:
    return about.firm.address if about.firm else words.PHRASES["place"][0]


def _table(entry: FieldEntry | Cell, about: About) -> object:
    columns = entry.columns if isinstance(entry, FieldEntry) else ()
    return [
        {column.id: _value(column, about, {}) for column in columns}
        for _row in range(about.dice.randrange(1, 4))
    ]


def _security_due(about: About, known: Mapping[str, object]) -> object:
    return f"{float(str(known['estimate'])) * PERCENT:.2f}"


def _security_taken(about: About, known: Mapping[str, object]) -> object:
    share = TAKEN_OF.get(str(known["way"]), 1.0)
    return f"{float(str(known['security_due'])) * share:.2f}"


def _disputed_amount(about: About, known: Mapping[str, object]) -> object:
    return f"{float(str(known['amount'])) * 0.3:.2f}" if known.get("disputed") else None


def _weeks_ago(about: About, known: Mapping[str, object]) -> object:
    return (about.day - timedelta(days=about.dice.randrange(30, 200))).isoformat()


def _weeks_ahead(about: About, known: Mapping[str, object]) -> object:
    return (about.day + timedelta(days=about.dice.randrange(40, 200))).isoformat()


def _nothing(about: About, known: Mapping[str, object]) -> object:
    return None


SPECIAL: Mapping[str, Callable[[About, Mapping[str, object]], object]] = {
    "security_due": _security_due,
    "security_taken": _security_taken,
    "disputed_amount": _disputed_amount,
    "delivered_on": _weeks_ago,
    "contract_signed_on": _weeks_ago,
    "made_on": _weeks_ago,
    "effective_on": _weeks_ago,
    "due_on": _weeks_ahead,
    "planned_completion": _weeks_ahead,
    "planned_production": _weeks_ahead,
    "accepted_above_on": _nothing,
    "withdrawn_on": _nothing,
    "fault": _nothing,
    "rate": lambda about, known: f"{about.dice.randrange(300, 520) / 100:.2f}",
    "staff": lambda about, known: about.dice.randrange(2, 30),
}
BY_TYPE = {
    "text": _text,
    "long_text": _text,
    "number": _number,
    "money": _money,
    "date": _day,
    "choice": _choice,
    "yes_no": _yes_no,
    "enterprise": _enterprise,
    "person": _person,
    "unit": _unit,
    "region": _region,
    "industry": _industry,
    "address": _address,
    "table": _table,
}
