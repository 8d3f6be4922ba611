"""The tour: every page as a picture and every print as a file, from the example books, without a screen.

What is drawn is the window itself, so a page that cannot be made fails the tour. The day is fixed, and nothing of the
person's own machine is looked at: two tours of the same program differ in nothing but what was changed between them.
What stands on each picture is named in ``tour_scenes``, the prints in ``tour_prints``.
"""

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QEvent, QMessageLogContext, QPoint, QSize, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from kpmbooks import examples, house
from kpmbooks.book import Book
from kpmbooks.dates import FixedClock, Period
from kpmbooks.i18n import translator
from ui.desktop import tour_prints
from ui.desktop.desk import Desk
from ui.desktop.pages.first_run import Step
from ui.desktop.preferences import Brightness, Preferences, keep_preferences
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import Theme
from ui.desktop.tour_scenes import NAMES, SCENES, SHOWN, Scene, first_question, large_screen, start_page
from ui.desktop.window import MainWindow
from ui.home_folder import HOME, home_folder

TODAY: Final = date(2026, 11, 23)
HOUR: Final = time(16, 42)
"""When everything that is done for a picture is done."""
MONTH: Final = Period(date(2026, 11, 1), TODAY)
SIZE: Final = (1366, 768)
SMALL: Final = (1024, 600)
LOOKS: Final[Mapping[str, tuple[Theme, tuple[int, int]]]] = {
    "": (Theme("light", 1.0), SIZE),
    "-dark": (Theme("dark", 1.0), SIZE),
    "-1024x600-150": (Theme("light", 1.5), SMALL),
    "-1024x600-150-dark": (Theme("dark", 1.5), SMALL),
}
"""How the window is looked at, by the ending of the picture's name."""
STEPS: Final[tuple[Step, ...]] = ("who", "example", "sector", "name")
ROOM: Final = 24
PATIENCE: Final = 30_000
"""Milliseconds that a page may take until it is whole."""

Wanted = Callable[[str], bool]


def run(folder: Path, wanted: Wanted = lambda _name: True) -> None:
    """Draw the tour into ``folder``, which must exist; files of the same names are replaced.

    Only what is ``wanted`` by its file's name is made.
    """
    if QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        QApplication(["kpmbooks"])
    with _nobody(), _without_remarks():
        _before_a_book(folder, wanted)
        for of in NAMES:
            for ending, make in (("", partial(_example, of)), ("-empty", partial(_empty_book, of))):
                _pages(make, folder, _names(of, ending), wanted)
                prints = () if ending else tour_prints.names(of)
                if any(map(wanted, prints)):
                    with make() as book:
                        tour_prints.draw(book, folder, MONTH, partial(_among, prints, wanted))


def is_sample(name: str) -> bool:
    """Whether a file belongs to the sample: each page once as most people see it, each print once, of a family."""
    return name.endswith(("-family.png", "-family.pdf"))


def _among(names: Collection[str], wanted: Callable[[str], bool], name: str) -> bool:
    return name in names and wanted(name)


def _names(of: examples.Of, ending: str) -> dict[str, tuple[str, Scene]]:
    """The pictures of a book: which look each has, and which scene."""
    return {
        f"{scene.name}-{of}{ending}{look}.png": (look, scene)
        for look in LOOKS
        for scene in SCENES
        if scene.fits(of, filled=not ending)
    }


@contextmanager
def _nobody() -> Iterator[None]:
    """A person with an empty folder of her own, whose name stands on a picture and is therefore always the same."""
    before = os.environ.get(HOME)
    with TemporaryDirectory(prefix="kpmbooks-tour-") as folder, _named(Path(folder)) as home:
        os.environ[HOME] = str(home)
        try:
            yield
        finally:
            os.environ.pop(HOME)
            if before is not None:
                os.environ[HOME] = before


@contextmanager
def _named(folder: Path) -> Iterator[Path]:
    """A link to ``folder`` beside it with a name for people; the folder itself while another tour has that name."""
    link = folder.parent / "Buku KPM"
    try:
        link.symlink_to(folder, target_is_directory=True)
    except OSError:
        yield folder
        return
    try:
        yield link
    finally:
        link.unlink()


