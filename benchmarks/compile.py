"""How long a plan takes to compile: milliseconds a page, and whether time grows with length.

    python benchmarks/compile.py [--quick] [--json] [--data FOLDER]

- **a page** is 600 characters, as a printed page of an official document holds.
- **linear** compares the time a byte at 10 MB with that at 1 MB (0.1 and 1 MB with `--quick`): 1.0
  is perfect. The long documents are the small ones one after the other.
- **the loop** is what people write in ten minutes: python-docx for reading, a handful of regular
  expressions for numbered lines, brackets, percentages and dates. It finds less and is no rival in
  what it finds; it shows what reading alone costs. Its documents are the same, saved as docx.

Without `--data` (a folder of txt files) a plan made up here is used; the best of several runs
counts.
"""

import argparse
import io
import json
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from docx import Document as Word

from yingshang.engines.documents import read_bytes
from yingshang.engines.documents.document import Document
from yingshang.engines.plans.compiler import compile_plan

PAGE = 600
MEGABYTE = 1_000_000
UNITS = "（市发展改革委牵头，市财政局、市税务局，各县（市、区）人民政府按职责分工负责）"
TASK = (
    "{n}.优化第{n}类服务。推行并联审批，将办理时限由10个工作日压缩至5个工作日以内，"
    "网上可办率达到95%以上，2024年6月底前出台实施细则，每月25日前报送进展。{units}\n"
)
LOOSE = (
    re.compile(r"(?m)^\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、])"),
    re.compile(r"（[^（）]{2,400}(?:负责|配合|牵头)[^（）]{0,40}）"),
    re.compile(r"\d+(?:\.\d+)?(?:%|个工作日|万元|项|家)"),
    re.compile(r"20\d\d年(?:\d{1,2}月)?(?:底前)?"),
)


def made_up(tasks: int) -> str:
    """A plan of so many tasks."""
    body = "".join(TASK.format(n=number, units=UNITS) for number in range(1, tasks + 1))
    return "某市优化营商环境行动方案\n一、总体要求\n坚持改革。\n二、主要任务\n" + body


def best(work: Callable[[], object], runs: int) -> float:
    """Seconds of the fastest of several runs, in processor time."""
    times = []
    for _ in range(runs):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def long_text(texts: list[str], size: int) -> str:
    """A text of `size` bytes in UTF-8, made of the small ones."""
    whole = "\n".join(texts)
    times = size // len(whole.encode()) + 1
    return ("\n".join([whole] * times)).encode()[:size].decode(errors="ignore")


def compile_text(text: str) -> object:
    """What is measured."""
    return compile_plan(Document(text, "text/plain"))


def as_word(text: str) -> bytes:
    """The text as a docx."""
    document = Word()
    for line in text.split("\n"):
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def loop(data: bytes) -> list[str]:
    """The ten minutes' work."""
    with tempfile.TemporaryFile() as file:
        file.write(data)
        text = "\n".join(paragraph.text for paragraph in Word(file).paragraphs)
    return [match.group() for pattern in LOOSE for match in pattern.finditer(text)]


def measure(texts: list[str], *, quick: bool) -> dict[str, float]:
    """All figures of the benchmark."""
    runs = 2 if quick else 3
    pages = sum(len(text) for text in texts) / PAGE
    ours = best(lambda: [compile_text(text) for text in texts], runs)
    words = [as_word(text) for text in texts]
    ours_word = best(lambda: [compile_plan(read_bytes(data)) for data in words], runs)
    peer = best(lambda: [loop(data) for data in words], runs)
    small, large = (MEGABYTE // 10, MEGABYTE) if quick else (MEGABYTE, 10 * MEGABYTE)
    short, long = long_text(texts, small), long_text(texts, large)
    seconds = best(lambda: compile_text(short), runs), best(lambda: compile_text(long), 1)
    return {
        "documents": len(texts),
        "pages": round(pages, 1),
        "ms_a_page": round(1000 * ours / pages, 3),
        "ms_a_page_from_docx": round(1000 * ours_word / pages, 3),
        "loop_ms_a_page_from_docx": round(1000 * peer / pages, 3),
        "small_bytes": small,
        "large_bytes": large,
        "small_seconds": round(seconds[0], 3),
        "large_seconds": round(seconds[1], 3),
        "large_to_small_per_byte": round(seconds[1] / seconds[0] * small / large, 3),
    }


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help="0.1 and 1 MB instead of 1 and 10")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--data", type=Path, help="a folder of txt files")
    options = parser.parse_args()
    files = sorted(options.data.glob("*.txt")) if options.data else []
    texts = [file.read_text(encoding="utf-8") for file in files] or [made_up(50), made_up(200)]
    figures = measure(texts, quick=options.quick)
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:28} {value:>14,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
