"""A bar chart on paper: bars from zero, solid and striped, each with its value above; no colour carries a meaning."""

from reports.document import BarChart
from reports.render.pdf.paper import BODY, LEADING, SMALL, Paper
from reports.render.pdf.shapes import FILL, box, rule, striped

HEIGHT = 112.0
KEY = 9.0
BETWEEN = 14.0


def draw_chart(paper: Paper, chart: BarChart) -> None:
    """Draw ``chart`` from the cursor down, kept on one page."""
    paper.need(HEIGHT + 62 + LEADING)
    _title(paper, chart)
    values = [value for series in chart.series for value in series.values]
    highest, lowest = max([*values, 1]), min([*values, 0])
    scale = (HEIGHT - 14 - (14 if lowest < 0 else 0)) / (highest - lowest)
    zero = paper.y - HEIGHT - lowest * scale + (14 if lowest < 0 else 0)
    for part in (1, 2, 3):
        paper.put(rule(paper.left, zero + highest * scale * part / 3, paper.right, 0.4, 0.7))
    slot = (paper.right - paper.left) / max(len(chart.groups), 1)
    bar = min(40.0, slot * 0.8 / max(len(chart.series), 1))
    for place, group in enumerate(chart.groups):
        middle = paper.left + slot * (place + 0.5)
        x = middle - bar * len(chart.series) / 2
        for number, series in enumerate(chart.series):
            _bar(paper, x + 1.5, bar - 3, zero, series.values[place] * scale, number, series.labels[place])
            x += bar
        paper.text(middle, paper.y - HEIGHT - 13, group, BODY, bold=place == chart.strong, align="middle")
    paper.put(rule(paper.left, zero, paper.right, 0.8))
    paper.y -= HEIGHT + 24


def _title(paper: Paper, chart: BarChart) -> None:
    """The title with its unit; beside it or right below what each kind of bar means: no legend away from the chart."""
    y = paper.y - 11
    unit = paper.left + paper.bold.width(chart.title, BODY) + 6
    paper.text(paper.left, y, chart.title, BODY, bold=True)
    paper.text(unit, y, chart.unit, SMALL)
    wide = [KEY + 4 + paper.regular.width(series.name, SMALL) for series in chart.series]
    legend = sum(wide) + BETWEEN * (len(wide) - 1)
    x = paper.right - legend
    if x < unit + paper.regular.width(chart.unit, SMALL) + BETWEEN:  # half a page wide: a line of its own
        x = paper.left
        y -= LEADING
        paper.y -= LEADING
    for number, series in enumerate(chart.series):
        paper.put(_filled(x, y - 1, KEY, KEY, number))
        paper.text(x + KEY + 4, y, series.name, SMALL)
        x += wide[number] + BETWEEN
    paper.y -= 22


def _bar(paper: Paper, x: float, width: float, zero: float, height: float, number: int, label: str) -> None:
    if height:
        low = min(zero, zero + height)
        paper.put(_filled(x, low, width, abs(height), number))
    size = (
        SMALL
        if paper.regular.width(label, SMALL) <= width + 8
        else SMALL * (width + 8) / paper.regular.width(label, SMALL)
    )
    y = zero + height + 3.5 if height >= 0 else zero + height - 10
    ground = paper.regular.width(label, size)
    paper.put(box(x + width / 2 - ground / 2 - 1, y - 2, ground + 2, 10, ground=1))
    paper.text(x + width / 2, y, label, size, align="middle")


def _filled(x: float, y: float, width: float, height: float, number: int) -> str:
    if number == 0:
        return box(x, y, width, height, ground=FILL, edge=0.8)
    return striped(x, y, width, height)
