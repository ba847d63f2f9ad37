"""Parts of a film that are followed at the same time, and whether one may be joined to the one before."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

from formcheck.pose.body import Trunk, trunk_of
from formcheck.pose.engine import Pose
from formcheck.pose.follow import Follower, Rows

# Every part begins with a landmarker of its own, which needs some pictures to settle (benchmarks/seams.py
# measures how many). Longer parts warm up less often, shorter ones keep more cores at work; the parts depend
# on the film alone, so that the number of cores changes no number.
_PART = 300
_SHORTEST_FILM = 100  # frames; a shorter film is not worth the second landmarker
WARM_UP = 12
LEAD = 24  # pictures a cut finder needs before the first that counts
_SEAM = 3


def parts_of(frames: int) -> list[tuple[int, int]]:
    """Cut a film of so many frames into parts, frames from and up to.

    >>> parts_of(600)
    [(0, 306), (306, 600)]
    >>> parts_of(80)
    [(0, 80)]
    """
    # An even number, so that two cores are done at the same time.
    count = max(2, 2 * round(frames / (2 * _PART))) if frames >= _SHORTEST_FILM else 1
    # The first part has nothing to warm up on, so it is longer by what the others look at before they begin.
    longer = WARM_UP if count > 1 else 0
    edges = [0, *np.linspace(longer, frames, count + 1).round().astype(int).tolist()[1:]]
    return list(itertools.pairwise(edges))


def joins(before: Follower, after: Follower, at: int) -> bool:
    """Tell whether a part that was followed by itself follows the runner of the part before.

    Parameters
    ----------
    before
        Has followed up to the picture `at`.
    after
        Has followed from some pictures before `at`.
    at
        Number of the first picture of the part.

    Returns
    -------
    bool
        False when in doubt: whoever knows what happened before has to go on then. So it is when somebody
        else is in the picture, at the seam or later.
    """
    if after.reached_back or any(after.rows.company) or before.rows.company[-1]:
        return False
    looked = [index for index in range(at - _SEAM, at) if after.rows.looked[index - after.rows.first]]
    seen = [(_trunk(before.rows, index), _trunk(after.rows, index)) for index in looked]
    if all(one is None and other is None for one, other in seen):
        return True
    return all(one is not None and other is not None and one.same(other) for one, other in seen)


def _trunk(rows: Rows, index: int) -> Trunk | None:
    row = index - rows.first
    xy: NDArray[np.float64] = rows.xy[row]
    return None if np.isnan(xy[0, 0]) else trunk_of(Pose(xy, rows.visibility[row], rows.world[row]))
