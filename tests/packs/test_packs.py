"""The packs of the repository are free of faults, and documentation made from code is fresh."""

from pathlib import Path

import pytest

from yingshang.engines.packs.checking import check
from yingshang.engines.packs.jsonschema import schemas
from yingshang.engines.packs.reading import read_pack, read_pack_files
from yingshang.engines.packs.reference import page

pytestmark = pytest.mark.no_database
REPOSITORY = Path(__file__).parents[2]
MINIMAL = REPOSITORY / "tests/packs/minimal"
PACKS = [MINIMAL, *sorted(path.parent for path in REPOSITORY.glob("packs/*/pack.yaml"))]


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_a_pack_of_the_repository_is_clean(folder: Path):
    assert "\n".join(map(str, check(read_pack(folder)))) == ""


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_a_stored_pack_is_the_same_pack(folder: Path):
    pack = read_pack(folder)
    again = read_pack_files(pack.texts, pack.root)
    assert again == pack
    assert again.digest == pack.digest


def test_the_plan_of_liaoyuan_has_its_52_tasks():
    pack = read_pack(REPOSITORY / "packs/liaoyuan-2024")
    assert [task.id for task in pack.plan.tasks] == [f"{n:02d}" for n in range(1, 53)]
    assert set(pack.tasks) == {task.id for task in pack.plan.tasks}


def test_the_json_schema_is_fresh():
    folder = REPOSITORY / "docs/pack/schema"
    stored = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert stored == schemas(), "run: yingshang exportschema"


def test_the_list_of_diagnostics_is_fresh():
    stored = (REPOSITORY / "docs/pack/diagnostics.md").read_text(encoding="utf-8")
    assert stored == page(), "run: yingshang exportschema"
