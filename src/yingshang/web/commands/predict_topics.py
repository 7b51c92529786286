"""`yingshang predict-topics FILE --model PATH`: csv in, the same csv with `label` out."""

import csv
import io
import sys
from pathlib import Path
from typing import Annotated

import typer

from yingshang.engines.texts.errors import TextsError
from yingshang.engines.texts.topics import TopicModel, load
from yingshang.engines.texts.topics.files import LABEL, TEXT, TITLE, Row, rows_of
from yingshang.web import usage

BAD_INPUT = 2
CHANCE, WORDS = "chance", "words"


def predict_topics(
    file: Annotated[Path, typer.Argument(help="csv, 列 columns: text; title 可选 optional")],
    model: Annotated[Path, typer.Option(help="模型文件 · model of learn-topics")],
    output: Annotated[
        Path | None, typer.Option(help="保存为文件 · file to write instead of the screen")
    ] = None,
) -> None:
    """给每条文本写上主题。Give every text of a csv file its topic.

    输出原有各列（label 被改写），另加 chance（把握）和 words（依据的词）。
    All columns are kept (label is overwritten); chance and the words that spoke are added.
    """
    try:
        known = load(model)
        rows = rows_of(file, (TEXT,))
        content = _written(rows, known)
        _give(content, output)
    except TextsError as error:
        usage.complain(f"{error.zh}\n{error.en}")
        raise typer.Exit(BAD_INPUT) from None


def _written(rows: list[Row], model: TopicModel) -> str:
    given = [name for name in (rows[0] if rows else (TEXT,)) if name not in {LABEL, CHANCE, WORDS}]
    target = io.StringIO(newline="")
    writer = csv.DictWriter(
        target, [*given, LABEL, CHANCE, WORDS], extrasaction="ignore", lineterminator="\n"
    )
    writer.writeheader()
    for row in rows:
        found = model.predict(row[TEXT], row.get(TITLE, ""))
        said = {LABEL: found.label, CHANCE: f"{found.chance:.3f}", WORDS: " ".join(found.words)}
        writer.writerow(row | said)
    return target.getvalue()


def _give(content: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(content)
        return
    try:
        output.write_text(content, encoding="utf-8")
    except OSError as error:
        raise TextsError(
            f"无法写入 {output}；请换一个位置。", f"Cannot write {output}: choose another place."
        ) from error
