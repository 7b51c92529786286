"""How a model is learned from lessons, and measured on lessons that it has not seen."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.svm import LinearSVC

from yingshang.engines.texts.errors import TextsError
from yingshang.engines.texts.topics import vectors
from yingshang.engines.texts.topics.counting import table, vocabulary, weighted, worth
from yingshang.engines.texts.topics.lessons import Lesson, fold_of, grouped
from yingshang.engines.texts.topics.model import VIEW_PARTS, About, Part, TopicModel
from yingshang.engines.texts.topics.scoring import score, sharpness_of
from yingshang.engines.texts.topics.views import HEAD, SIGNS, VIEWS, WORDS, Read, counts, read

Floats = NDArray[np.float32]
FOLDS: Final = 5
FEWEST: Final = 10
FEWEST_HELD_BACK: Final = 20
_COST: Final = 0.5


def learn(lessons: Sequence[Lesson], *, on: date) -> TopicModel:
    """A model from all `lessons`, with its score on a fifth that was first held back.

    Near-duplicates are never split between what is learned and what is held back. The same lessons
    give the same model.

    Args:
        on: The day that the model says it was learned on.

    Raises:
        TextsError: Fewer than ten lessons, or only one label.
    """
    _require_enough(lessons)
    known = grouped(lessons)
    held_back = [lesson for lesson in known if fold_of(lesson, FOLDS) == 0]
    rest = [lesson for lesson in known if fold_of(lesson, FOLDS) != 0]
    whole = fit(known, on=on)
    if len(held_back) < FEWEST_HELD_BACK or len({lesson.label for lesson in rest}) == 1:
        return whole
    trial = fit(rest, on=on)
    found = np.stack([trial.scores(lesson.text, lesson.title) for lesson in held_back])
    labels = [lesson.label for lesson in held_back]
    about = replace(whole.about, held_back=score(labels, _named(found, trial.labels)))
    sharpness = sharpness_of(found, labels, trial.labels)
    return replace(whole, about=about, sharpness=sharpness)


def fit(lessons: Sequence[Lesson], *, on: date) -> TopicModel:
    """A model from exactly these lessons, not measured.

    Raises:
        TextsError: Fewer than ten lessons, or only one label.
    """
    _require_enough(lessons)
    labels = tuple(sorted({lesson.label for lesson in lessons}))
    chosen = np.array([labels.index(lesson.label) for lesson in lessons], dtype=np.intp)
    texts = [read(lesson.text, lesson.title) for lesson in lessons]
    pieces, terms, rows = _looked_at(texts, chosen)
    says, bias = _separated(rows, chosen, len(labels))
    meaning = vectors.learn(texts, pieces[WORDS], (rows[WORDS], rows[HEAD]), chosen)
    by_label = Counter(lesson.label for lesson in lessons)
    return TopicModel(
        about=About(on, len(lessons), {label: by_label[label] for label in labels}, None),
        labels=labels,
        parts={
            part: Part(
                pieces[part],
                terms[part],
                {view: says[view] for view in VIEWS if VIEW_PARTS[view] == part},
            )
            for part in (SIGNS, WORDS)
        },
        bias=bias,
        meaning=meaning,
        sharpness=1.0,
    )


def _looked_at(
    texts: Sequence[Read], chosen: NDArray[np.intp]
) -> tuple[dict[str, tuple[str, ...]], dict[str, Floats], dict[str, Any]]:
    """Vocabulary and worth by part, weighted rows by view."""
    counted = [counts(text) for text in texts]
    pieces = {part: vocabulary([one[part] for one in counted]) for part in (SIGNS, WORDS)}
    tables = {
        view: table([one[view] for one in counted], pieces[part]).rows
        for view, part in VIEW_PARTS.items()
    }
    terms = {part: worth(tables[part], chosen) for part in (SIGNS, WORDS)}
    rows = {view: weighted(tables[view], terms[part]) for view, part in VIEW_PARTS.items()}
    return pieces, terms, rows


def _separated(
    rows: dict[str, Any], chosen: NDArray[np.intp], labels: int
) -> tuple[dict[str, Floats], Floats]:
    """What every piece of every view says for every label, and the bias (a linear SVM)."""
    whole = sparse.hstack([rows[view] * VIEWS[view] for view in VIEWS]).tocsr()
    machine = LinearSVC(C=_COST, class_weight="balanced", tol=1e-3, random_state=0)
    machine.fit(whole.astype(np.float64), chosen)
    weights, bias = machine.coef_, machine.intercept_
    if len(weights) < labels:  # two labels share one line
        weights, bias = np.concatenate([-weights, weights]), np.concatenate([-bias, bias])
    says: dict[str, Floats] = {}
    start = 0
    for view in VIEWS:
        end = start + rows[view].shape[1]
        says[view] = weights[:, start:end].T.astype(np.float16).astype(np.float32)
        start = end
    return says, bias.astype(np.float32)


def _named(scores: Floats, labels: tuple[str, ...]) -> list[str]:
    return [labels[best] for best in scores.argmax(axis=1)]


def _require_enough(lessons: Sequence[Lesson]) -> None:
    if len(lessons) < FEWEST or len({lesson.label for lesson in lessons}) == 1:
        raise TextsError(
            f"至少需要{FEWEST}条已定主题的文本和两个不同的主题；请补充后再学习。",
            f"At least {FEWEST} labelled texts with two different labels are needed; add some.",
        )
