"""What people write to the city: whether it was written before, what it holds, what it is about.

Every module is pure: text in, values out, the same on every machine. The topics are in
`yingshang.engines.texts.topics`, the clusters in `yingshang.engines.texts.trends`.
"""

from yingshang.engines.texts.collection import Collection, Found
from yingshang.engines.texts.personal import KINDS, Kind, Piece, masked, personal_data
from yingshang.engines.texts.sameness import Sameness, compare_texts, shared_phrases, similarity
from yingshang.engines.texts.signatures import Signature, signature

__all__ = [
    "KINDS",
    "Collection",
    "Found",
    "Kind",
    "Piece",
    "Sameness",
    "Signature",
    "compare_texts",
    "masked",
    "personal_data",
    "shared_phrases",
    "signature",
    "similarity",
]
