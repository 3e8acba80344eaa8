"""Which of the 17 goals of the United Nations texts are about: zero-shot, from descriptions of the goals alone."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import hstack  # type: ignore[import-untyped]

from cityteams_clusters.domain.partners.zero_shot import Floats, Ints, beside_rivals, near_classes, standardised
from cityteams_clusters.texts.hashed import described
from cityteams_clusters.texts.models import TextModel

GOALS = 17
_TOPICS, _SEED = 256, 0


class GoalReader:
    """Scores texts by goal. The more texts come at once the better: what is common among them is learnt from them."""

    def __init__(self, model: TextModel) -> None:
        self._model = model
        goals = described("goals")
        self._sentences = [sentence for goal in range(1, GOALS + 1) for sentence in goals[str(goal)]]
        self._classes: Ints = np.array([goal for goal in range(1, GOALS + 1) for _ in goals[str(goal)]], np.int64)

    def scores(self, texts: Sequence[str]) -> Floats:
        """A row per text, a column per goal; about 0 is the border of belonging."""
        both = [*self._sentences, *texts]
        tables = [self._counted(both), *(table.astype(np.float64) for table in self._model.meanings(both).tables)]
        scores: list[Floats] = [self._by(table, len(self._sentences)) for table in tables]
        return beside_rivals(standardised(np.sum(scores, axis=0)))

    def _by(self, table: NDArray[Any], sentences: int) -> Floats:
        lengths = np.linalg.norm(table, axis=1, keepdims=True)
        unit = table / np.where(lengths > 0, lengths, 1)
        return standardised(near_classes(unit[sentences:] @ unit[:sentences].T, self._classes))

    @staticmethod
    def _counted(texts: Sequence[str]) -> NDArray[Any]:
        """TF-IDF of words and parts of words, in at most 256 topics."""
        from sklearn.decomposition import TruncatedSVD  # type: ignore[import-untyped]  # noqa: PLC0415 - importing it sets variables of the environment
        from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]  # noqa: PLC0415

        few = 2 if len(texts) > _TOPICS else 1
        word = TfidfVectorizer(sublinear_tf=True, stop_words="english", ngram_range=(1, 2), min_df=few)
        char = TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(3, 5), min_df=few)
        whole = hstack([word.fit_transform(texts), char.fit_transform(texts)]).tocsr()
        topics = min(_TOPICS, min(whole.shape) - 1)
        return np.asarray(TruncatedSVD(topics, random_state=_SEED).fit_transform(whole), np.float64)
