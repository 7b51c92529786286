"""GeoReport v2 as JSON schemas, from the tables of its specification."""

INSTANT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
TEXT = {"type": "string"}
MAYBE = {"type": ["string", "null"]}


def a_list(required, properties):
    return {
        "type": "array",
        "items": {
            "type": "object",
            "required": required,
            "properties": properties,
            "additionalProperties": False,
        },
    }


SERVICES = a_list(
    ["service_code", "service_name", "description", "metadata", "type"],
    {
        "service_code": TEXT,
        "service_name": TEXT,
        "description": TEXT,
        "metadata": {"type": "boolean"},
        "type": {"enum": ["realtime", "batch", "blackbox"]},
        "keywords": TEXT,
        "group": TEXT,
    },
)
DEFINITION = {
    "type": "object",
    "required": ["service_code", "attributes"],
    "properties": {
        "service_code": TEXT,
        "attributes": a_list(
            ["variable", "code", "datatype", "required", "order", "description"],
            {
                "variable": {"type": "boolean"},
                "code": TEXT,
                "datatype": {
                    "enum": [
                        "string", "number", "datetime", "text", "singlevaluelist",
                        "multivaluelist",
                    ]
                },
                "required": {"type": "boolean"},
                "datatype_description": MAYBE,
                "order": {"type": "integer", "minimum": 1},
                "description": TEXT,
                "values": a_list(["key", "name"], {"key": TEXT, "name": TEXT}),
            },
        ),
    },
}  # fmt: skip
REQUESTS = a_list(
    ["service_request_id", "status", "service_name", "service_code", "requested_datetime"],
    {
        "service_request_id": TEXT,
        "status": {"enum": ["open", "closed"]},
        "status_notes": MAYBE,
        "service_name": TEXT,
        "service_code": TEXT,
        "description": MAYBE,
        "agency_responsible": MAYBE,
        "service_notice": MAYBE,
        "requested_datetime": INSTANT,
        "updated_datetime": INSTANT,
        "expected_datetime": {"anyOf": [INSTANT, {"type": "null"}]},
        "address": MAYBE,
        "address_id": MAYBE,
        "zipcode": MAYBE,
        "lat": {"type": ["number", "null"]},
        "long": {"type": ["number", "null"]},
        "media_url": MAYBE,
    },
)
POSTED = a_list(
    ["service_request_id"],
    {"service_request_id": TEXT, "service_notice": MAYBE, "account_id": MAYBE},
)
TOKENS = a_list(["service_request_id", "token"], {"service_request_id": TEXT, "token": TEXT})
ERRORS = a_list(["code", "description"], {"code": TEXT, "description": TEXT})
DISCOVERY = {
    "type": "object",
    "required": ["changeset", "contact", "key_service", "endpoints"],
    "properties": {
        "changeset": INSTANT,
        "endpoints": a_list(
            ["specification", "url", "changeset", "type", "formats"],
            {
                "specification": TEXT,
                "url": TEXT,
                "changeset": INSTANT,
                "type": {"enum": ["production", "test"]},
                "formats": {"type": "array", "items": TEXT},
            },
        ),
    },
}
UPDATES = a_list(
    ["update_id", "service_request_id", "status", "updated_datetime", "description"],
    {
        "update_id": TEXT,
        "service_request_id": TEXT,
        "status": {"enum": ["open", "closed"]},
        "updated_datetime": INSTANT,
        "description": TEXT,
    },
)
