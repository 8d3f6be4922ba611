"""The applicant's consent and her NIK for loan papers: the sentence read aloud, her numbers, and taking it back."""

from PySide6.QtWidgets import QWidget

from kpmbooks import people
from kpmbooks.loans.applicant import Identity, forget_identity, keep_identity
from kpmbooks.people.consent import SENTENCES
from ui.desktop import widgets as w
from ui.desktop.pages.ask_dialog import AskDialog
from ui.desktop.session import Session


class IdentityDialog(AskDialog):
    """What is left empty stays as it is kept; the numbers that are kept show their last four digits alone."""

    def __init__(self, session: Session, known: Identity, applicant: str, parent: QWidget | None = None) -> None:
        _ = session._
        super().__init__(
            session,
            _("May the NIK be kept for a loan paper?"),
            "identification-card",
            name="loan_identity",
            act=_("She agrees, keep it"),
            parent=parent,
        )
        self._known, self._applicant = known, applicant
        asked = SENTENCES["berkas_pinjaman"]
        sentence = w.text_label(_(asked, owner=session.book.owner.name), wrap=True)
        sentence.setObjectName("loan_identity_sentence")
        self.column.addWidget(w.text_label(_("Read this aloud:"), "bold"))
        self.column.addWidget(sentence)
        name = w.TextField(object_name="loan_identity_name", accessible_name=_("Name"), holds_names=True)
        name.setText(applicant)
        self.ask("name", _("Name"), name)
        for field, words, kept in (("nik", "NIK", known.nik), ("kk", "KK", known.kk)):
            line = w.TextField(
                object_name=f"loan_identity_{field}",
                accessible_name=_("{card} number", card=words),
                hint=people.masked(kept),
                holds_names=True,
            )
            self.ask(field, words, line)
        heard = w.TextField(
            object_name="loan_identity_heard_by",
            accessible_name=_("Who read it to her?"),
            hint=_("may stay empty"),
            holds_names=True,
        )
        self.ask("heard_by", _("Who read it to her?"), heard)
        self.forget = w.Button(_("Take it back, erase both"), object_name="loan_identity_forget", picture="trash")
        self.forget.setAutoDefault(False)
        self.forget.setVisible(known.agreed)
        self.forget.clicked.connect(self._forget)
        self.buttons.addWidget(self.forget)
        self.finish()

    def save(self) -> None:
        """Keep consent and numbers, or say at which question something is wrong."""
        said = {name: field.text() for name, field in self.fields.items()}
        nik, kk = said["nik"].strip() or self._known.nik or "", said["kk"].strip() or self._known.kk or ""
        session = self.session
        self.act(
            lambda tx: keep_identity(
                tx, session.ledger, said["name"], nik, kk, session.today(), heard_by=said["heard_by"]
            )
        )

    def _forget(self) -> None:
        session = self.session
        self.act(lambda tx: forget_identity(tx, session.ledger, session.today()))
