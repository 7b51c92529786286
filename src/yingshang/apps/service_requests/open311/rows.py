"""Our words in the names of the specification."""

from datetime import datetime, time

from yingshang.apps.casework.selectors.choices import choices_of
from yingshang.apps.ledger import clock
from yingshang.apps.service_requests.content import Content, words
from yingshang.apps.service_requests.open311.wire import Row, Value
from yingshang.apps.service_requests.selectors.published import Published, Update
from yingshang.engines.packs.schema.casework.fields import FieldEntry
from yingshang.engines.packs.schema.service_requests import RequestClass

DATATYPES = {"number": "number", "money": "number", "date": "datetime", "long_text": "text"}


def service(one: RequestClass) -> Row:
    """A class of requests as a service."""
    return {
        "service_code": one.id,
        "service_name": words(one.name),
        "description": words(one.plain),
        "metadata": bool(one.asks),
        "type": "realtime",
        "keywords": "",
        "group": one.nature,
    }


def definition(content: Content, one: RequestClass) -> Row:
    """What a class asks besides."""
    fields = content.pack.case_types[one.case_type].fields
    asked = [fields[key] for key in one.asks if key in fields]
    attributes = [_attribute(place, each) for place, each in enumerate(asked, 1)]
    return {"service_code": one.id, "attributes": attributes}


def request(content: Content, one: Published) -> Row:
    """A request as everybody may read it."""
    row = one.request
    return {
        "service_request_id": row.case.number,
        "status": "open" if one.is_open else "closed",
        "status_notes": None,
        "service_name": content.class_name(row.class_code),
        "service_code": row.class_code,
        "description": row.words,
        "agency_responsible": one.agency,
        "service_notice": None,
        "requested_datetime": instant(row.received_at),
        "updated_datetime": instant(one.updated_at),
        "expected_datetime": instant(
            datetime.combine(one.promised_on, time(23, 59, 59), clock.zone())
        )
        if one.promised_on
        else None,
        "address": None,
        "address_id": row.region or None,
        "zipcode": None,
        "lat": float(row.latitude) if row.latitude is not None else None,
        "long": float(row.longitude) if row.longitude is not None else None,
        "media_url": None,
    }


def change(one: Update) -> Row:
    """Something that was done."""
    return {
        "update_id": str(one.key),
        "service_request_id": one.number,
        "status": "open" if one.is_open else "closed",
        "updated_datetime": instant(one.at),
        "description": one.said,
    }


def discovery(address: str, contact: str) -> Row:
    """Where the interface is and in what forms."""
    changeset = "2026-11-01T00:00:00+08:00"
    endpoint: dict[str, Value] = {
        "specification": "http://wiki.open311.org/GeoReport_v2",
        "url": address,
        "changeset": changeset,
        "type": "production",
        "formats": ["text/xml", "application/json"],
    }
    return {
        "changeset": changeset,
        "contact": contact,
        "key_service": contact,
        "endpoints": [endpoint],
    }


def instant(at: datetime) -> str:
    """An instant in the city's zone, to the second (W3C)."""
    return at.astimezone(clock.zone()).isoformat(timespec="seconds")


def _attribute(place: int, field: FieldEntry) -> Row:
    choices = [{"key": str(key), "name": str(name)} for key, name in choices_of(field)]
    kind = "singlevaluelist" if choices else DATATYPES.get(field.type, "string")
    return {
        "variable": True,
        "code": field.id,
        "datatype": kind,
        "required": field.required,
        "datatype_description": words(field.hint) if field.hint else None,
        "order": place,
        "description": words(field.name),
        "values": choices,
    }
