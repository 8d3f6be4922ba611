"""Taking a list of members from a file: what it comes to is shown first, nothing is written before the button."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from kpmbooks.exchange.importing import Options, Outcome, preview_members, take_members
from kpmbooks.exchange.member_lists import BadMemberRow, MemberRow, read_members
from kpmbooks.exchange.understanding import read_file
from kpmbooks.problems import Problem, Rejected, StorageError
from ui.desktop import widgets as w
from ui.desktop.dropping import SUFFIXES
from ui.desktop.last_folder import last_folder
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.session import Session, problems_of
from ui.desktop.theme import name_shown
from ui.home_folder import home_folder

_NAMED = 12
"""So many new names, and so many bad rows, are listed; the rest is counted."""


def ask_for_list(session: Session, parent: QWidget) -> None:
    """Let a file be chosen and show what it comes to."""
    _ = session._
    dialog = QFileDialog(parent, _("Choose a file"), str(last_folder(home_folder())))
    dialog.setObjectName("members_file")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    tables = _("Tables")
    dialog.setNameFilters([f"{tables} ({' '.join(f'*{suffix}' for suffix in SUFFIXES)})", _("All Files (*)")])
    dialog.fileSelected.connect(lambda name: show_list(session, Path(name), parent))
    dialog.open()


def show_list(session: Session, path: Path, parent: QWidget) -> None:
    """Show what a file comes to; one that is no list of members is said so."""
    data = read_file(path)
    rows = data if isinstance(data, Problem) else read_members(data, session.today())
    if isinstance(rows, Problem):
        session.failed.emit((rows,))
        return
    try:
        MembersImportDialog(session, path, rows, parent).open()
    except Rejected as rejected:
        session.failed.emit(rejected.problems)


class MembersImportDialog(CardDialog):
    """What is new, what is there already, which rows are wrong; ``partial`` takes only what is right.

    Raises ``Rejected`` in a book that has no members.
    """

    def __init__(
        self, session: Session, path: Path, rows: tuple[MemberRow | BadMemberRow, ...], parent: QWidget | None = None
    ) -> None:
        _ = session._
        super().__init__(
            _("Members in {file}", file=path.name), "file-csv", object_name="members_import_dialog", parent=parent
        )
        self.session, self.rows = session, rows
        found = session.ask(lambda reader: preview_members(reader, rows, self._options()))
        self.outcome: Outcome | None = found
        self.counts = w.text_label("", "bold", wrap=True)
        self.counts.setObjectName("members_import_counts")
        self.names = w.text_label("", "base", wrap=True)
        self.bad = w.text_label("", "base", "out", wrap=True)
        self.bad.setObjectName("members_import_bad")
        self.partial = w.Check(_("Take only what is right"), object_name="members_import_partial")
        self.message = w.FieldMessage(_, object_name="members_import_message")
        self.take = w.Button("-", object_name="members_import_take", role="primary", picture="check", weight="bold")
        rest = w.Button(_("Leave it"), object_name="members_import_rest")
        for part in (self.counts, self.names, self.bad, self.partial, self.message):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.buttons.addStretch(1)
        self.buttons.addWidget(rest)
        self.buttons.addWidget(self.take)
        rest.clicked.connect(self.reject)
        self.take.clicked.connect(self.take_now)
        self.partial.toggled.connect(lambda _on: self._fit_button())
        self._write()
        (self.take if self.take.isEnabled() else rest).setFocus(Qt.FocusReason.OtherFocusReason)

    def take_now(self) -> None:
        """Add the members."""
        rows, options = self.rows, self._options()
        try:
            self.session.act(lambda tx: take_members(tx, rows, options))
        except (Rejected, StorageError) as error:
            self.message.show_problem(problems_of(error)[0])
            return
        self.accept()

    def _options(self) -> Options:
        partial = hasattr(self, "partial") and self.partial.isChecked()
        return Options(self.session.ledger, self.session.today(), partial=partial)

    def _write(self) -> None:
        _, found = self.session._, self.outcome
        if found is None:
            self.take.setEnabled(False)
            return
        new = _.plural("{n} new member", "{n} new members", found.taken)
        told = [new, _("{n} already there", n=found.already_there), _("{n} cannot be taken", n=len(found.skipped))]
        self.counts.setText(" · ".join(told))
        names = [
            name_shown(row.name)
            for row in self.rows
            if found.marks.get(row.row) == "new" and isinstance(row, MemberRow)
        ]
        self.names.setText(", ".join(_some(names)))
        self.names.setVisible(bool(names))
        lines = [
            _("Row {row}: {note}", row=row, note=" ".join(_.problem(problem) for problem in problems))
            for row, problems in found.skipped
        ]
        self.bad.setText("\n".join(_some(lines)))
        self.bad.setVisible(bool(lines))
        self.partial.setVisible(bool(lines) and bool(found.taken))
        self.take.setText(_.plural("Add {n} member", "Add {n} members", found.taken))
        self._fit_button()

    def _fit_button(self) -> None:
        found = self.outcome
        fits = found is not None and bool(found.taken) and (not found.skipped or self.partial.isChecked())
        self.take.setEnabled(fits and self.session.book.mode == "write")


def _some(lines: list[str]) -> list[str]:
    """The first of many, and how many more there are."""
    return lines if len(lines) <= _NAMED else [*lines[:_NAMED], f"… +{len(lines) - _NAMED}"]
