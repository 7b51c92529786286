"""Topic and unit proposed for a request: by the rules of the pack first, then by the model."""

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from yingshang.apps.service_requests.content import Content
from yingshang.apps.service_requests.decisions.topics import by_phrases, unit_of
from yingshang.apps.service_requests.models import ServiceRequest, TopicDecision
from yingshang.apps.service_requests.models import TopicModel as TakenModel
from yingshang.engines.texts.topics import TopicModel, load

# A model that is less sure than this proposes nothing.
SURE = 0.5


def propose_topic(content: Content, request: ServiceRequest) -> TopicDecision:
    """Keep what is proposed, by what, and the phrases that speak for it."""
    text = f"{request.title}\n{request.words}"
    found = by_phrases(content.topics.values(), text, request.region)
    if found is None:
        return _by_model(content, request)
    return TopicDecision.objects.create(
        request=request,
        origin=TopicDecision.Origin.RULE,
        proposed=found.topic,
        proposed_unit=found.unit,
        version=content.pack.digest[:12],
        phrases=[list(pair) for pair in found.phrases],
    )


def _by_model(content: Content, request: ServiceRequest) -> TopicDecision:
    """What the model in use proposes, with the words that spoke for it; nothing where unsure."""
    taken = TakenModel.objects.filter(is_in_use=True).defer("content").first()
    if taken is not None:
        said = read_model(taken.digest).predict(request.words, request.title)
        topic = content.topics.get(said.label)
        if topic is not None and said.chance >= SURE:
            share = round(said.chance / max(len(said.words), 1), 3)
            return TopicDecision.objects.create(
                request=request,
                origin=TopicDecision.Origin.MODEL,
                proposed=topic.id,
                proposed_unit=unit_of(topic, request.region),
                version=taken.version,
                phrases=[[word, share] for word in said.words],
            )
    return TopicDecision.objects.create(request=request, origin=TopicDecision.Origin.NOBODY)


@lru_cache(maxsize=2)
def read_model(digest: str) -> TopicModel:
    """A model that was taken into use; it never changes."""
    content = TakenModel.objects.values_list("content", flat=True).get(digest=digest)
    return model_in(bytes(content))


def model_in(content: bytes) -> TopicModel:
    """The model that a file holds.

    Raises:
        TextsError: It is none that this version reads.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        path.write_bytes(content)
        return load(path)
