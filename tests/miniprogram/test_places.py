"""Where something is: from the coordinates of WeChat's map to those that the city keeps."""

import json

import pytest

from tests.miniprogram import toolchain

pytestmark = pytest.mark.no_database

SCRIPT = """
const { toGcj02, toWgs84 } = require(process.argv[1] + "/lib/places.js");
const places = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(places.map((one) => [toGcj02(one), toWgs84(toGcj02(one))])));
"""
# A pair that is often printed, and places from one end of the country to the other.
PRINTED = ({"latitude": 39.915, "longitude": 116.404}, (39.91640428150164, 116.41024449916938))
PLACES = [(42.888, 125.143), (20.02, 110.35), (39.47, 75.99), (52.97, 122.53), (31.23, 121.47)]
METRE = 1e-5


def test_a_place_on_the_map_becomes_the_place_on_the_ground(tmp_path):
    toolchain.installed()
    toolchain.scripts(tmp_path)
    places = [PRINTED[0], *({"latitude": each[0], "longitude": each[1]} for each in PLACES)]
    told = json.loads(toolchain.run("node", "-e", SCRIPT, tmp_path, said=json.dumps(places)))
    assert tuple(told[0][0].values()) == pytest.approx(PRINTED[1], abs=1e-9)
    for place, (_shown, back) in zip(places, told, strict=True):
        assert back == pytest.approx(place, abs=METRE)
