"""A model as one file that is safe to open: arrays and plain text, nothing that runs.

The file is a NumPy archive read without pickles. Pieces and facts are JSON; a SHA-256 digest over
everything is checked before anything is used.
"""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from yingshang.engines.texts.errors import TextsError
from yingshang.engines.texts.topics.meaning import Meaning
from yingshang.engines.texts.topics.model import FORMAT, VIEW_PARTS, About, Part, Score, TopicModel
from yingshang.engines.texts.topics.views import SIGNS, WORDS

LARGEST_BYTES: Final = 400_000_000
_DIGEST, _FACTS = "digest", "facts"
Arrays = Mapping[str, NDArray[Any]]


def save(model: TopicModel, path: Path) -> str:
    """Write `model` to `path`, whole or not at all; the digest by which it is known.

    Raises:
        TextsError: The place cannot be written.
    """
    arrays = _arrays(model)
    digest = digest_of(arrays)
    beside = path.with_name(path.name + ".part")
    content = io.BytesIO()
    whole: dict[str, Any] = {**arrays, _DIGEST: np.frombuffer(digest.encode(), dtype=np.uint8)}
    np.savez_compressed(content, **whole)
    try:
        beside.write_bytes(content.getvalue())
        beside.replace(path)
    except OSError as error:
        raise TextsError(
            f"无法写入模型文件 {path}；请换一个位置。",
            f"Cannot write the model to {path}: choose another place.",
        ) from error
    return digest


def load(path: Path) -> TopicModel:
    """The model in the file at `path`; its digest and format are checked, nothing in it is run.

    Raises:
        TextsError: There is no such file, it is no model, it is damaged, or of a newer format.
    """
    arrays = _read(path)
    said = bytes(arrays.pop(_DIGEST, np.empty(0, dtype=np.uint8)).tobytes()).decode(
        "ascii", "replace"
    )
    if said != digest_of(arrays):
        raise TextsError(
            f"模型文件 {path} 已损坏或被改动；请重新学习或重新复制。",
            f"The model file {path} is damaged or was changed: learn or copy it again.",
        )
    try:
        facts = json.loads(arrays[_FACTS].tobytes())
        _require_format(int(facts["about"]["format"]), path)
        return _model(facts, arrays)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        if isinstance(error, TextsError):
            raise
        raise _no_model(path) from None


def digest_of(arrays: Arrays) -> str:
    """SHA-256 over names, shapes, kinds and bytes of the arrays, in order of their names."""
    whole = sha256()
    for name in sorted(arrays):
        whole.update(f"{name} {arrays[name].shape} {arrays[name].dtype.str}\n".encode())
        whole.update(np.ascontiguousarray(arrays[name]).tobytes())
    return whole.hexdigest()


def _read(path: Path) -> dict[str, NDArray[Any]]:
    try:
        with np.load(path, allow_pickle=False) as archive:
            if sum(entry.file_size for entry in archive.zip.infolist()) > LARGEST_BYTES:
                raise _no_model(path)
            return {name: archive[name] for name in archive.files}
    except FileNotFoundError:
        raise TextsError(
            f"找不到模型文件 {path}；请先运行 yingshang learn-topics。",
            f"There is no model file {path}: run yingshang learn-topics first.",
        ) from None
    except (OSError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, EOFError):
        raise _no_model(path) from None


def _no_model(path: Path) -> TextsError:
    return TextsError(
        f"{path} 不是本程序写的主题模型；请用 yingshang learn-topics 生成。",
        f"{path} is no topic model of this program: make one with yingshang learn-topics.",
    )


def _require_format(found: int, path: Path) -> None:
    if found != FORMAT:
        raise TextsError(
            f"模型文件 {path} 是第{found}版格式，本程序读第{FORMAT}版；请重新学习。",
            f"The model file {path} is of format {found}; this program reads {FORMAT}. "
            "Learn it again.",
        )


def _arrays(model: TopicModel) -> dict[str, NDArray[Any]]:
    about = asdict(model.about) | {"learned_on": model.about.learned_on.isoformat()}
    facts = {"about": about, "labels": model.labels, "sharpness": model.sharpness}
    arrays: dict[str, NDArray[Any]] = {
        _FACTS: _as_bytes(facts),
        "bias": model.bias,
        "vectors": model.meaning.vectors.astype(np.float16),
        "centre": model.meaning.centre,
        "landmarks": model.meaning.landmarks,
        "near_says": model.meaning.says,
    }
    for name, part in model.parts.items():
        arrays[f"{name}_pieces"] = _as_bytes(part.pieces)
        arrays[f"{name}_terms"] = part.terms
        for view, says in part.says.items():
            arrays[f"{view}_says"] = says.astype(np.float16)
    return arrays


def _model(facts: Mapping[str, Any], arrays: Arrays) -> TopicModel:
    about = dict(facts["about"])
    held_back = Score(**about.pop("held_back")) if about["held_back"] else about.pop("held_back")
    learned_on = date.fromisoformat(about.pop("learned_on"))
    return TopicModel(
        about=About(**about, learned_on=learned_on, held_back=held_back),
        labels=tuple(facts["labels"]),
        parts={name: _part(name, arrays) for name in (SIGNS, WORDS)},
        bias=arrays["bias"],
        meaning=Meaning(
            arrays["vectors"].astype(np.float32),
            arrays["centre"],
            arrays["landmarks"],
            arrays["near_says"],
        ),
        sharpness=float(facts["sharpness"]),
    )


def _part(name: str, arrays: Arrays) -> Part:
    return Part(
        pieces=tuple(json.loads(arrays[f"{name}_pieces"].tobytes())),
        terms=arrays[f"{name}_terms"],
        says={
            view: arrays[f"{view}_says"].astype(np.float32)
            for view, part in VIEW_PARTS.items()
            if part == name
        },
    )


def _as_bytes(value: object) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(value, ensure_ascii=False).encode(), dtype=np.uint8)
