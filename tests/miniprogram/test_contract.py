"""Both clients obey the site's own OpenAPI document; the mini-program's types are made of it."""

import json
import re
from pathlib import Path

import pytest

import yingshang
from tests.miniprogram.test_package import tool
from tests.miniprogram.toolchain import SOURCE
from yingshang.web.api import api

pytestmark = pytest.mark.no_database

ADVICE = "run: python miniprogram/tools/contract.py"
CONTRACT = tool("contract")
CALLS = CONTRACT.CALLS.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def document():
    return json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/")))


@pytest.mark.parametrize("call", sorted(CONTRACT.calls_made(CALLS)))
def test_the_site_has_every_call_of_the_program(document, call):
    method, path = call.split()
    assert method.lower() in document["paths"].get(path, {})


def test_the_types_are_those_of_the_site_today(document):
    kept = CONTRACT.kept_part(document, CONTRACT.calls_made(CALLS))
    assert json.loads(CONTRACT.KEPT.read_text(encoding="utf-8")) == kept, ADVICE
    assert CONTRACT.TYPES.read_text(encoding="utf-8") == CONTRACT.types_of(kept), ADVICE


def test_every_answer_that_is_read_has_a_shape(document):
    for call in CONTRACT.calls_made(CALLS):
        method, path = call.split()
        gives = CONTRACT.types_of(CONTRACT.kept_part(document, [call]))
        answered = "gives: unknown" not in gives and "gives: Record<string, unknown>" not in gives
        assert answered, f"{method} {path}"


def test_the_twin_calls_nothing_that_the_document_does_not_have(document):
    """The portal's own scripts and templates, which mostly post forms and need no API."""
    known = [re.sub(r"\{\w+\}", "[^/]+", path) for path in document["paths"]]
    for path in sorted(Path(yingshang.__file__).parent.rglob("*")):
        if path.suffix in {".html", ".js"} and "vendor" not in path.parts:
            for named in re.findall(r"[\"'](/api/[\w/.-]*)", path.read_text(encoding="utf-8")):
                is_known = any(re.fullmatch(each, named) for each in known)
                assert is_known or named == "/api/openapi.json", (path, named)


def test_no_call_is_made_past_the_table():
    asks = re.compile(r"wx\.(request|uploadFile|downloadFile|connectSocket)\b")
    for path in sorted(SOURCE.rglob("*.ts")):
        text = path.read_text(encoding="utf-8")
        assert path.name == "http.ts" or not asks.search(text), path
        is_table = path.parent.name == "api"
        assert is_table or not re.search(r"[\"'`](?:GET |POST |PUT |DELETE )?/api/", text), path
