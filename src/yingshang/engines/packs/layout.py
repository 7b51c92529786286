"""Which files a pack has, and the schema of each: the one table to extend for a new kind."""

import re
from dataclasses import dataclass

from pydantic import BaseModel

from yingshang.engines.packs.schema.appraisal import Appraisal
from yingshang.engines.packs.schema.areas import Areas, Enterprises
from yingshang.engines.packs.schema.casework.case import CaseEntry
from yingshang.engines.packs.schema.casework.examples import ExamplesFile
from yingshang.engines.packs.schema.casework.letters import LettersFile
from yingshang.engines.packs.schema.directory import Directory, Posts
from yingshang.engines.packs.schema.meetings import Meetings
from yingshang.engines.packs.schema.obligations import ObligationRules
from yingshang.engines.packs.schema.pack import Pack
from yingshang.engines.packs.schema.plan import Plan
from yingshang.engines.packs.schema.publicity import Publicity
from yingshang.engines.packs.schema.ratings import Ratings, Windows
from yingshang.engines.packs.schema.reminders import Reminders
from yingshang.engines.packs.schema.requirements import Requirements
from yingshang.engines.packs.schema.returns import Returns
from yingshang.engines.packs.schema.service_requests import (
    CallBacksFile,
    ChannelsFile,
    RatesFile,
    RequestsFile,
    TopicsFile,
)
from yingshang.engines.packs.schema.size_classes import SizeClasses
from yingshang.engines.packs.schema.supervision import Supervision
from yingshang.engines.packs.schema.tasks import TaskEntry
from yingshang.engines.packs.schema.time_limits import TimeLimitsFile

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Kind:
    """One kind of file.

    `pattern` matches whole relative paths; `*` stands for anything but a slash. `schema` None: the
    file is kept as it is. `limit` is its largest size in bytes, inclusive.
    """

    name: str
    pattern: str
    schema: type[BaseModel] | None
    required: bool = False
    limit: int = MEGABYTE

    def matches(self, path: str) -> bool:
        """Whether the file at the relative `path` is of this kind."""
        parts = [re.escape(part).replace(r"\*", "[^/]*") for part in self.pattern.split("/")]
        return re.fullmatch("/".join(parts), path) is not None


LAYOUT: tuple[Kind, ...] = (
    Kind("pack", "pack.yaml", Pack, required=True),
    Kind("plan", "plan/plan.yaml", Plan, required=True, limit=8 * MEGABYTE),
    Kind("task", "tasks/*.yaml", TaskEntry),
    Kind("requirements", "requirements.yaml", Requirements, required=True),
    Kind("directory", "directory/units.yaml", Directory, required=True, limit=4 * MEGABYTE),
    Kind("posts", "directory/posts.yaml", Posts, required=True),
    Kind("areas", "directory/areas.yaml", Areas),
    Kind("enterprises", "directory/enterprises.yaml", Enterprises),
    Kind("size_classes", "size_classes.yaml", SizeClasses),
    Kind("time_limits", "time_limits.yaml", TimeLimitsFile, required=True),
    Kind("obligations", "obligations.yaml", ObligationRules),
    Kind("reminders", "reminders.yaml", Reminders),
    Kind("returns", "returns.yaml", Returns),
    Kind("meetings", "meetings.yaml", Meetings),
    Kind("publicity", "publicity.yaml", Publicity),
    Kind("appraisal", "appraisal.yaml", Appraisal),
    Kind("ratings", "ratings/ratings.yaml", Ratings),
    Kind("windows", "ratings/windows.yaml", Windows),
    Kind("requests", "service_requests/requests.yaml", RequestsFile),
    Kind("channels", "service_requests/channels.yaml", ChannelsFile),
    Kind("topics", "service_requests/topics.yaml", TopicsFile),
    Kind("callbacks", "service_requests/callbacks.yaml", CallBacksFile),
    Kind("rates", "service_requests/rates.yaml", RatesFile),
    Kind("supervision", "supervision/supervision.yaml", Supervision),
    Kind("case", "casework/*/case.yaml", CaseEntry),
    Kind("letters", "casework/*/letters.yaml", LettersFile),
    Kind("examples", "casework/*/examples.yaml", ExamplesFile),
    Kind("document", "plan/*.txt", None, limit=8 * MEGABYTE),
    Kind("original", "plan/*.docx", None, limit=32 * MEGABYTE),
    Kind("original", "plan/*.pdf", None, limit=32 * MEGABYTE),
    Kind("original", "plan/*.html", None, limit=8 * MEGABYTE),
    # What `yingshang importplan` applies to the document; read by that command alone.
    Kind("corrections", "plan/corrections.yaml", None),
    Kind("notes", "README.md", None),
    Kind("notes", "README.zh-CN.md", None),
    Kind("notes", "LICENSE", None),
)


def kind_of(path: str) -> Kind | None:
    """The kind of the file at `path` (relative, with slashes), or None when it is unknown."""
    return next((kind for kind in LAYOUT if kind.matches(path)), None)
