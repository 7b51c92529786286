"""The `yingshang` command: a group whose members are the modules of this package.

A module `explain_date.py` with a function `explain_date` is the command `yingshang explain-date`.
Only the module that is called is imported, so that a command without a database starts at once.
"""

import importlib
import pkgutil
import sys
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

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
        single = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        single.command(name=cmd_name)(getattr(module, name))
        return typer.main.get_command(single)


shell = typer.Typer(
    cls=CommandFolder,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Yingshang 营商: run a city's yearly business-environment plan. 营商环境方案执行系统。",
)


@shell.callback()
def yingshang() -> None:
    """Hold the commands of the folder."""


def main(arguments: list[str] | None = None) -> Any:
    """Run one command; the console entry point."""
    chosen = sys.argv[1:] if arguments is None else arguments
    return shell(args=chosen, prog_name="yingshang")


if __name__ == "__main__":
    main()
