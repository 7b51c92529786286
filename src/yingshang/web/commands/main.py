"""The `yingshang` command: a group whose members are the modules of this package.

A module `explain_date.py` with a function `explain_date` is the command `yingshang explain-date`.
Only the module that is called is imported, so that a command without a database starts at once.
"""

import importlib
import pkgutil
import sys
from pathlib import Path
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from yingshang.web import usage

PACKAGE = "yingshang.web.commands"
# Modules of this package that commands share; they are no commands themselves.
SHARED = {"main"}


class CommandFolder(TyperGroup):
    """A group that reads its commands from the folder of this file."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names of all commands, in alphabetical order."""
        modules = pkgutil.iter_modules([str(Path(__file__).parent)])
        names = {module.name for module in modules} - SHARED
        return sorted(name.replace("_", "-") for name in names)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command called `cmd_name`, or None when there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        name = cmd_name.replace("-", "_")
        module = importlib.import_module(f"{PACKAGE}.{name}")
        single = typer.Typer(
            add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
        )
        single.command(name=cmd_name)(getattr(module, name))
        return typer.main.get_command(single)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Every command with its sentence in Chinese and, one line lower, in English."""
        names = self.list_commands(ctx)
        width = max(map(len, names)) + 4
        formatter.write("\n命令 Commands:\n")
        for name in names:
            chinese, english = _first_sentences(self.get_command(ctx, name).help)
            formatter.write(f"  {name:{width}}{chinese}\n{'':{width + 2}}{english}\n")

    def main(self, *arguments: Any, **options: Any) -> NoReturn:
        """Run one command and leave; a wrong call ends with a sentence and code 2."""
        try:
            code = super().main(*arguments, **{**options, "standalone_mode": False})
        except TyperException as wrong:
            context = getattr(wrong, "ctx", None)
            command = context.command_path if context else "yingshang"
            usage.complain(usage.sentence_for(wrong.format_message(), command))
            sys.exit(wrong.exit_code)
        except typer.Abort:
            usage.complain(usage.CANCELLED)
            sys.exit(1)
        sys.exit(code)


shell = typer.Typer(
    cls=CommandFolder,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="营商环境方案执行系统。Yingshang runs a city's yearly business-environment plan.",
)


@shell.callback()
def yingshang() -> None:
    """Hold the commands of the folder."""


def main(arguments: list[str] | None = None) -> Any:
    """Run one command; the console entry point. No trace of the program ever reaches a person."""
    chosen = sys.argv[1:] if arguments is None else arguments
    try:
        return shell(args=chosen, prog_name="yingshang")
    except Exception:  # noqa: BLE001 - the last line of defence; the trace is kept in a file
        usage.complain(usage.report_fault())
        sys.exit(1)


def _first_sentences(text: str) -> tuple[str, str]:
    """The first paragraph of a command's help, cut behind its Chinese sentence."""
    chinese, mark, english = " ".join(text.split("\n\n", maxsplit=1)[0].split()).partition("。")
    return chinese + mark, english.strip()


if __name__ == "__main__":
    main()
