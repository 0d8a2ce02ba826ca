"""What the walk's figures are, worked out on paper.

N1 counts homes: 534 by the end of the second quarter (250 + 284) of 1,200 in the year, so of 600 to date: 89 %,
between 80 (3 points) and 90 (4): 3.9. R1 is 200 of 380 = 52.63 %, between the levels 50 (2) and 60 (3): 2.2632;
its target of 70 % stands all year. L1 fell to 24 days, between 30 (75 of 100 points) and 20 (100): 90 points, 4.5.
M1 has no levels for its round, so it is due at the year's end only. Weights 40, 30, 20 and 10.
"""

from collections.abc import Mapping
from typing import Any

import pytest

Expected = Mapping[str, tuple[float | None, float | None, float | None, str]]

# actual, target to date, score, status
ALL_THERE: Expected = {
    "ministry": (None, None, (40 * 3.9 + 30 * 2.2632 + 20 * 4.5) / 90, "watch"),
    "strategy S1": (None, None, (40 * 3.9 + 30 * 2.2632) / 70, "watch"),
    "goal G2": (None, None, 4.5, "on_track"),
    "department D2": (None, None, 2.2632, "at_risk"),
    "kpi N1": (534, 600, 3.9, "watch"),
    "kpi_department N1 D1": (534, 600, 3.9, "watch"),
    "kpi R1": (100 * 200 / 380, 70, 2.2632, "at_risk"),
    "kpi L1": (24, 20, 4.5, "on_track"),
    "kpi M1": (2, 5, None, "no_data"),
    # The north is P1 to P3: 400 homes of 400 to date, 142 of 260; the south 134 of 200, 58 of 120.
    "kpi_region N1 NO": (400, 400, 5, "on_track"),
    "kpi_region R1 NO": (100 * 142 / 260, 70, 2.4615, "at_risk"),
    "kpi_region N1 SO": (134, 200, 1.7, "critical"),
    "kpi_region R1 SO": (100 * 58 / 120, 70, 1.8333, "critical"),
    "region NO": (None, None, (40 * 5 + 30 * 2.4615) / 70, "watch"),
    "region SO": (None, None, (40 * 1.7 + 30 * 1.8333) / 70, "critical"),
    "kpi_province N1 P1": (140, 150, 4.3333, "on_track"),
    "kpi_province N1 P2": (160, 150, 5, "on_track"),
    "kpi_province N1 P4": (50, 100, 1, "critical"),
    "kpi_province R1 P3": (100 * 22 / 60, 70, 1, "critical"),
    "kpi_province R1 P4": (100 * 33 / 80, 70, 1.125, "critical"),
    # P5 reported R1 for the first quarter only: what is known is shown, and not judged.
    "kpi_province R1 P5": (62.5, 70, None, "no_data"),
}
# P4 was put right from 20 to 60 homes: 574 of 600 are 95.67 %, P4 90 of 100, the south 174 of 200.
CORRECTED: Expected = {
    **ALL_THERE,
    "ministry": (None, None, (40 * 4.5667 + 30 * 2.2632 + 20 * 4.5) / 90, "watch"),
    "strategy S1": (None, None, (40 * 4.5667 + 30 * 2.2632) / 70, "watch"),
    "kpi N1": (574, 600, 4.5667, "on_track"),
    "kpi_department N1 D1": (574, 600, 4.5667, "on_track"),
    "kpi_region N1 SO": (174, 200, 3.7, "watch"),
    "region SO": (None, None, (40 * 3.7 + 30 * 1.8333) / 70, "at_risk"),
    "kpi_province N1 P4": (90, 100, 4, "on_track"),
}
# The later plan: 1,100 homes in the year (550 to date), 200 of them in P1; P3 belongs to the south.
LATER_PLAN: Expected = {
    **CORRECTED,
    "ministry": (None, None, (40 * 5 + 30 * 2.2632 + 20 * 4.5) / 90, "watch"),
    "strategy S1": (None, None, (40 * 5 + 30 * 2.2632) / 70, "watch"),
    "kpi N1": (574, 550, 5, "on_track"),
    "kpi_department N1 D1": (574, 550, 5, "on_track"),
    "kpi_region N1 NO": (300, 250, 5, "on_track"),
    "kpi_region R1 NO": (60, 70, 3, "watch"),
    "kpi_region N1 SO": (274, 300, 4.1333, "on_track"),
    "kpi_region R1 SO": (100 * 80 / 180, 70, 1.4444, "critical"),
    "region NO": (None, None, (40 * 5 + 30 * 3) / 70, "on_track"),
    "region SO": (None, None, (40 * 4.1333 + 30 * 1.4444) / 70, "at_risk"),
    "kpi_province N1 P1": (140, 100, 5, "on_track"),
}


def seen(figures: Mapping[str, dict[str, Any]], expected: Expected) -> dict[str, Any]:
    """Of exported figures what the tables above speak of."""
    names = ("actual", "target_to_date", "score", "status")
    return {scope: tuple(figures[scope][name] for name in names) for scope in expected}


def worked_out(expected: Expected) -> dict[str, Any]:
    """The tables above, to be compared to four decimals."""
    return {
        scope: tuple(
            pytest.approx(value, abs=6e-5) if isinstance(value, int | float) else value for value in row
        )
        for scope, row in expected.items()
    }
