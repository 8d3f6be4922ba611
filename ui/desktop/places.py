"""Which pages the window has and what they are called; each is imported when someone goes there, never before."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtWidgets import QWidget

from kpmbooks.problems import N_

if TYPE_CHECKING:
    from ui.desktop.session import Session
    from ui.desktop.tasks import Tasks


@dataclass(frozen=True, slots=True)
class PlaceOfPage:
    """A page of the window. ``where`` is module and class: ``Class(session, tasks)`` makes it.

    A page has a signal ``go(str, object)`` (where to, what to show there) and ``refresh()``; one that others send
    somebody to with a wish has ``arrive(wish)``. ``dated``: today's date stands beside its title. One that is not
    ``listed`` is only reached from another page. One ``with_goods`` is listed only while the ledger keeps goods, and
    has no digit: whoever keeps no stock never meets it. One ``for_business`` is not listed in a household's ledger and
    has no digit either; one ``for_group`` belongs to a group's book only, and has none.
    """

    key: str
    title: str
    picture: str
    where: tuple[str, str]
    below: bool = False
    dated: bool = False
    listed: bool = True
    with_goods: bool = False
    for_business: bool = False
    for_group: bool = False
    under: str = ""

    def make(self, session: "Session", tasks: "Tasks") -> QWidget:
        """The page itself."""
        module, name = self.where
        made = cast("Callable[[Session, Tasks], QWidget]", getattr(import_module(module), name))
        return made(session, tasks)


PLACES: Final = (
    PlaceOfPage("home", N_("Home"), "house", ("ui.desktop.pages.home", "HomePage"), dated=True),
    PlaceOfPage("record", N_("Record"), "note-pencil", ("ui.desktop.pages.record", "RecordPage"), dated=True),
    PlaceOfPage("sheet", N_("Paper sheets"), "table", ("ui.desktop.pages.sheet", "SheetPage")),
    PlaceOfPage("cash_book", N_("Cash book"), "notebook", ("ui.desktop.pages.cash_book", "CashBookPage")),
    PlaceOfPage("debts", N_("Owed and owing"), "handshake", ("ui.desktop.pages.debts", "DebtsPage")),
    PlaceOfPage("meeting", N_("Meeting"), "users-three", ("ui.desktop.pages.meeting", "MeetingPage"), for_group=True),
    PlaceOfPage("goods", N_("Goods"), "package", ("ui.desktop.pages.goods", "GoodsPage"), with_goods=True),
    PlaceOfPage("prices", N_("Prices"), "tag", ("ui.desktop.pages.prices", "PricesPage"), for_business=True),
    PlaceOfPage(
        "members", N_("Members"), "address-book-tabs", ("ui.desktop.pages.members", "MembersPage"), for_group=True
    ),
    PlaceOfPage("reports", N_("Reports"), "chart-bar", ("ui.desktop.pages.reports", "ReportsPage")),
    PlaceOfPage("loan", N_("Loan"), "steps", ("ui.desktop.pages.loan", "LoanPage")),
    PlaceOfPage("learn", N_("Learn"), "student", ("ui.desktop.pages.learn", "LearnPage")),
    PlaceOfPage("care", N_("Look after the book"), "lock-key", ("ui.desktop.pages.care", "CarePage"), below=True),
    PlaceOfPage("settings", N_("Settings"), "gear", ("ui.desktop.pages.settings", "SettingsPage"), below=True),
    PlaceOfPage(
        "accounting", N_("Accounting"), "calculator", ("ui.desktop.pages.accounting", "AccountingPage"), below=True
    ),
    PlaceOfPage(
        "equipment", N_("List of equipment"), "wrench", ("ui.desktop.pages.equipment", "EquipmentPage"), listed=False
    ),
    PlaceOfPage(
        "learn_progress",
        N_("How far we are"),
        "chart-line-up",
        ("ui.desktop.pages.learn_progress", "LearnProgressPage"),
        listed=False,
        under="learn",
    ),
    PlaceOfPage(
        "own_lessons",
        N_("My lessons"),
        "books",
        ("ui.desktop.pages.own_lessons", "OwnLessonsPage"),
        listed=False,
        under="learn",
    ),
    PlaceOfPage(
        "lenders", N_("Lenders"), "scales", ("ui.desktop.pages.lenders", "LendersPage"), listed=False, under="loan"
    ),
    PlaceOfPage(
        "game", N_("Market game"), "cards", ("ui.desktop.pages.game", "GamePage"), listed=False, under="learn"
    ),
    PlaceOfPage(
        "loan_papers",
        N_("Papers"),
        "printer",
        ("ui.desktop.pages.loan_papers", "LoanPapersPage"),
        listed=False,
        under="loan",
    ),
    PlaceOfPage(
        "loan_form",
        N_("What is asked for a loan"),
        "identification-card",
        ("ui.desktop.pages.loan_form", "LoanFormPage"),
        listed=False,
        under="loan",
    ),
    PlaceOfPage(
        "loans_taken",
        N_("After the loan"),
        "bank",
        ("ui.desktop.pages.loans_taken", "LoansTakenPage"),
        listed=False,
        under="loan",
    ),
    PlaceOfPage(
        "rules",
        N_("Rules of the group"),
        "list-checks",
        ("ui.desktop.pages.rules", "RulesPage"),
        listed=False,
        under="members",
        for_group=True,
    ),
    PlaceOfPage(
        "arisan",
        N_("Arisan"),
        "ticket",
        ("ui.desktop.pages.arisan", "ArisanPage"),
        listed=False,
        under="reports",
        for_group=True,
    ),
    PlaceOfPage(
        "aid", N_("Aid"), "gift", ("ui.desktop.pages.aid", "AidPage"), listed=False, under="reports", for_group=True
    ),
    PlaceOfPage(
        "sharing",
        N_("Share the result"),
        "percent",
        ("ui.desktop.pages.sharing", "SharingPage"),
        listed=False,
        under="reports",
        for_group=True,
    ),
    PlaceOfPage(
        "import",
        N_("Take from a file"),
        "file-csv",
        ("ui.desktop.pages.import_page", "ImportPage"),
        listed=False,
        under="care",
    ),
)
"""In the order of the sidebar and of the keys Ctrl+1 to Ctrl+9."""


def numbered() -> list[tuple[int, PlaceOfPage]]:
    """The pages that a digit leads to, with their digits; there are nine."""
    sometimes = [place for place in PLACES if place.with_goods or place.for_business or place.for_group]
    lasting = [place for place in PLACES if place.listed and place not in sometimes]
    return list(enumerate(lasting, 1))[:9]
