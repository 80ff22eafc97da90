"""The charts of the paper, for the screen."""

from __future__ import annotations

from coopadmin.paper.blocks import Chart
from coopadmin.paper.charts import chart
from coopadmin.paper.look import Look
from coopadmin.paper.picture import svg
from coopadmin.paper.press import Press

MAIN_COLUMN = 351.5


def chart_svg(block: Chart, look: Look | None = None, width: float = MAIN_COLUMN) -> str:
    """A chart as SVG of this width in points, in colours for a light ground.

    The screen must have loaded the Coop fonts; a missing sign falls back by itself there.
    """
    return svg(chart(block, Press(look or Look()), width))