@contextmanager
def _without_remarks() -> Iterator[None]:
    """Qt says of each window that a screen which is none cannot know its smallest size; anything else is handed on."""

    def hear(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if "propagateSizeHints" in message:
            return
        if before is not None:
            before(kind, context, message)
        else:
            os.write(2, f"{message}\n".encode())

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _example(of: examples.Of) -> Book:
    return examples.example(None, of=of, months_back=6, today=TODAY)


def _empty_book(of: examples.Of) -> Book:
    name, business, sector = NAMES[of]
    path = home_folder() / f"{name}.kpm"  # as a person has it: care is taken of files only
    path.unlink(missing_ok=True)
    return house.create(path, kind=of, name=name, business=business, sector=sector, start=MONTH.first)


class _Stage:
    """A window with a desk on it, to be photographed; work beside the window is done at once."""

    def __init__(self, book: Book, theme: Theme, size: tuple[int, int]) -> None:
        keep_preferences(home_folder(), Preferences(text=theme.text, brightness=_worn(theme)))
        self.window = _window(theme, size)
        session = Session(book, translator("id"), FixedClock(TODAY), now=lambda: HOUR)
        self.desk = Desk(session, Tasks(inline=True))
        self.window.show()
        self.window.show_desk(self.desk)

    def photograph(self, scene: Scene, path: Path) -> None:
        """Set the scene and draw the window, and what is open above it, when everything is there."""
        session = self.desk.session
        session.switch_ledger(session.ledgers[-1] if scene.household else session.ledgers[0])
        self.desk.go(scene.page, scene.wish(session.book.owner.kind) if scene.wish else None)
        self._wait(scene)
        if scene.act is not None:
            scene.act(self.desk, self.desk.page(scene.page))
            self._wait(scene)
        _save(self.window, path)
        for dialog in self.window.findChildren(QDialog):
            dialog.close()
        if scene.back is not None:
            scene.back(self.desk.page(scene.page))

    def _wait(self, scene: Scene) -> None:
        deadline = QDeadlineTimer(PATIENCE)
        _settle()
        while not self.desk.is_whole():
            if deadline.hasExpired():
                raise TimeoutError(f"the page {scene.name} was not whole in time")
            _settle()
        _settle()  # what came last has its place

    def leave(self) -> None:
        """Take the window down; the book stays open."""
        self.desk.session.stop()
        _take_down(self.window)


def _worn(theme: Theme) -> Brightness:
    return "dark" if theme.mode == "dark" else "light"


def _window(theme: Theme, size: tuple[int, int]) -> MainWindow:
    window = MainWindow(mode=theme.mode, text=theme.text)
    window.dress(theme)
    window.resize(*size)
    return window


def _save(window: QWidget, path: Path) -> None:
    picture = window.grab()
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            # This screen is none; on a real one a dialog is never higher than it.
            dialog.setMinimumSize(0, 0)
            dialog.resize(dialog.size().boundedTo(window.size() - QSize(ROOM, ROOM)))
            painter = QPainter(picture)
            painter.drawPixmap(_middle(window, dialog), dialog.grab())
            painter.end()
    if not picture.save(str(path)):
        raise OSError(f"the picture could not be written: {path}")


def _middle(window: QWidget, dialog: QWidget) -> QPoint:
    room = window.size() - dialog.size()
    return QPoint(max(0, room.width() // 2), max(0, room.height() // 2))


def _take_down(window: QWidget) -> None:
    window.close()
    window.deleteLater()
    _settle()


def _settle() -> None:
    """Let everything happen that waits in the queue: layouts, previews, and deletions, which wait for an event loop."""
    for _round in range(20):
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _pages(make: Callable[[], Book], folder: Path, names: Mapping[str, tuple[str, Scene]], wanted: Wanted) -> None:
    """Each look has a book of its own: what was done for a picture, as a session that is begun, stays in it."""
    for ending, (theme, size) in LOOKS.items():
        shots = {name: scene for name, (look, scene) in names.items() if look == ending and wanted(name)}
        if shots:
            with make() as book:
                stage = _Stage(book, theme, size)
                for name, scene in shots.items():
                    stage.photograph(scene, folder / name)
                stage.leave()


def _before_a_book(folder: Path, wanted: Wanted) -> None:
    """The first start's questions, the start page for a new book of each kind, and a lesson's large screen."""
    _, clock, tasks = translator("id"), FixedClock(TODAY), Tasks(inline=True)
    pages: dict[str, Callable[[], QWidget]] = {
        **{f"first-run-{step}": partial(first_question, step, _, clock, tasks) for step in STEPS},
        **{f"start-{of}": partial(start_page, of, _, clock, tasks) for of in NAMES},
        **{f"large-screen-{kind}": partial(large_screen, kind, _) for kind in SHOWN},
    }
    for ending, (theme, size) in LOOKS.items():
        for name, make in pages.items():
            if wanted(f"{name}{ending}.png"):
                window = _window(theme, size)
                window.furnish(make())
                window.show()
                _settle()
                _save(window, folder / f"{name}{ending}.png")
                _take_down(window)
