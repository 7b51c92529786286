"""Topics told by our model beside the plain one: characters, TF-IDF and a linear SVM.

    python benchmarks/topics.py [--quick] [--json]

Both learn from the same four fifths of the development data beside the checkout and tell the other
fifth, five times; near-duplicates (`dup_group`) are never split. `--quick` does one fold of five.
Times are processor time, so that they mean the same on a busy machine.
"""

import argparse
import json
import platform
import statistics
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from yingshang.engines.texts.topics import Lesson
from yingshang.engines.texts.topics.files import read_lessons
from yingshang.engines.texts.topics.learning import fit
from yingshang.engines.texts.topics.scoring import score

DATA = Path(__file__).parents[1] / "../shared/data/appeals/labelled-dev.csv"
ABSENT = "The labelled development data beside the checkout is absent: nothing is measured."
FOLDS = 5
ON = date(2024, 1, 1)


@dataclass
class Told:
    """What one engine told of the texts held back, and how long it took."""

    labels: list[str]
    learn_seconds: list[float]
    tell_seconds: float = 0.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true", help="print JSON only")
    parser.add_argument("--quick", action="store_true", help="one fold of five")
    chosen = parser.parse_args()
    if not DATA.exists():
        print(json.dumps({"skipped": ABSENT}) if chosen.json else ABSENT)
        return
    result = measure(read_lessons(DATA), 1 if chosen.quick else FOLDS)
    print(json.dumps(result, indent=2) if chosen.json else report(result))


def measure(lessons: list[Lesson], folds: int) -> dict[str, object]:
    """Both engines on the same folds."""
    groups = [lesson.group for lesson in lessons]
    splits = list(GroupKFold(FOLDS).split(lessons, groups=groups))[:folds]
    ours, plain, right = Told([], []), Told([], []), []
    for learned, held in splits:
        lesson_rows = [lessons[row] for row in learned]
        held_rows = [lessons[row] for row in held]
        right += [lesson.label for lesson in held_rows]
        tell_ours(lesson_rows, held_rows, ours)
        tell_plain(lesson_rows, held_rows, plain)
    return {
        "texts": len(lessons),
        "folds": folds,
        "ours": summary(ours, right),
        "plain": summary(plain, right),
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
    }


def tell_ours(lessons: list[Lesson], held: list[Lesson], told: Told) -> None:
    """Learn with the engine, tell one text at a time with its words."""
    begin = time.process_time()
    model = fit(lessons, on=ON)
    told.learn_seconds.append(time.process_time() - begin)
    model.predict(held[0].text, held[0].title)
    begin = time.process_time()
    told.labels += [model.predict(lesson.text, lesson.title).label for lesson in held]
    told.tell_seconds += time.process_time() - begin


def tell_plain(lessons: list[Lesson], held: list[Lesson], told: Told) -> None:
    """One to three characters, sublinear TF-IDF, linear SVM."""
    begin = time.process_time()
    counter = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, min_df=2)
    machine = make_pipeline(counter, LinearSVC(C=1))
    machine.fit([f"{one.title}\n{one.text}" for one in lessons], [one.label for one in lessons])
    told.learn_seconds.append(time.process_time() - begin)
    begin = time.process_time()
    for lesson in held:
        told.labels += list(machine.predict([f"{lesson.title}\n{lesson.text}"]))
    told.tell_seconds += time.process_time() - begin


def summary(told: Told, right: list[str]) -> dict[str, float]:
    """Scores and times of one engine."""
    found = score(right, told.labels)
    return {
        "macro_f1": found.macro_f1,
        "accuracy": found.accuracy,
        "learn_processor_seconds": statistics.median(told.learn_seconds),
        "tell_processor_milliseconds": told.tell_seconds / len(right) * 1000,
    }


def report(result: dict[str, object]) -> str:
    """The result for people."""
    lines = [
        f"{result['texts']:,} texts, {result['folds']} of 5 grouped folds, {result['machine']}"
    ]
    for name in ("ours", "plain"):
        one = result[name]
        assert isinstance(one, dict)  # noqa: S101 - summary() made it
        learns, tells = one["learn_processor_seconds"], one["tell_processor_milliseconds"]
        lines.append(
            f"  {name:6} macro-F1 {one['macro_f1']:.4f}  accuracy {one['accuracy']:.4f}  "
            f"learns in {learns:.1f} s  tells in {tells:.2f} ms (processor)"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
