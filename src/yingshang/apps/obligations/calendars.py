"""An iCalendar file (RFC 5545) of duties, one day-long event each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LINE = 75
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@dataclass(frozen=True)
class DayEvent:
    """One day-long event; `uid` never changes, so that calendars move it and do not double it."""

    uid: str
    on: date
    title: str
    description: str
    url: str


def as_icalendar(name: str, events: Iterable[DayEvent], *, stamped_at: datetime) -> str:
    """The whole file, lines folded at 75 octets and ended by CRLF."""
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Yingshang//Obligations//ZH",
        "CALSCALE:GREGORIAN",
    ]
    lines = [*head, f"X-WR-CALNAME:{_text(name)}"]
    stamp = stamped_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for event in events:
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(event: DayEvent, stamp: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(event.title)}",
        f"DESCRIPTION:{_text(event.description)}",
        f"URL:{event.url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(words: str) -> str:
    return words.translate(ESCAPES)


def _folded(line: str) -> Iterator[str]:
    """Parts of at most 75 octets that break between characters; later ones begin with a space."""
    part, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > LINE:
            yield part
            part, size = " ", 1
        part, size = part + character, size + width
    yield part
