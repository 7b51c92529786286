"""`yingshang learn-topics FILE --model PATH`: a topic model from decided requests; no database."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from yingshang.engines.texts.errors import TextsError
from yingshang.engines.texts.topics import TopicModel, save
from yingshang.engines.texts.topics.files import read_lessons
from yingshang.web import usage

BAD_INPUT = 2
HERE = ZoneInfo("Asia/Shanghai")


def learn_topics(
    file: Annotated[
        Path, typer.Argument(help="csv, 列 columns: text, label; title, group 可选 optional")
    ],
    model: Annotated[Path, typer.Option(help="模型文件 · the model file to write")],
) -> None:
    """从已定主题的诉求中学习主题模型。Learn a topic model from requests that have a topic.

    留出五分之一不学，用来评分；内容相近的文本不会分在两边。
    A fifth is held back to measure the model; near-duplicates are never split.
    """
    # Late: scikit-learn is needed only here.
    from yingshang.engines.texts.topics.learning import learn  # noqa: PLC0415

    try:
        lessons = read_lessons(file)
        learned = learn(lessons, on=_day_of(file))
        digest = save(learned, model)
    except TextsError as error:
        usage.complain(f"{error.zh}\n{error.en}")
        raise typer.Exit(BAD_INPUT) from None
    typer.echo(_report(learned, model, digest))


def _day_of(file: Path) -> date:
    """The day on which the lessons were last changed, so that the same file gives one model."""
    return datetime.fromtimestamp(file.stat().st_mtime, UTC).astimezone(HERE).date()


def _report(learned: TopicModel, model: Path, digest: str) -> str:
    about = learned.about
    lines = [f"{label}: {number}" for label, number in about.labels.items()]
    lines.append(
        f"学习了{about.lessons}条，{len(about.labels)}个主题。"
        f" Learned from {about.lessons} texts, {len(about.labels)} labels."
    )
    if about.held_back is None:
        lines.append(
            "文本太少，没有留出评分。 Too few texts to hold some back: the model is not measured."
        )
    else:
        score = about.held_back
        lines.append(
            f"留出{score.lessons}条评分 · on {score.lessons} held back: "
            f"macro-F1 {score.macro_f1:.4f}, 准确率 accuracy {score.accuracy:.4f}"
        )
    lines.append(f"模型 model: {model} (SHA-256 {digest[:16]}…)")
    return "\n".join(lines)
