"""Codes drawn on the phone are those of the standard, compared with somebody else's software."""

import base64
import io
import json

import pytest
import segno
from PIL import Image

from tests.miniprogram import toolchain

pytestmark = pytest.mark.no_database

# Bytes that fill versions 1 to 10 at level M to the last one.
FULL = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213]
LETTERS = "https://city.example.cn/r/0123456789abcdefghij"
SCRIPT = """
const { encode } = require(process.argv[1] + "/lib/qr.js");
const { pictureOf } = require(process.argv[1] + "/lib/picture.js");
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const told = texts.map((text) => ({ ...encode(text), picture: pictureOf(encode(text)) }));
process.stdout.write(JSON.stringify(told));
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    toolchain.installed()
    folder = tmp_path_factory.mktemp("built")
    toolchain.scripts(folder)
    return folder


def drawn(built, *texts):
    return json.loads(toolchain.run("node", "-e", SCRIPT, built, said=json.dumps(texts)))


def test_codes_of_every_version_are_those_of_the_standard(built):
    texts = [(LETTERS * 5)[:length] for length in FULL]
    for text, code in zip(texts, drawn(built, *texts), strict=True):
        expected = segno.make(
            text.encode(),
            error="m",
            boost_error=False,
            mode="byte",
            version=code["version"],
            mask=code["mask"],
        )
        assert code["rows"] == [[bool(cell) for cell in row] for row in expected.matrix]
        assert code["mask"] in range(8), "every mask is right; scanners like some better"


def test_the_smallest_code_that_holds_it_is_drawn(built):
    texts = ["a" * (length + more) for length in FULL[:-1] for more in (0, 1)]
    versions = [code["version"] for code in drawn(built, *texts)]
    assert versions == [place + more for place in range(1, 10) for more in (0, 1)]


def test_the_picture_shows_the_code_with_its_quiet_zone(built):
    [code] = drawn(built, "https://city.example.cn/r/AB12CD34EF/")
    content = base64.b64decode(code["picture"].partition(",")[2])
    image = Image.open(io.BytesIO(content)).convert("L")
    side = len(code["rows"])
    assert image.size == ((side + 8) * 8,) * 2
    for row in range(-4, side + 4):
        for column in range(-4, side + 4):
            inside = 0 <= row < side and 0 <= column < side
            is_dark = inside and code["rows"][row][column]
            pixel = image.getpixel(((column + 4) * 8 + 3, (row + 4) * 8 + 3))
            assert pixel == (0 if is_dark else 255)
