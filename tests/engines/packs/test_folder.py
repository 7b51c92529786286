"""What a pack folder may hold."""

import os
from pathlib import Path

import pytest

from yingshang.engines.packs.folder import leaves_pack, read_folder
from yingshang.engines.packs.layout import LAYOUT, kind_of
from yingshang.engines.packs.pack import NotRead
from yingshang.engines.packs.reading import read_pack, read_pack_files

pytestmark = pytest.mark.no_database
MINIMAL = Path(__file__).parents[2] / "packs/minimal"


@pytest.mark.parametrize(
    "path", ["../a", "a/../../b", "/etc/passwd", "C:/a", "a\\..\\b", "", "a\0b"]
)
def test_a_path_out_of_the_pack_is_seen(path):
    assert leaves_pack(path)


@pytest.mark.parametrize("path", ["plan.txt", "a/b.yaml", "方案.txt"])
def test_a_path_inside_the_pack_is_welcome(path):
    assert not leaves_pack(path)


def test_stored_files_with_an_unsafe_path_are_refused():
    pack = read_pack_files({**read_pack(MINIMAL).texts, "../evil.txt": "x"})
    assert [(one.file, one.code) for one in pack.faults] == [(".", "P017")]
    assert "../evil.txt" not in pack.files


def test_a_star_of_the_layout_stops_at_a_slash():
    assert kind_of("tasks/01.yaml") is not None
    assert kind_of("tasks/more/01.yaml") is None


def test_kinds_of_the_layout_are_told_apart_by_their_pattern():
    assert len({kind.pattern for kind in LAYOUT}) == len(LAYOUT)


def test_a_linked_folder_is_not_followed(tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/01.yaml").write_text("id: x\n")
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack/tasks").symlink_to(tmp_path / "secret")
    contents = read_folder(tmp_path / "pack")
    assert "P012" in {one.code for one in contents.faults}
    assert contents.files == {}


def test_what_was_not_read_cannot_be_used(tmp_path):
    pack = read_pack(tmp_path)
    with pytest.raises(NotRead, match=r"plan/plan\.yaml"):
        _ = pack.plan


def test_a_document_that_is_no_text_survives_being_stored(tmp_path):
    pack = read_pack_files({**read_pack(MINIMAL).texts, "plan/scan.pdf": "data:;base64,/w=="})
    assert pack.files["plan/scan.pdf"] == b"\xff"
    assert pack.texts["plan/scan.pdf"] == "data:;base64,/w=="


def test_a_digest_changes_with_a_name_and_with_a_character():
    texts = read_pack(MINIMAL).texts
    digest = read_pack_files(texts).digest
    renamed = {("LICENSE" if name == "pack.yaml" else name): text for name, text in texts.items()}
    changed = {**texts, "pack.yaml": texts["pack.yaml"] + "\n"}
    assert len({digest, read_pack_files(renamed).digest, read_pack_files(changed).digest}) == 3


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pack.yaml")
    assert "P010" in {one.code for one in read_folder(tmp_path).faults}


def test_a_folder_with_too_many_files_is_not_walked_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr("yingshang.engines.packs.folder.MAX_FILES", 3)
    for number in range(9):
        (tmp_path / f"{number}.yaml").touch()
    [fault] = read_folder(tmp_path).faults
    assert (fault.code, "4 " in fault.en) == ("P014", True)
