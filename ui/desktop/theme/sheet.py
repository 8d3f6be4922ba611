"""The one style sheet, written from the tokens. Type in points, lengths in pixels that grow with the text setting.

Roles: QLabel as in ``tokens.PT`` and "muted"; QFrame "card", "sunken", "strip", "header", "line"; QPushButton
"primary", "link", "danger", "chip", "quiet", each with ``big``; QLineEdit "bare" inside of a QFrame "field".
``tone`` colours a text or a strip, ``state`` marks a field ("error", "question"); a button that paints itself says
``painted``.
"""

from ui.desktop.theme import tokens as t
from ui.desktop.theme.look import Look


def style_sheet(worn: Look) -> str:
    """The style sheet of the whole application in the look ``worn``."""
    parts = (_ground, _text, _frames, _buttons, _fields, _views)
    return "\n".join((*(part(worn) for part in parts), _presenter()))


def _presenter() -> str:
    """The large screen is white in every look; its sizes follow the screen and stand beside its parts."""
    tones = "\n".join(
        f'QLabel[role="presenter"][tone="{tone}"] {{ color: {t.LIGHT.colour(tone)}; }}'
        for tone in ("text", "muted", "primary", "money_in", "on_fill")
    )
    return f"""
QWidget[role="presenter-screen"] {{ background: {t.LIGHT.paper}; }}
QFrame[role="presenter-line"] {{ background: {t.LIGHT.primary}; border: none; }}
{tones}
"""


def _pt(worn: Look, role: str) -> str:
    points, bold = t.PT[role]
    return f"font-size: {points * worn.text:g}pt; font-weight: {'bold' if bold else 'normal'};"


def _ground(worn: Look) -> str:
    c, px = worn.tokens, worn.px
    return f"""
QWidget {{ color: {c.text}; }}
QMainWindow, QDialog {{ background: {c.bg}; }}
QDialog {{ border: 1px solid {c.edge}; }}
QToolTip {{ background: {c.text}; color: {c.surface}; border: none; padding: 6px; {_pt(worn, "base")} }}
QMenu {{ background: {c.surface}; border: 1px solid {c.edge}; padding: 6px; }}
QMenu::item {{ padding: {px(10)}px {px(24)}px {px(10)}px {px(12)}px; border-radius: 6px; min-width: {px(120)}px; }}
QMenu::item:selected {{ background: {worn.accent.soft}; }}
QMenu::item:disabled {{ color: {c.muted}; }}
QMenu::icon {{ padding-left: {px(12)}px; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 6px; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget[role="page"] {{ background: transparent; }}
QScrollBar:vertical {{ background: {c.sunken}; width: 12px; margin: 0; border: none; border-radius: 6px; }}
QScrollBar::handle:vertical {{ background: {c.edge}; min-height: {px(40)}px; border-radius: 4px; margin: 1px 2px; }}
QScrollBar:horizontal {{ background: {c.sunken}; height: 12px; margin: 0; border: none; border-radius: 6px; }}
QScrollBar::handle:horizontal {{ background: {c.edge}; min-width: {px(40)}px; border-radius: 4px; margin: 2px 1px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {c.sunken}; border: none; border-radius: {px(16) // 2}px; min-height: {px(16)}px;
  max-height: {px(16)}px; }}
QProgressBar::chunk {{ background: {c.primary}; border-radius: {px(16) // 2}px; }}
"""


def _text(worn: Look) -> str:
    rules = [f'QLabel[role="{role}"] {{ {_pt(worn, role)} }}' for role in t.PT]
    rules.append(f'QLabel[role="muted"] {{ color: {worn.tokens.muted}; }}')
    rules += [f'QLabel[tone="{tone}"] {{ color: {worn.name(tone)}; }}' for tone in t.TONES]
    rules.append(f'QLabel[tone="accent"] {{ color: {worn.accent.text}; }}')
    rules.append(f'QLabel[tone="on_accent"] {{ color: {worn.accent.on_fill}; }}')
    rules.append("QLabel { background: transparent; }")
    return "\n".join(rules)


