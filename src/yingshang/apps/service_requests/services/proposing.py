"""Topic and unit proposed for a request: by the rules of the pack first, then by the model."""

from yingshang.apps.service_requests.content import Content
from yingshang.apps.service_requests.decisions.topics import by_rules
from yingshang.apps.service_requests.models import ServiceRequest, TopicDecision


def propose_topic(content: Content, request: ServiceRequest) -> TopicDecision:
    """Keep what is proposed, by what, and the phrases that speak for it."""
    text = f"{request.title}\n{request.words}"
    found = by_rules(content.topics.values(), text, request.region)
    if found is None:
        return TopicDecision.objects.create(request=request, origin=TopicDecision.Origin.NOBODY)
    return TopicDecision.objects.create(
        request=request,
        origin=TopicDecision.Origin.RULE,
        proposed=found.topic,
        proposed_unit=found.unit,
        version=content.pack.digest[:12],
        phrases=[list(pair) for pair in found.phrases],
    )
