"""What a record would come to, in a few words: the sum that follows from several boxes, and what the cash does."""

from typing import Final

from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_
from kpmbooks.recording import Kind, Preview

_COMPUTED: Final = {
    "owed": N_("Not yet paid: {amount}"),
    "rest": N_("Paid now: {amount}"),
    "materials": N_("For the business: {amount}"),
    "paid": N_("Paid now: {amount}"),
    "received": N_("Money received: {amount}"),
    "commission": N_("Commission: {amount}"),
    "earned": N_("Earned with it: {amount}"),
    "made": N_("What was made cost: {amount}"),
    "principal": N_("The debt shrinks by: {amount}"),
}
"""The sums that kinds work out, by name; sales are told apart, since they come from several sums."""


def is_previewed(kind: Kind) -> bool:
    """Whether something follows from the answers that a person did not type herself."""
    amounts = sum(field.type == "amount" for field in kind.fields)
    return bool(kind.amounts) or amounts > 1 or kind.goods == "make"


def preview_words(preview: Preview, kind: Kind, ledger: LedgerRef, _: Translator) -> tuple[str, str]:
    """The figure that follows from the answers, and what the cash does; each may be empty."""
    own = [line for line in preview.lines if line.ledger == ledger]
    if kind.id == "tutup_lapak":
        sold = -sum((line.amount for line in own if line.account.role == "penjualan"), Rupiah(0))
        first = _("Sales of the day: {amount}", amount=sold)
    else:
        first = next(
            (
                _(_COMPUTED[name], amount=preview.amounts[name])
                for name in (*kind.amounts, *kind.given)
                if name in _COMPUTED
            ),
            "",
        )
    change = sum((line.amount for line in own if line.account.is_cash), Rupiah(0))
    if change > 0:
        return first, _("The cash grows by {amount}.", amount=change)
    if change < 0:
        return first, _("The cash shrinks by {amount}.", amount=-change)
    return first, _("The cash stays as it is.")
