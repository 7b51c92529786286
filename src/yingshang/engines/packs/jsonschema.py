"""JSON Schema for editors, made from the models that read the files."""

import json

from yingshang.engines.packs.layout import LAYOUT


def schemas() -> dict[str, str]:
    """File name (`plan.json` …) → JSON Schema (draft 2020-12) as text that ends with a newline."""
    return {
        f"{kind.name}.json": _text(kind.schema.model_json_schema(by_alias=True), kind.pattern)
        for kind in LAYOUT
        if kind.schema is not None
    }


def _text(schema: dict[str, object], pattern: str) -> str:
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$comment": pattern}
    return json.dumps(head | schema, ensure_ascii=False, indent=2) + "\n"
