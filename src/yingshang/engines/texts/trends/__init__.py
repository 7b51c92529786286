"""Hot topics: what many texts of a period are about, and what is new beside an earlier one."""

from yingshang.engines.texts.trends.clusters import Cluster, clusters
from yingshang.engines.texts.trends.periods import Change, NewPhrase, compare, new_phrases
from yingshang.engines.texts.trends.phrases import Text

__all__ = ["Change", "Cluster", "NewPhrase", "Text", "clusters", "compare", "new_phrases"]
