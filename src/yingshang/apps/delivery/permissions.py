"""Who may do which verb of delivery. The plan itself is a public document."""

from yingshang.apps.directory.permissions import EVERYBODY, declare

declare("delivery.see_timelines", anywhere=EVERYBODY)