def _frames(worn: Look) -> str:
    c, px = worn.tokens, worn.px
    strips = "\n".join(
        f'QFrame[role="strip"][tone="{tone}"] {{ background: {c.colour(tone + "_soft")}; }}'
        f'QFrame[role="strip"][tone="{tone}"][barred="true"] {{ border-left: {px(5)}px solid {c.colour(tone)};'
        f" border-top-left-radius: 0; border-bottom-left-radius: 0; }}"
        f'QFrame[role="toast"][tone="{tone}"] {{ background: {c.colour(tone + "_soft")};'
        f" border: 1px solid {c.colour(tone)}; }}"
        f'QFrame[role="badge"][tone="{tone}"] {{ background: {c.colour(tone + "_soft")}; }}'
        for tone in ("primary", "money_in", "out", "warn")
    )
    return f"""
QFrame[role="card"] {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: {t.RADIUS_CARD}px; }}
QFrame[role="card"][strong="true"] {{ border-color: {c.edge}; }}
QFrame[role="popup"] {{ background: {c.surface}; border: 1px solid {c.edge}; }}
QFrame[role="sunken"] {{ background: {c.sunken}; border: none; }}
QFrame[role="header"] {{ background: {c.surface}; border: none; border-bottom: 3px solid {worn.accent.fill}; }}
QFrame[role="side"] {{ background: {c.sunken}; border: none; border-right: 1px solid {c.line}; }}
QFrame[role="foot"] {{ background: {c.surface}; border: none; border-top: 1px solid {c.line}; }}
QFrame[role="line"] {{ background: {c.line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[role="strip"] {{ background: {c.sunken}; border: none; border-radius: {t.RADIUS_INNER}px; }}
QFrame[role="badge"] {{ background: {c.sunken}; border: none; border-radius: {px(t.BADGE) // 2}px; }}
QFrame[role="toast"] {{ background: {c.surface}; border: 1px solid {c.edge}; border-radius: {t.RADIUS_CONTROL}px; }}
QFrame[role="soft"] {{ background: {worn.accent.soft}; border: none; border-radius: {t.RADIUS_CARD}px; }}
QFrame[role="practice"] {{ background: {c.practice}; border: none; }}
{strips}
"""


def _buttons(worn: Look) -> str:
    c, px = worn.tokens, worn.px
    on_pressed = c.on_fill
    return f"""
QPushButton {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.edge};
  border-radius: {t.RADIUS_CONTROL}px; min-height: {px(t.BUTTON) - 2}px; padding: 0 {px(16)}px; }}
QPushButton:hover {{ background: {c.zebra}; }}
QPushButton:pressed, QPushButton:checked {{ background: {c.sunken}; }}
QPushButton:disabled {{ background: {c.bg}; color: {c.muted}; border-color: {c.line}; }}
QPushButton[big="true"] {{ min-height: {px(t.BIG_BUTTON) - 2}px; {_pt(worn, "lead")} font-weight: normal; }}
QPushButton[role="primary"] {{ background: {c.primary}; color: {c.on_fill}; border-color: {c.primary};
  font-weight: bold; }}
QPushButton[role="primary"]:hover, QPushButton[role="primary"]:pressed {{ background: {c.primary_pressed};
  color: {on_pressed}; border-color: {c.primary_pressed}; }}
QPushButton[role="primary"]:disabled {{ background: {c.bg}; color: {c.muted}; border-color: {c.line}; }}
QPushButton[role="primary"][big="true"] {{ font-weight: bold; }}
QPushButton[role="danger"] {{ color: {c.out}; border-color: {c.out}; font-weight: bold; }}
QPushButton[role="danger"]:hover, QPushButton[role="danger"]:pressed {{ background: {c.out_soft}; }}
QPushButton[role="link"] {{ background: transparent; border: none; color: {c.primary}; font-weight: bold;
  padding: 0 {px(8)}px; min-height: {px(t.BUTTON)}px; }}
QPushButton[role="link"]:hover, QPushButton[role="link"]:pressed {{ background: {c.primary_soft}; }}
QPushButton[role="link"]:disabled {{ color: {c.muted}; }}
QPushButton[role="quiet"] {{ background: transparent; border: none; padding: 0 {px(8)}px;
  min-height: {px(t.BUTTON)}px; }}
QPushButton[role="quiet"]:hover, QPushButton[role="quiet"]:pressed {{ background: {c.sunken}; }}
QPushButton[role="chip"] {{ background: {c.bg}; border-radius: {px(t.LEAST_TARGET) // 2}px;
  min-height: {px(t.LEAST_TARGET) - 2}px; padding: 0 {px(12)}px; }}
QPushButton[role="chip"]:hover, QPushButton[role="chip"]:pressed {{ background: {c.sunken}; }}
QPushButton[painted="true"] {{ min-height: 0; min-width: 0; padding: 0; border: none; }}
QPushButton[role="cap"] {{ background: transparent; border: none; padding: 0; min-width: {px(t.LEAST_TARGET)}px;
  min-height: {px(t.LEAST_TARGET)}px; }}
QPushButton[inside="true"] {{ background: transparent; border: none; }}
QPushButton[role="key"] {{ border-radius: {t.RADIUS_INNER}px; padding: 0; min-width: {px(t.LEAST_TARGET) - 2}px;
  min-height: {px(t.LEAST_TARGET) - 2}px; }}
QPushButton[bare="true"] {{ padding: 0; min-width: {px(t.BUTTON) - 2}px; }}
QCheckBox, QRadioButton {{ min-height: {px(t.LEAST_TARGET)}px; spacing: {px(8)}px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {px(20)}px; height: {px(20)}px; }}
"""


