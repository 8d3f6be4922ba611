"""Widgets that know nothing of a book: pages are built from them. Colours come from the theme, texts through ``_``.

Each is brought in when somebody first asks for it: the home page must not wait for the fields of the record page.
"""

from typing import TYPE_CHECKING

from kpmbooks.late import late

if TYPE_CHECKING:
    from ui.desktop.widgets.amount_edit import AmountEdit
    from ui.desktop.widgets.bar_chart import BarChart, Series
    from ui.desktop.widgets.button import Button, Picture
    from ui.desktop.widgets.card import Badge, Card, Strip
    from ui.desktop.widgets.check import Check
    from ui.desktop.widgets.choice import Choice
    from ui.desktop.widgets.columns import Columns
    from ui.desktop.widgets.day_edit import DayEdit
    from ui.desktop.widgets.drop import ActList, Drop
    from ui.desktop.widgets.field_message import FieldMessage
    from ui.desktop.widgets.flow import Flow
    from ui.desktop.widgets.header_bar import HeaderBar
    from ui.desktop.widgets.labels import MoneyLabel, field_label, rule, text_label
    from ui.desktop.widgets.ledger_block import LedgerBlock
    from ui.desktop.widgets.messages import EmptyState, ErrorCard, Toast, WorkCard, announce
    from ui.desktop.widgets.page_scroll import PageScroll
    from ui.desktop.widgets.practice import PracticeFrame
    from ui.desktop.widgets.reflow import Span, em_width, span, span_of
    from ui.desktop.widgets.register import (
        RegisterBadge,
        RegisterColumn,
        RegisterModel,
        RegisterRow,
        RegisterSource,
        Rows,
    )
    from ui.desktop.widgets.register_table import Register, RegisterFoot, RegisterTable
    from ui.desktop.widgets.segments import Segment, SegmentedSwitch
    from ui.desktop.widgets.shell import Shell
    from ui.desktop.widgets.sidebar import Place, Sidebar
    from ui.desktop.widgets.text_field import TextField
    from ui.desktop.widgets.tile import Tile, WideTile

__all__ = [
    "ActList",
    "AmountEdit",
    "Badge",
    "BarChart",
    "Button",
    "Card",
    "Check",
    "Choice",
    "Columns",
    "DayEdit",
    "Drop",
    "EmptyState",
    "ErrorCard",
    "FieldMessage",
    "Flow",
    "HeaderBar",
    "LedgerBlock",
    "MoneyLabel",
    "PageScroll",
    "Picture",
    "Place",
    "PracticeFrame",
    "Register",
    "RegisterBadge",
    "RegisterColumn",
    "RegisterFoot",
    "RegisterModel",
    "RegisterRow",
    "RegisterSource",
    "RegisterTable",
    "Rows",
    "Segment",
    "SegmentedSwitch",
    "Series",
    "Shell",
    "Sidebar",
    "Span",
    "Strip",
    "TextField",
    "Tile",
    "Toast",
    "WideTile",
    "WorkCard",
    "announce",
    "em_width",
    "field_label",
    "rule",
    "span",
    "span_of",
    "text_label",
]

_WHERE = {
    "amount_edit": ("AmountEdit",),
    "bar_chart": ("BarChart", "Series"),
    "button": ("Button", "Picture"),
    "card": ("Badge", "Card", "Strip"),
    "check": ("Check",),
    "choice": ("Choice",),
    "columns": ("Columns",),
    "day_edit": ("DayEdit",),
    "drop": ("ActList", "Drop"),
    "field_message": ("FieldMessage",),
    "flow": ("Flow",),
    "header_bar": ("HeaderBar",),
    "labels": ("MoneyLabel", "field_label", "rule", "text_label"),
    "ledger_block": ("LedgerBlock",),
    "messages": ("EmptyState", "ErrorCard", "Toast", "WorkCard", "announce"),
    "page_scroll": ("PageScroll",),
    "practice": ("PracticeFrame",),
    "reflow": ("Span", "em_width", "span", "span_of"),
    "register": ("RegisterBadge", "RegisterColumn", "RegisterModel", "RegisterRow", "RegisterSource", "Rows"),
    "register_table": ("Register", "RegisterFoot", "RegisterTable"),
    "segments": ("Segment", "SegmentedSwitch"),
    "shell": ("Shell",),
    "sidebar": ("Place", "Sidebar"),
    "text_field": ("TextField",),
    "tile": ("Tile", "WideTile"),
}

late(__name__, _WHERE)
