"""P54x: `ratings/ratings.yaml` and `ratings/windows.yaml`."""

from collections.abc import Iterator

from yingshang.engines.packs.checks.plan import repeated
from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.ratecolumns import RATE_COLUMNS
from yingshang.engines.packs.schema.ratings import Ratings, Windows
from yingshang.engines.packs.suggesting import suggestion
from yingshang.engines.rules import faults_of

RATINGS, WINDOWS = "ratings/ratings.yaml", "ratings/windows.yaml"
_ENTER_LIMIT = ("请先在 time_limits.yaml 中写入它。", "Enter it in `time_limits.yaml` first.")
_ENTER_UNIT = (
    "请先在 directory/units.yaml 中写入它。",
    "Enter it in `directory/units.yaml` first.",
)


@rule("P541")
def limit_unknown(pack: ReadPack) -> Iterator[Fault]:
    """Every limit is one of `time_limits.yaml`."""
    file = _ratings(pack)
    if file is None:
        return
    known = {limit.id for limit in pack.time_limits.limits}
    for key, limit in file.limits.model_dump().items():
        if limit not in known:
            hint = suggestion(limit, known, _ENTER_LIMIT)
            yield at(RATINGS, ("limits", key), limit=limit, hint=hint)


@rule("P542")
def unit_unknown(pack: ReadPack) -> Iterator[Fault]:
    """Every office, and whoever has a hall or a window, is a unit of the directory."""
    known = {unit.code for unit in pack.directory.units}
    for file, path, unit in _units(pack):
        if unit not in known:
            yield at(file, path, unit=unit, hint=suggestion(unit, known, _ENTER_UNIT))


@rule("P543")
def code_repeated(pack: ReadPack) -> Iterator[Fault]:
    """A code names one reason, ground, rate, hall or window."""
    for file, codes in _families(pack):
        for path, code, first in repeated(codes):
            yield at(file, path, id=code, first=pack.line_of(file, first))


@rule("P544")
def rate_faulty(pack: ReadPack) -> Iterator[Fault]:
    """Numerator and denominator are conditions over the columns of rates."""
    file = _ratings(pack)
    for index, rate in enumerate(file.rates if file else ()):
        for key in ("numerator", "denominator"):
            for fault in faults_of(getattr(rate, key), RATE_COLUMNS):
                path: Path = ("rates", index, key)
                cause = (f"{fault.zh.rstrip('。')}。", f"{fault.en.rstrip('.')}.")
                yield at(RATINGS, path, cause=cause)


def _units(pack: ReadPack) -> Iterator[tuple[str, Path, str]]:
    ratings, windows = _ratings(pack), _windows(pack)
    for index, office in enumerate(ratings.offices if ratings else ()):
        yield RATINGS, ("offices", index), office
    for index, hall in enumerate(windows.halls if windows else ()):
        yield WINDOWS, ("halls", index, "unit"), hall.unit
        for number, window in enumerate(hall.windows):
            yield WINDOWS, ("halls", index, "windows", number, "unit"), window.unit


def _families(pack: ReadPack) -> Iterator[tuple[str, list[tuple[Path, str]]]]:
    ratings, windows = _ratings(pack), _windows(pack)
    if ratings is not None:
        yield RATINGS, [(("reasons", i, "code"), e.code) for i, e in enumerate(ratings.reasons)]
        yield RATINGS, [(("appeals", i, "code"), e.code) for i, e in enumerate(ratings.appeals)]
        yield RATINGS, [(("rates", i, "id"), e.id) for i, e in enumerate(ratings.rates)]
    if windows is not None:
        halls = list(enumerate(windows.halls))
        yield WINDOWS, [(("halls", i, "code"), hall.code) for i, hall in halls]
        # A window's code is in its printed address, so it is one of the whole city.
        yield (
            WINDOWS,
            [
                (("halls", i, "windows", n, "code"), window.code)
                for i, hall in halls
                for n, window in enumerate(hall.windows)
            ],
        )


def _ratings(pack: ReadPack) -> Ratings | None:
    model = pack.models.get(RATINGS)
    return model if isinstance(model, Ratings) else None


def _windows(pack: ReadPack) -> Windows | None:
    model = pack.models.get(WINDOWS)
    return model if isinstance(model, Windows) else None
