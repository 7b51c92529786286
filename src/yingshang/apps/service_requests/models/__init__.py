"""What the city was told, and what became of it."""

from yingshang.apps.service_requests.models.asking import Disclosure, Question
from yingshang.apps.service_requests.models.callbacks import CallBack
from yingshang.apps.service_requests.models.clients import ClientKey
from yingshang.apps.service_requests.models.reports import Report, ReportMedia
from yingshang.apps.service_requests.models.requests import ServiceRequest
from yingshang.apps.service_requests.models.sameness import SamenessProposal, Signature
from yingshang.apps.service_requests.models.topics import TopicDecision, TopicModel

__all__ = [
    "CallBack",
    "ClientKey",
    "Disclosure",
    "Question",
    "Report",
    "ReportMedia",
    "SamenessProposal",
    "ServiceRequest",
    "Signature",
    "TopicDecision",
    "TopicModel",
]
