"""What the newest pack says of requests."""

from dataclasses import dataclass
from functools import cached_property

from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger.reader import in_words
from yingshang.apps.registers.selectors import current_release, pack_of
from yingshang.apps.service_requests.errors import NotOfferedError
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.schema.common import Text
from yingshang.engines.packs.schema.service_requests import (
    CallBacksFile,
    ChannelsFile,
    Handling,
    IntakeChannel,
    RatesFile,
    RequestClass,
    RequestsFile,
    Topic,
    TopicsFile,
)

FOLDER = "service_requests"


@dataclass(frozen=True)
class Content:
    """Requests as one pack describes them."""

    pack: ReadPack
    requests: RequestsFile

    @cached_property
    def classes(self) -> dict[str, RequestClass]:
        """Classes by their ids, in the order of the pack."""
        return {each.id: each for each in self.requests.classes}

    @cached_property
    def handlings(self) -> dict[str, Handling]:
        """How each case type serves requests."""
        return {each.case_type: each for each in self.requests.handling}

    @cached_property
    def channels(self) -> dict[str, IntakeChannel]:
        """Channels by their codes."""
        found = self.pack.models.get(f"{FOLDER}/channels.yaml")
        rows = found.channels if isinstance(found, ChannelsFile) else ()
        return {each.code: each for each in rows}

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Topics by their ids."""
        found = self.pack.models.get(f"{FOLDER}/topics.yaml")
        return {each.id: each for each in found.topics} if isinstance(found, TopicsFile) else {}

    @property
    def call_backs(self) -> CallBacksFile | None:
        """What is asked when somebody is called back."""
        found = self.pack.models.get(f"{FOLDER}/callbacks.yaml")
        return found if isinstance(found, CallBacksFile) else None

    @property
    def rates(self) -> RatesFile | None:
        """The rates over call-backs."""
        found = self.pack.models.get(f"{FOLDER}/rates.yaml")
        return found if isinstance(found, RatesFile) else None

    def handling_of(self, type_code: str) -> Handling:
        """How cases of a type serve requests.

        Raises:
            NotOfferedError: They do not.
        """
        found = self.handlings.get(type_code)
        if found is None:
            raise NotOfferedError
        return found

    def topic_name(self, code: str) -> str:
        """What people call a topic; its code where a newer pack has dropped it."""
        topic = self.topics.get(code)
        return words(topic.name) if topic else code

    def class_name(self, code: str) -> str:
        """What people call a class; its code where a newer pack has dropped it."""
        found = self.classes.get(code)
        return words(found.name) if found else code

    def channel_name(self, code: str) -> str:
        """What people call a channel; its code where a newer pack has dropped it."""
        found = self.channels.get(code)
        return words(found.name) if found else code


def current_content() -> Content | None:
    """What the newest pack says; None where it takes no requests."""
    release = current_release()
    if release is None:
        return None
    pack = pack_of(release)
    found = pack.models.get(f"{FOLDER}/requests.yaml")
    return Content(pack, found) if isinstance(found, RequestsFile) else None


def required_content() -> Content:
    """The same.

    Raises:
        NotOfferedError: The pack takes no requests.
    """
    found = current_content()
    if found is None:
        raise NotOfferedError
    return found


def intake_unit(content: Content) -> Unit:
    """The office that receives requests.

    Raises:
        NotOfferedError: The directory does not have it.
    """
    found = Unit.objects.filter(workspace=None, code=content.requests.intake).first()
    if found is None:
        raise NotOfferedError
    return found


def words(text: Text) -> str:
    """Wording of the pack in the reader's language."""
    return in_words(text.zh_hans, text.en)
