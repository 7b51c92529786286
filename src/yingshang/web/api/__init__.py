"""The site's API, with its description at /api/openapi.json."""

from ninja import NinjaAPI

from yingshang.web.api import casework, dates, outside, ratings, request_media, requests, wechat
from yingshang.web.api.faults import refuse_in_words

# No docs page: it would load its script from a foreign host.
api = NinjaAPI(title="Yingshang 营商", version="1", docs_url=None, urls_namespace="api")
refuse_in_words(api)
api.add_router("/dates", dates.router)
api.add_router("/casework", casework.router)
api.add_router("/casework/outside", outside.router)
api.add_router("/ratings", ratings.router)
api.add_router("/requests", requests.router)
api.add_router("/requests", request_media.router)
api.add_router("/wechat", wechat.router)
