"""`yingshang vendor`: are the files made elsewhere still the ones that were taken?"""

from typing import Annotated

import typer

from yingshang.web import vendoring
from yingshang.web.settings.environment import ROOT


def vendor(
    *,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="重新从 npm 取回。Fetch from npm again.")
    ] = False,
) -> None:
    """核对随源码提交的第三方文件。Verify the committed files that were made elsewhere."""
    try:
        if fetch:
            vendoring.fetch(ROOT)
        found = vendoring.faults(ROOT)
    except (vendoring.VendorError, OSError) as error:
        found = [str(error)]
    for sentence in found:
        typer.echo(sentence, err=True)
    if found:
        raise typer.Exit(1)
    typer.echo(f"{len(vendoring.listed(ROOT))} 个文件与记录一致。All listed files are intact.")
