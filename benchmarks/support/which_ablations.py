"""Ours without one of its signs, the other weights fitted anew: what ``tools/fit_habit.py`` prints."""

from __future__ import annotations

from collections.abc import Mapping

from skill.shopping.matching.habit import WEIGHTS, Signs

ABLATIONS: Mapping[str, Signs] = {
    "all signs": WEIGHTS,
    "without lately": Signs(
        lately=0.000, often=0.346, once=-0.580, many=0.151, pace=0.358, since=-0.476, soon=-0.302, long_ago=-0.303
    ),
    "without often": Signs(
        lately=0.454, often=0.000, once=-0.602, many=0.150, pace=0.301, since=-0.297, soon=-0.271, long_ago=-0.240
    ),
    "without once": Signs(
        lately=0.407, often=0.307, once=0.000, many=0.152, pace=0.268, since=-0.296, soon=-0.116, long_ago=-0.135
    ),
    "without many": Signs(
        lately=0.335, often=0.188, once=-0.484, many=0.000, pace=0.291, since=-0.329, soon=-0.252, long_ago=-0.261
    ),
    "without pace": Signs(
        lately=0.463, often=0.222, once=-0.403, many=0.156, pace=0.000, since=-0.363, soon=-0.534, long_ago=-0.323
    ),
    "without since": Signs(
        lately=0.660, often=0.083, once=-0.367, many=0.126, pace=0.331, since=0.000, soon=0.144, long_ago=-0.404
    ),
    "without soon": Signs(
        lately=0.344, often=0.193, once=-0.433, many=0.141, pace=0.325, since=-0.289, soon=0.000, long_ago=-0.251
    ),
    "without long_ago": Signs(
        lately=0.344, often=0.177, once=-0.432, many=0.141, pace=0.299, since=-0.347, soon=-0.241, long_ago=0.000
    ),
}
