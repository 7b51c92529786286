"""Colours are legible, files made elsewhere are intact, everything works from a manifest."""

import hashlib
import re
from itertools import product
from pathlib import Path

import pytest
from django.core.management import call_command
from fontTools.ttLib import TTFont

from yingshang.web import vendoring

pytestmark = pytest.mark.no_database
ROOT = Path(__file__).parents[2]
CSS = ROOT / "src/yingshang/web/static/css"
FONTS = ROOT / "src/yingshang/web/static/vendor/noto-sans-sc-0.4.3"
INKS = ["ink", "quiet", "accent", "accent-strong"]
GROUNDS = ["paper", "surface", "sunken", "accent-wash"]
PAIRS = [
    *product(INKS, GROUNDS),
    *product(["seal"], ["paper", "surface"]),
    ("ink", "mark"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-seal", "seal"),
]
# What is drawn, not read: 3 to 1 is enough.
DRAWN = ["light-normal", "light-near", "light-overdue", "light-verify", "light-idle", "line-strong"]


def blocks():
    """Declarations of tokens.css by selector; a selector inside a media query ends in `@dark`."""
    text = re.sub(r"/\*.*?\*/", "", (CSS / "tokens.css").read_text(), flags=re.DOTALL)
    media = re.compile(r"@media [^{]+{(.*?})\s*}", re.DOTALL)
    found = {}
    for mark, part in [("", media.sub("", text)), *(("@dark", m) for m in media.findall(text))]:
        for selector, body in re.findall(r"([^{}]+){([^}]+)}", part):
            key = " ".join(selector.split()) + mark
            found.setdefault(key, {}).update(re.findall(r"--([\w-]+): (#\w{6});", body))
    return found


def palettes():
    css = blocks()
    light, dark = css[':root, [data-theme="light"]'], css['[data-theme="dark"]']
    return {
        "light": light,
        "dark": dark,
        "light large": light | css[':root[data-type="large"]'],
        "dark large": dark | css[':root[data-type="large"][data-theme="dark"]'],
    }


def contrast(first, second):
    def brightness(colour):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((brightness(first), brightness(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark", "light large", "dark large"])
def test_text_is_legible_in_every_palette(name):
    palette, least = palettes()[name], 7 if "large" in name else 4.5
    weak = {
        pair: round(ratio, 2)
        for pair in PAIRS
        if (ratio := contrast(palette[pair[0]], palette[pair[1]])) < least
    }
    assert not weak


@pytest.mark.parametrize("name", ["light", "dark", "light large", "dark large"])
def test_shapes_and_borders_can_be_told_from_the_paper(name):
    palette = palettes()[name]
    weak = [
        (drawn, ground)
        for drawn, ground in product(DRAWN, ["paper", "surface", "accent-wash"])
        if contrast(palette[drawn], palette[ground]) < 2.9
    ]
    assert not weak


def test_the_dark_palette_is_the_same_by_choice_and_by_device():
    css = blocks()
    assert css['[data-theme="dark"]'] == css[':root[data-theme="auto"]@dark']
    assert (
        css[':root[data-type="large"][data-theme="dark"]']
        == css[':root[data-type="large"][data-theme="auto"]@dark']
    )


def test_only_the_tokens_and_the_paper_name_colours():
    named = {"tokens.css", "print.css"}
    files = [path for path in CSS.rglob("*.css") if path.name not in named]
    loud = [path.name for path in files if re.search(r":[^;{]*#[0-9a-fA-F]{3}", path.read_text())]
    assert not loud


def test_every_token_that_is_used_exists():
    texts = {path: path.read_text() for path in CSS.rglob("*.css")}
    declared = {name for text in texts.values() for name in re.findall(r"(--[\w-]+):", text)}
    used = {name for text in texts.values() for name in re.findall(r"var\((--[\w-]+)", text)}
    assert used - declared == set()


def test_every_stylesheet_is_listed_once():
    listed = re.findall(r'@import "([^"]+)"', (CSS / "app.css").read_text())
    files = [path.relative_to(CSS).as_posix() for path in CSS.rglob("*.css")]
    assert sorted(listed) == sorted(set(files) - {"app.css"})


def test_no_stylesheet_draws_a_gradient():
    assert not [path.name for path in CSS.rglob("*.css") if "gradient(" in path.read_text()]


def test_static_files_are_found_under_their_hashed_names(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    [app] = tmp_path.glob("css/app.????????????.css")
    imported = re.findall(r'@import url\("([^"]+)"\) layer', app.read_text())
    assert len(imported) > 20
    assert all((app.parent / name).exists() for name in imported)


def test_files_made_elsewhere_are_the_ones_that_were_taken():
    assert vendoring.faults(ROOT) == []


def test_a_file_that_is_listed_wrongly_or_lost_is_named(tmp_path):
    entry = """[[file]]
path = "a.js"
package = "a"
version = "1"
member = "a.js"
sha256 = "{}"
licence = "MIT"
licence_path = "LICENSE"
"""
    (tmp_path / "vendor.toml").write_text(entry.format(hashlib.sha256(b"1").hexdigest()))
    (tmp_path / "a.js").write_bytes(b"2")
    assert vendoring.faults(tmp_path)[0].startswith("LICENSE：文件缺失")
    (tmp_path / "LICENSE").write_text("MIT")
    assert vendoring.faults(tmp_path)[0].startswith("a.js：与 vendor.toml 记录的不一致")
    (tmp_path / "a.js").write_bytes(b"1")
    assert vendoring.faults(tmp_path) == []


def test_every_vendored_file_is_listed():
    listed = {entry.path for entry in vendoring.listed(ROOT)}
    licences = {entry.licence_path for entry in vendoring.listed(ROOT)}
    folders = [ROOT / "src/yingshang/web/static/vendor", ROOT / "tests/browser/vendor"]
    files = {
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert files == listed | licences


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_our_font_writes_every_character_of_the_packs(weight):
    path = FONTS / f"NotoSansSC-{weight}.ttf"
    known = set(TTFont(path).getBestCmap())
    texts = [p for p in (ROOT / "packs").rglob("*") if p.suffix in {".yaml", ".txt", ".csv", ".md"}]
    needed = {sign for p in texts for sign in p.read_text(encoding="utf-8") if sign.isprintable()}
    unwritten = sorted(sign for sign in needed | set("●▲■◆○◌") if ord(sign) not in known)
    assert texts
    assert not unwritten
    assert path.stat().st_size < 4_000_000
