"""The pages of the units' own plans, split by what one does there."""

from yingshang.apps.delivery.views.implementation.deciding import (
    accept,
    accept_many,
    change,
    open_drafting,
    send_back,
    sign,
    take_back,
)
from yingshang.apps.delivery.views.implementation.drafting import (
    edit,
    measure,
    remove_measure,
    table,
)
from yingshang.apps.delivery.views.implementation.reading import (
    all_implementations,
    implementation,
    implementations,
    versions,
)
from yingshang.apps.delivery.views.implementation.workbook import download, upload

__all__ = [
    "accept",
    "accept_many",
    "all_implementations",
    "change",
    "download",
    "edit",
    "implementation",
    "implementations",
    "measure",
    "open_drafting",
    "remove_measure",
    "send_back",
    "sign",
    "table",
    "take_back",
    "upload",
    "versions",
]
