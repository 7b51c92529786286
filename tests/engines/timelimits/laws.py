"""Ways of counting for the tests, each like one law of the pack, and a short way to ask."""

from datetime import date, datetime, time

from yingshang.engines.timelimits import (
    Bilingual,
    Calendar,
    DueDate,
    Law,
    OfficeHours,
    TimeLimit,
    Unit,
    due,
    national_calendar,
    parse_length,
)
from yingshang.engines.timelimits.rules import Articles, DayReading, HourStart, Roll

CALENDAR = national_calendar()
SESSIONS = ((time(8, 30), time(11, 30)), (time(13, 30), time(17)))
OFFICE = CALENDAR.with_office_hours([OfficeHours(SESSIONS)])
LICENSING = Law(
    "licensing",
    Bilingual("许可法", "Licensing Law"),
    days=DayReading(Unit.WORKING_DAY),
    articles=Articles(days="第八十二条"),
)
PENALTIES = Law(
    "penalties",
    Bilingual("处罚法", "Penalties Law"),
    days=DayReading(working_lengths=frozenset({2, 3, 5, 7})),
)
ENFORCEMENT = Law(
    "enforcement", Bilingual("强制法", "Enforcement Law"), days=DayReading(working_up_to=10)
)
CIVIL = Law("civil", Bilingual("民法典", "Civil Code"), roll=Roll.NEXT_WORKING_DAY)
PROCEDURE = Law(
    "procedure",
    Bilingual("民诉法", "Civil Procedure Law"),
    roll=Roll.NEXT_WORKING_DAY,
    hours=HourStart.NEXT_HOUR,
)
PETITIONS = Law("petitions", Bilingual("信访条例", "Petitions"))


def answer(
    start: str, length: str, law: Law = PETITIONS, calendar: Calendar = CALENDAR, **options: object
) -> DueDate:
    """When `length` under `law` is due; `start` is a day or a local moment."""
    event = datetime.fromisoformat(start) if "T" in start else date.fromisoformat(start)
    return due(event, TimeLimit(parse_length(length), law, **options), calendar)


def due_on(start: str, length: str, law: Law = PETITIONS, **options: object) -> str:
    """The due day as ISO text."""
    return answer(start, length, law, **options).due_on.isoformat()
