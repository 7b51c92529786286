"""Files made elsewhere: what `vendor.toml` says of them, and how to fetch them again."""

import hashlib
import subprocess
import tarfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools import subset

# Ranges of Unicode that papers need beside GB 2312: first and last character, inclusive.
RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin
    (0x2000, 0x206F),  # punctuation
    (0x20AC, 0x20AC),  # euro
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2460, 0x24FF),  # numbers in circles
    (0x2500, 0x25FF),  # lines and shapes, the lights among them
    (0x2713, 0x2717),  # ticks and crosses
    (0x3000, 0x303F),  # CJK punctuation
    (0x3200, 0x33FF),  # units in one square
    (0xFE30, 0xFE6F),  # small and upright forms
    (0xFF00, 0xFFEF),  # full-width forms
)
# Characters outside GB 2312 that names of people often have.
NAMES = (
    "珺喆堃玥翀赟鋆垚燊犇镕偲濛芃婧妤彧旸昀晞晔炘烨焜焱熠珩琤璟瑄祎禛翊萱蘅颢骁旻昉煊玟甯晟瑢昇淏婳"
)
FEATURES = ["kern", "palt", "vert"]
GB2312_ROWS = range(0xA1, 0xF8)
GB2312_CELLS = range(0xA1, 0xFF)


class VendorError(Exception):
    """A file could not be fetched or is not the one that `vendor.toml` names; says which, twice."""


@dataclass(frozen=True)
class Vendored:
    """One entry of `vendor.toml`; paths are relative to the folder of that file."""

    path: str
    package: str
    version: str
    member: str
    sha256: str
    licence: str
    licence_path: str
    subset: bool = False
    source_sha256: str = ""


def listed(root: Path) -> list[Vendored]:
    """Every file that `root/vendor.toml` lists, in its order."""
    entries = tomllib.loads((root / "vendor.toml").read_text(encoding="utf-8"))["file"]
    return [Vendored(**entry) for entry in entries]


def faults(root: Path) -> list[str]:
    """One sentence in both languages for each listed file that is missing or altered."""
    return [sentence for entry in listed(root) for sentence in _faults_of(entry, root)]


def fetch(root: Path) -> None:
    """Take every listed file from its npm package again and write it to its place.

    Raises:
        VendorError: npm is missing or failed, or a fetched file has another hash than listed.
    """
    for entry in listed(root):
        with TemporaryDirectory() as folder:
            content = _member(entry, Path(folder))
        if entry.subset:
            _require(content, entry.source_sha256, f"{entry.package} {entry.member}")
            content = cut(content)
        _require(content, entry.sha256, entry.path)
        target = root / entry.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def characters() -> set[int]:
    """Code points that the fonts for our files keep."""
    pairs = (bytes([row, cell]) for row in GB2312_ROWS for cell in GB2312_CELLS)
    chinese = {ord(sign) for pair in pairs for sign in pair.decode("gb2312", errors="ignore")}
    ranges = {code for first, last in RANGES for code in range(first, last + 1)}
    return chinese | ranges | {ord(sign) for sign in NAMES}


def cut(font: bytes) -> bytes:
    """The font reduced to `characters()`; the same bytes each time with the same fontTools."""
    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "source.ttf", Path(folder) / "target.ttf"
        source.write_bytes(font)
        loaded = subset.load_font(str(source), options)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=characters())
        cutter.subset(loaded)
        subset.save_font(loaded, str(target), options)
        return target.read_bytes()


def _faults_of(entry: Vendored, root: Path) -> list[str]:
    missing = [path for path in (entry.path, entry.licence_path) if not (root / path).exists()]
    if missing:
        return [f"{path}：文件缺失。The file is missing." for path in missing]
    if _digest((root / entry.path).read_bytes()) != entry.sha256:
        return [f"{entry.path}：与 vendor.toml 记录的不一致。The file is not the one listed."]
    return []


def _member(entry: Vendored, folder: Path) -> bytes:
    wanted = f"{entry.package}@{entry.version}"
    command = ["npm", "pack", wanted, "--silent", "--pack-destination", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True, cwd=folder)  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as error:
        raise VendorError(f"{wanted}：npm 取不到。npm could not fetch it ({error}).") from error
    [archive] = folder.glob("*.tgz")
    with tarfile.open(archive) as opened:
        found = opened.extractfile(f"package/{entry.member}")
        if found is None:
            raise VendorError(f"{wanted}：包内没有 {entry.member}。The package lacks this file.")
        return found.read()


def _require(content: bytes, sha256: str, name: str) -> None:
    if _digest(content) != sha256:
        sentence = "内容与记录的哈希不符，没有写入。Its hash is not the one listed; not written."
        raise VendorError(f"{name}：{sentence}")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
