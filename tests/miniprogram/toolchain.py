"""The mini-program compiled with WeChat's own compilers, and what a browser needs to show it."""

import fcntl
import hashlib
import json
import os
import platform
import shutil
import subprocess
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[2] / "miniprogram"
SOURCE = PROGRAM / "src"
MODULES = PROGRAM / "node_modules"
BENCH = Path(__file__).parent / "bench"
NO_NODE = (
    "没有找到 Node.js 18 以上的 npm：小程序的检查跳过；安装 nodejs 和 npm 后再运行。"
    "There is no npm: the checks of the mini-program are skipped; install nodejs and npm first."
)
NO_COMPILER = (
    "WeChat's compilers are built for Linux and macOS on x86-64; these checks are skipped."
)
WXML = "process.stdout.write(require('miniprogram-compiler').wxmlToJs(process.argv[1]))"


def run(*command, cwd=PROGRAM, said=None):
    """What a command answers to what is `said` to it; a failure shows its whole output."""
    done = subprocess.run(
        command, cwd=cwd, input=said, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout


def installed():
    """Install what the lock says, once for each lock; skip where there is no Node."""
    if not (shutil.which("node") and shutil.which("npm")):
        (pytest.fail if os.environ.get("CI") else pytest.skip)(NO_NODE)
    lock = PROGRAM / "package-lock.json"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    mark = MODULES / ".lock-sha256"
    # Tests run in several processes; one of them installs.
    with lock.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not mark.exists() or mark.read_text() != digest:
            run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            mark.write_text(digest)


def with_compilers():
    """Skip where WeChat's compilers do not run."""
    if platform.machine() not in {"x86_64", "AMD64"}:
        pytest.skip(NO_COMPILER)
    folder = {"Linux": "linux", "Darwin": "mac"}.get(platform.system(), "")
    found = MODULES / "miniprogram-compiler/bin" / folder
    for name in ("wcc", "wcsc"):
        (found / name).chmod(0o755)
    return found


def scripts(folder):
    """Compile the TypeScript into `folder`; file → JavaScript."""
    run("node", MODULES / "typescript/bin/tsc", "--outDir", folder)
    return {
        str(each.relative_to(folder)): each.read_text(encoding="utf-8")
        for each in sorted(folder.rglob("*.js"))
    }


def templates():
    """All WXML as one function, as WeChat's compiler makes it."""
    with_compilers()
    return run("node", "-e", WXML, SOURCE)


def settings():
    """Settings of pages and components."""
    return {
        str(each.relative_to(SOURCE)): json.loads(each.read_text(encoding="utf-8"))
        for each in sorted(SOURCE.rglob("*.json"))
    }


def styles():
    """All styles as a browser reads them: a page is the body, native tags carry their prefix."""
    app = (SOURCE / "app.wxss").read_text(encoding="utf-8")
    tokens = (SOURCE / "tokens.wxss").read_text(encoding="utf-8")
    rest = [
        each.read_text(encoding="utf-8")
        for each in sorted(SOURCE.rglob("*.wxss"))
        if each.name not in {"app.wxss", "tokens.wxss"}
    ]
    whole = "\n".join([tokens, app.replace('@import "tokens.wxss";', ""), *rest])
    return whole.replace("\npage {", "\nbody {")


def bundle(folder):
    """Everything that the bench needs, as one JavaScript file."""
    installed()
    parts = {
        "SCRIPTS": scripts(folder),
        "SETTINGS": settings(),
        "STYLES": styles(),
    }
    said = "".join(f"window.{name} = {json.dumps(value)};\n" for name, value in parts.items())
    return said + f"window.TEMPLATES = (function () {{ {templates()} }})();\n"
