"""Reads what strangers upload, in a process of its own with limits of time and memory."""

import importlib
import json
import resource
import subprocess
import sys
from dataclasses import asdict
from typing import Any

from yingshang.engines.documents.document import Document
from yingshang.engines.documents.errors import BROKEN, REASONS, TOO_LARGE, TOO_SLOW, DocumentError
from yingshang.engines.documents.reading import MAX_BYTES, read_bytes

SECONDS = 20
MEMORY_BYTES = 1_500_000_000
# How the child says that it ran out of memory, so that it is not taken for a broken file.
_OUT_OF_MEMORY = 3


def read_upload(data: bytes, *, seconds: int = SECONDS, memory: int = MEMORY_BYTES) -> Document:
    """The document in an untrusted upload of at most 50 MB.

    Args:
        seconds: Processor time that the reader may take; the wall clock allows five more.
        memory: Bytes of address space that the reader may take.

    Raises:
        DocumentError: It cannot be read within the limits; no other exception leaves this.
    """
    return Document(**fenced(data, f"{__name__}:as_values", seconds=seconds, memory=memory))


def fenced(
    data: bytes, work: str, *, seconds: int = SECONDS, memory: int = MEMORY_BYTES
) -> dict[str, Any]:
    """What `work` makes of an untrusted upload of at most 50 MB, in a process of its own.

    Args:
        work: `package.module:function` from bytes to plain values; it runs in the child.
        seconds: Processor time that the child may take; the wall clock allows five more.
        memory: Bytes of address space that the child may take.

    Raises:
        DocumentError: It cannot be done within the limits; no other exception leaves this.
    """
    if len(data) > MAX_BYTES:
        raise DocumentError(TOO_LARGE)
    command = [sys.executable, "-I", "-c", _code(work, seconds, memory)]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own code
            command, input=data, capture_output=True, timeout=seconds + 5, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentError(TOO_SLOW) from error
    if done.returncode != 0:
        limited = done.returncode < 0 or done.returncode == _OUT_OF_MEMORY
        raise DocumentError(TOO_SLOW if limited else BROKEN)
    return _answer(done.stdout)


def as_values(data: bytes) -> dict[str, Any]:
    """The document in `data` as plain values."""
    return asdict(read_bytes(data))


def _code(work: str, seconds: int, memory: int) -> str:
    """Code of the child: our search path, the limits, then the reader."""
    paths = [path for path in sys.path if path]
    module = "yingshang.engines.documents.sandbox"
    return (
        f"import sys; sys.path[:] = {paths!r}; from {module} import child; "
        f"child({work!r}, {seconds}, {memory})"
    )


def _answer(output: bytes) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(output)
    except ValueError as error:
        raise DocumentError(BROKEN) from error
    if "error" in answer:
        raise DocumentError(REASONS.get(answer["error"], BROKEN))
    return answer


def child(work: str, seconds: int, memory: int) -> None:
    """Do `work` on standard input under limits, write the answer; runs in the child only."""
    module, _colon, function = work.partition(":")
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        answer = getattr(importlib.import_module(module), function)(data)
    except DocumentError as error:
        answer = {"error": error.code}
    except MemoryError:
        sys.exit(_OUT_OF_MEMORY)
    sys.stdout.buffer.write(json.dumps(answer).encode())
