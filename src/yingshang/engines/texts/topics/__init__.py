"""Topics proposed by a model that the city learns from its own decided requests.

Learning is in `topics.learning`, which alone loads scikit-learn; predicting needs NumPy.
"""

from yingshang.engines.texts.topics.lessons import Lesson
from yingshang.engines.texts.topics.model import About, Prediction, Score, TopicModel
from yingshang.engines.texts.topics.rules import PhraseRule, RuleFound, by_rules
from yingshang.engines.texts.topics.storing import load, save

__all__ = [
    "About",
    "Lesson",
    "PhraseRule",
    "Prediction",
    "RuleFound",
    "Score",
    "TopicModel",
    "by_rules",
    "load",
    "save",
]