def _fields(worn: Look) -> str:
    c, px = worn.tokens, worn.px
    field = "QLineEdit, QComboBox, QPlainTextEdit, QTextEdit"
    return f"""
{field} {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.edge};
  border-radius: {t.RADIUS_CONTROL}px; padding: 0 {px(12)}px; selection-background-color: {worn.accent.soft};
  selection-color: {c.text}; }}
QLineEdit, QPlainTextEdit, QTextEdit {{ placeholder-text-color: {c.muted}; }}
QLineEdit, QComboBox {{ min-height: {px(t.FIELD) - 2}px; }}
QPlainTextEdit, QTextEdit {{ padding: {px(8)}px {px(10)}px; }}
QLineEdit[state="error"], QComboBox[state="error"] {{ border: 2px solid {c.out}; min-height: {px(t.FIELD) - 4}px; }}
QLineEdit[state="question"] {{ border: 2px solid {c.warn}; min-height: {px(t.FIELD) - 4}px; }}
QLineEdit:disabled, QComboBox:disabled {{ background: {c.bg}; color: {c.muted}; border-color: {c.line}; }}
QFrame[role="field"] {{ background: {c.surface}; border: 1px solid {c.edge}; border-radius: {t.RADIUS_CONTROL}px; }}
QFrame[role="field"][state="error"] {{ border: 2px solid {c.out}; }}
QFrame[role="field"][state="question"] {{ border: 2px solid {c.warn}; }}
QLineEdit[role="bare"], QLineEdit[role="bare"][state="error"] {{ border: none; background: transparent; padding: 0;
  min-height: {px(t.LEAST_TARGET)}px; }}
QLineEdit[role="low"] {{ min-height: {px(t.LEAST_TARGET) - 2}px; }}
QLineEdit[role="cell"] {{ min-height: 0; padding: 0 {px(6)}px; }}
QLineEdit[role="typed"] {{ border: none; background: transparent; padding: 0; {_pt(worn, "typed")}
  color: {c.muted}; min-height: {px(t.AMOUNT_FIELD) - 8}px; }}
QComboBox {{ padding-right: {px(40)}px; combobox-popup: 0; }}
QComboBox::drop-down {{ border: none; width: {px(36)}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.edge}; padding: 4px; outline: none;
  selection-background-color: {worn.accent.soft}; selection-color: {c.text}; }}
QComboBox QAbstractItemView::item {{ min-height: {px(t.LEAST_TARGET)}px; padding: 0 {px(8)}px; }}
"""


def _views(worn: Look) -> str:
    c, px = worn.tokens, worn.px
    return f"""
QListWidget {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: {t.RADIUS_CONTROL}px; padding: 4px;
  selection-background-color: {worn.accent.soft}; selection-color: {c.text}; outline: none; }}
QTableView {{ background: {c.surface}; alternate-background-color: {c.zebra}; border: none; gridline-color: {c.line};
  selection-background-color: {worn.accent.soft}; selection-color: {c.text}; outline: none; }}
QTableView::item {{ padding: 0 {px(8)}px; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{ background: {c.sunken}; color: {c.text}; border: none; border-bottom: 1px solid {c.edge};
  padding: 0 {px(8)}px; {_pt(worn, "bold")} }}
QTableView[role="in-card"] QHeaderView::section:first, QTableView[role="held"] QHeaderView::section:first {{
  border-top-left-radius: {t.RADIUS_CARD - 1}px; }}
QHeaderView::section:first {{ padding-left: {px(18)}px; }}
QTableView[role="grid"] QHeaderView::section {{ padding: 0 {px(8) + 3}px; }}
QTableView[role="in-card"][scrolls="false"] QHeaderView::section:last {{
  border-top-right-radius: {t.RADIUS_CARD - 1}px; }}
QTableView[register="true"][scrolls="false"] QHeaderView::section:last {{ padding-right: {px(17)}px; }}
QTableView[tight="true"] QHeaderView::section {{ padding: 0 {px(4)}px; }}
QFrame[role="corner"] {{ background: {c.sunken}; border: none; border-bottom: 1px solid {c.edge};
  border-top-right-radius: {t.RADIUS_CARD - 1}px; }}
QCalendarWidget QWidget {{ background: {c.surface}; }}
QCalendarWidget QAbstractItemView {{ selection-background-color: {c.primary}; selection-color: {c.on_fill};
  border: none; }}
QCalendarWidget QAbstractItemView::item {{ padding: 0; }}
QCalendarWidget QToolButton {{ min-height: {px(t.LEAST_TARGET)}px; min-width: {px(t.LEAST_TARGET)}px; border: none;
  border-radius: {t.RADIUS_INNER}px; padding: 0 {px(6)}px; font-weight: bold; }}
QCalendarWidget QToolButton:hover {{ background: {c.sunken}; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
"""
