"""Scoring texts against descriptions of classes, without training: pure numbers in, pure numbers out."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BEST = 3
"""A text is near a class by the mean of its so many nearest descriptions."""
RIVAL = 0.3
"""How much of the best other class is taken off: a text that is near several belongs to each of them less."""


def near_classes(alike: Floats, classes: Ints, best: int = BEST) -> Floats:
    """How near each text is to each class; `alike` has a column per description, `classes` says whose it is."""
    wanted = np.unique(classes)
    columns = [np.sort(alike[:, classes == each], axis=1)[:, -best:].mean(axis=1) for each in wanted]
    return np.stack(columns, axis=1)


def standardised(scores: Floats) -> Floats:
    """Every column with mean 0 and spread 1 over these texts; a column without spread becomes 0."""
    spread = scores.std(axis=0)
    return np.asarray((scores - scores.mean(axis=0)) / np.where(spread > 0, spread, 1), np.float64)


def beside_rivals(scores: Floats, rival: float = RIVAL) -> Floats:
    """Each score less a share of the best score that the text has for another class."""
    if scores.shape[1] < 2:
        return scores
    order = np.sort(scores, axis=1)
    best, second = order[:, -1:], order[:, -2:-1]
    return np.asarray(scores - rival * np.where(scores == best, second, best), np.float64)


def best_threshold(scores: Floats, labels: NDArray[np.bool_]) -> float:
    """The one number that separates yes from no with the fewest mistakes; among equals the one nearest to 0."""
    ordered = np.sort(scores)
    between = np.concatenate([ordered[:1] - 1, (ordered[1:] + ordered[:-1]) / 2])
    right = np.array([((scores >= each) == labels).mean() for each in between])
    best = between[right == right.max()]
    return float(best[np.abs(best).argmin()])
