"""A bar chart on paper: bars from zero, solid and striped, each with its value above; no colour carries a meaning."""

from reports.document import BarChart
from reports.render.pdf.paper import BODY, SMALL, Paper
from reports.render.pdf.shapes import FILL, box, dashes, rule, striped

HEIGHT = 112.0
LOW = 64.0
KEY = 9.0
LINE = 14.0
"""What the key takes of the bars' height where it stands below the title."""
NOTE_GAP = 4.0
"""What stays free between the notes of two groups."""
TITLE = 22.0
LOWEST_TOP = 14.0
"""Room for the value above the highest bar, and below the lowest."""


def draw_chart(paper: Paper, chart: BarChart) -> None:
    """Draw ``chart`` from the cursor down, kept on one page."""
    right = paper.right
    names = [] if chart.line is None else chart.line.name.split("\n")
    if names:
        right -= max(paper.bold.width(name, SMALL) for name in names) + 6
    slot = (right - paper.left) / max(len(chart.groups), 1)
    below = [_folded(paper, note, slot - NOTE_GAP) for note in chart.notes]
    notes = max(map(len, below), default=0)
    all_of_it = LOW if chart.low else HEIGHT
    paper.need(all_of_it + 62 + 11 * notes)
    top = paper.y
    if chart.title or len(chart.series) > 1:
        _title(paper, chart)
    else:
        paper.y -= 2
    height = all_of_it - max(0.0, top - paper.y - TITLE)
    values = [value for series in chart.series for value in series.values]
    if chart.line is not None:
        values.append(chart.line.value)
    highest, lowest = max([*values, 1]), min([*values, 0])
    scale = (height - LOWEST_TOP - (LOWEST_TOP if lowest < 0 else 0)) / (highest - lowest)
    zero = paper.y - height - lowest * scale + (LOWEST_TOP if lowest < 0 else 0)
    for part in (1, 2, 3):
        paper.put(rule(paper.left, zero + highest * scale * part / 3, right, 0.4, 0.7))
    bar = min(40.0, slot * 0.8 / max(len(chart.series), 1))
    places = [(paper.left + slot * (place + 0.5), group) for place, group in enumerate(chart.groups)]
    for place, (middle, _group) in enumerate(places):
        x = middle - bar * len(chart.series) / 2
        for number, series in enumerate(chart.series):
            look = 1 if place == chart.quiet else number
            _bar(paper, x + 1.5, bar - 3, zero, series.values[place] * scale, look)
            x += bar
    if chart.line is not None:
        _line(paper, right, zero + chart.line.value * scale, names)
    for place, (middle, group) in enumerate(places):
        x = middle - bar * len(chart.series) / 2
        for series in chart.series:
            bold = place == chart.quiet
            room = bar - 1 if len(chart.series) > 1 else bar + 5  # the words of the next bar stand beside
            height_of = series.values[place] * scale
            _value(paper, x + bar / 2, room, zero, height_of, series.labels[place], bold=bold)
            x += bar
        bold = place in (chart.strong, chart.quiet)
        paper.text(middle, paper.y - height - 13, group, BODY, bold=bold, align="middle")
        for line, words in enumerate(below[place] if below else ()):
            _fitted(paper, middle, paper.y - height - 24 - 11 * line, words, slot)
    paper.put(rule(paper.left, zero, right, 0.8))
    paper.y -= height + 24 + 11 * notes


def _title(paper: Paper, chart: BarChart) -> None:
    """The title with its unit, and what each kind of bar means: on the same line where there is room, else below."""
    y = paper.y - 11
    paper.text(paper.left, y, chart.title, BODY, bold=True)
    paper.text(paper.left + paper.bold.width(chart.title, BODY) + 6, y, chart.unit, SMALL)
    said = paper.bold.width(chart.title, BODY) + 6 + paper.regular.width(chart.unit, SMALL)
    keys = sum(paper.regular.width(series.name, SMALL) + 4 + KEY + 14 for series in chart.series)
    if said + keys > paper.right - paper.left:
        y -= LINE
        paper.y -= LINE
    x = paper.right
    for number in reversed(range(len(chart.series))):
        name = chart.series[number].name
        paper.text(x, y, name, SMALL, align="right")
        x -= paper.regular.width(name, SMALL) + 4 + KEY
        paper.put(_filled(x, y - 1, KEY, KEY, number))
        x -= 14
    paper.y -= TITLE


def _bar(paper: Paper, x: float, width: float, zero: float, height: float, number: int) -> None:
    if height:
        low = min(zero, zero + height)
        paper.put(_filled(x, low, width, abs(height), number))


def _value(paper: Paper, middle: float, room: float, zero: float, height: float, label: str, *, bold: bool) -> None:
    letters = paper.bold if bold else paper.regular
    natural = letters.width(label, SMALL)
    size = SMALL if natural <= room else SMALL * room / natural
    y = zero + height + 3.5 if height >= 0 else zero + height - 10
    ground = letters.width(label, size)
    paper.put(box(middle - ground / 2 - 1, y - 2, ground + 2, 10, ground=1))
    paper.text(middle, y, label, size, bold=bold, align="middle")


def _line(paper: Paper, right: float, y: float, names: list[str]) -> None:
    paper.put(dashes(paper.left, y, right))
    for number, name in enumerate(names):
        paper.text(right + 4, y - 3 + 11 * (len(names) / 2 - number - 0.5), name, SMALL, bold=True)


def _folded(paper: Paper, note: str, room: float) -> list[str]:
    """The words of a note in lines, each as long as ``room`` allows; a word alone may be longer."""
    lines: list[str] = []
    for word in note.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and paper.regular.width(longer, SMALL) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _fitted(paper: Paper, middle: float, y: float, word: str, width: float) -> None:
    """A word no wider than its group: narrower letters, never smaller ones."""
    natural = paper.regular.width(word, SMALL)
    squeeze = min(1.0, (width - NOTE_GAP) / natural) if natural else 1.0
    paper.put(f"BT {paper.regular.write(middle - natural * squeeze / 2, y, word, SMALL, squeeze)} ET")


def _filled(x: float, y: float, width: float, height: float, number: int) -> str:
    if number == 0:
        return box(x, y, width, height, ground=FILL, edge=0.8)
    return striped(x, y, width, height)
