"""Writes what the mini-program knows of the site's API: `contract/openapi.json` and its types.

Run it with the site's environment: `.venv/bin/python miniprogram/tools/contract.py`. With `--kept`
it writes the types anew from the part that is kept and needs no site.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]
KEPT = HERE / "contract/openapi.json"
TYPES = HERE / "src/api/contract.ts"
CALLS = HERE / "src/api/calls.ts"
HEAD = "/* Written by tools/contract.py from the site's OpenAPI; do not change it here. */\n"
PROSE = ("operationId", "summary", "description", "title")
SIMPLE = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
}
Json = dict[str, Any]


def calls_made(source: str) -> list[str]:
    """Every call that `calls.ts` names, such as `GET /api/requests/forms`."""
    return re.findall(r'"((?:GET|POST|PUT|DELETE) /api/[^"]*)"', source)


def kept_part(document: Json, calls: list[str]) -> Json:
    """The operations of `calls` and the schemas that they reach, in a stable order."""
    paths: dict[str, Json] = {}
    for call in sorted(set(calls)):
        method, path = call.split()
        operation = document["paths"].get(path, {}).get(method.lower())
        if operation is None:
            raise LookupError(f"the site has no {call}")
        paths.setdefault(path, {})[method.lower()] = bare(operation)
    schemas = document.get("components", {}).get("schemas", {})
    needed = dict(sorted((name, bare(schemas[name])) for name in _reached(paths, schemas)))
    return {"paths": paths, "components": {"schemas": needed}}


def bare(part: Any) -> Any:
    """The same without prose: a sentence or a name inside the site changes nothing for a client."""
    if isinstance(part, list):
        return [bare(each) for each in part]
    if not isinstance(part, dict):
        return part
    # A property may have such a name, too; then what stands behind it is no text.
    is_prose = {name for name in PROSE if isinstance(part.get(name), str)}
    return {name: bare(value) for name, value in part.items() if name not in {*is_prose, "tags"}}


def types_of(kept: Json) -> str:
    """The TypeScript of a kept part."""
    parts = [HEAD]
    for name, schema in kept["components"]["schemas"].items():
        parts.append(
            f"\nexport interface {name} {_object(schema)}\n"
            if _is_object(schema)
            else f"\nexport type {name} = {_type(schema)};\n"
        )
    parts.append("\nexport interface Operations {\n")
    for path, methods in kept["paths"].items():
        for method, operation in methods.items():
            takes, gives = _takes(operation), _gives(operation)
            query = _query(operation)
            call = f"{method.upper()} {path}"
            parts.append(f'  "{call}": {{ takes: {takes}; query: {query}; gives: {gives} }};\n')
    return "".join([*parts, "}\n"])


def _reached(part: Any, schemas: Json) -> set[str]:
    found: set[str] = set()
    waiting = list(_references(part))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _references(schemas[name])
    return found


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"].rpartition("/")[2]
        for value in part.values():
            yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)


def _is_object(schema: Json) -> bool:
    return schema.get("type") == "object" and "properties" in schema


def _object(schema: Json) -> str:
    required = set(schema.get("required", ()))
    lines = []
    for name, value in schema.get("properties", {}).items():
        mark = "" if name in required else "?"
        lines.append(f"  {name}{mark}: {_type(value)};\n")
    return "{\n" + "".join(lines) + "}"


def _type(schema: Json) -> str:
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return " | ".join(dict.fromkeys(_type(each) for each in schema[key]))
    if "allOf" in schema:
        return " & ".join(_type(each) for each in schema["allOf"])
    if "enum" in schema or "const" in schema:
        values = schema.get("enum", [schema.get("const")])
        return " | ".join(json.dumps(each, ensure_ascii=False) for each in values)
    return _by_kind(schema)


def _by_kind(schema: Json) -> str:
    kind = schema.get("type")
    if kind == "array":
        return f"Array<{_type(schema.get('items', {}))}>"
    if kind == "object":
        if "properties" in schema:
            return _object(schema)
        more = schema.get("additionalProperties", {})
        return f"Record<string, {_type(more) if isinstance(more, dict) else 'unknown'}>"
    return SIMPLE.get(str(kind), "unknown")


def _takes(operation: Json) -> str:
    content = operation.get("requestBody", {}).get("content", {})
    return _type(content["application/json"]["schema"]) if "application/json" in content else "null"


def _gives(operation: Json) -> str:
    for status, answer in sorted(operation["responses"].items()):
        if str(status).startswith("2"):
            content = answer.get("content", {}).get("application/json")
            return _type(content["schema"]) if content else "null"
    return "null"


def _query(operation: Json) -> str:
    asked = [each for each in operation.get("parameters", ()) if each["in"] == "query"]
    if not asked:
        return "null"
    parts = (
        f"{each['name']}{'' if each.get('required') else '?'}: {_type(each['schema'])}"
        for each in asked
    )
    return "{ " + "; ".join(parts) + " }"


def main() -> None:
    """Bring both files to what the site says now, or to what is kept with `--kept`."""
    if "--kept" in sys.argv:
        document = json.loads(KEPT.read_text(encoding="utf-8"))
    else:
        document = site_document()
    kept = kept_part(document, calls_made(CALLS.read_text(encoding="utf-8")))
    KEPT.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    TYPES.write_text(types_of(kept), encoding="utf-8")


def site_document() -> Json:
    """The site's own document, as `/api/openapi.json` gives it."""
    import django  # noqa: PLC0415 - the types of a kept part need no Django

    from yingshang.web.settings import environment  # noqa: PLC0415 - likewise

    environment.choose_settings()
    django.setup()
    from yingshang.web.api import api  # noqa: PLC0415 - after the set-up

    return json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/")))


if __name__ == "__main__":
    main()
