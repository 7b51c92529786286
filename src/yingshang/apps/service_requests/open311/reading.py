"""What a program asked or sent, read from its parameters."""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from yingshang.apps.ledger import clock
from yingshang.apps.service_requests.content import Content
from yingshang.apps.service_requests.models import ClientKey
from yingshang.apps.service_requests.open311.wire import Refusal
from yingshang.apps.service_requests.selectors.published import Asked, key_prefix
from yingshang.apps.service_requests.services import Consents, Reported

NINETY_DAYS = timedelta(days=90)
ATTRIBUTE = re.compile(r"^attribute\[([a-z0-9_]{1,80})\](\[\])?$")
MOST_NUMBERS = 1000
Parameters = Mapping[str, str]


def asked(given: Parameters, now: datetime) -> Asked:
    """What a list is narrowed to; without days or numbers, the last ninety days.

    Raises:
        Refusal: A date or a status that the specification does not know.
    """
    numbers = _listed(given.get("service_request_id", ""))
    status = given.get("status", "")
    states = {"": None, "open": True, "closed": False, "open,closed": None}
    if status not in states or len(numbers) > MOST_NUMBERS:
        raise Refusal(400, "status 只能是 open 或 closed。", "`status` is either open or closed.")
    until = _instant(given, "end_date")
    since = _instant(given, "start_date") or (until or now) - NINETY_DAYS
    return Asked(
        numbers=[number.upper() for number in numbers],
        classes=_listed(given.get("service_code", "")),
        is_open=states[status],
        since=since,
        until=until or (since + NINETY_DAYS if given.get("start_date") else None),
    )


def reported(given: Parameters, content: Content, client: ClientKey) -> Reported:
    """The report that a program sends.

    The place is kept: a program that names one says so for the reporter. An e-mail address, a
    device and links to photos are taken into the words, which only the intake office reads whole;
    nothing is fetched from another host.

    Raises:
        Refusal: No service, no place or address, or no description.
    """
    code = given.get("service_code", "")
    if code not in content.classes:
        raise Refusal(
            400, "请给出有效的 service_code，见 services。", "Give a service_code of `services`."
        )
    place = _place(given)
    address = given.get("address_string", "").strip()
    region = given.get("address_id", "").strip()
    if place is None and not address and not region:
        raise Refusal(
            400,
            "请给出 lat 和 long，或者 address_string、address_id。",
            "Give `lat` and `long`, or `address_string`, or `address_id`.",
        )
    name = f"{given.get('last_name', '')}{given.get('first_name', '')}".strip()
    return Reported(
        channel="open311",
        class_code=code,
        words=_words(given, address),
        key=_key(given, client),
        region=region,
        place=place,
        name=name,
        phone=given.get("phone", ""),
        consents=Consents(keeps_place=place is not None),
        asked=_attributes(given, content, code),
    )


def _words(given: Parameters, address: str) -> str:
    said = given.get("description", "").strip()
    if not said:
        raise Refusal(400, "请给出 description。", "Give a `description`.")
    lines = [said]
    for label, value in (
        ("地址 Address", address),
        ("电子邮箱 E-mail", given.get("email", "").strip()),
        ("照片 Photo", given.get("media_url", "").strip()),
    ):
        if value:
            lines.append(f"{label}：{value}")
    return "\n".join(lines)


def _key(given: Parameters, client: ClientKey) -> str:
    """The program's own key, else what it says and the day: a retry is the same report."""
    own = given.get("idempotency_key", "").strip()
    said = own or "\n".join(f"{k}={v}" for k, v in sorted(given.items()) if k != "api_key")
    day = "" if own else clock.today().isoformat()
    digest = hashlib.sha256(f"{day}{said}".encode()).hexdigest()[:40]
    return f"{key_prefix(client)}{digest}"


def _attributes(given: Parameters, content: Content, code: str) -> dict[str, object]:
    found = {}
    for name, value in given.items():
        match = ATTRIBUTE.match(name)
        if match and match.group(1) in content.classes[code].asks:
            found[match.group(1)] = value
    return dict(found)


def _place(given: Parameters) -> tuple[Decimal, Decimal] | None:
    if not given.get("lat") and not given.get("long"):
        return None
    try:
        longitude, latitude = Decimal(given.get("long", "")), Decimal(given.get("lat", ""))
    except InvalidOperation as fault:
        raise _no_place() from fault
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):  # noqa: PLR2004 - degrees
        raise _no_place()
    return round(longitude, 6), round(latitude, 6)


def _no_place() -> Refusal:
    return Refusal(
        400,
        "lat 须在 -90 到 90 之间，long 须在 -180 到 180 之间，两个都要给出。",
        "`lat` lies between -90 and 90, `long` between -180 and 180; give both.",
    )


def _instant(given: Parameters, name: str) -> datetime | None:
    text = given.get(name, "").strip()
    if not text:
        return None
    try:
        read = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError as fault:
        raise Refusal(
            400,
            f"{name} 请按 2024-05-06T00:00:00+08:00 的格式写。",
            f"Write `{name}` as 2024-05-06T00:00:00+08:00.",
        ) from fault
    return read if read.tzinfo else read.replace(tzinfo=clock.zone())


def _listed(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]
