"""What paying more or sooner changes, in sentences: what is to be paid, what it saves, and what it does not."""

from typing import Literal

from kpmbooks.i18n import Translator
from kpmbooks.instalments import Schedule, Then, pay_extra, settle
from kpmbooks.money import Rupiah

Wish = Literal["settle", "shorter", "lower"]


def early_sentences(
    plan: Schedule, wish: Wish, after: int, extra: Rupiah, _: Translator, *, charge: str = "bunga"
) -> list[str]:
    """What happens when ``extra`` is paid with instalment ``after``, or all is paid off then; raises ``Rejected``.

    ``charge`` is what the lender calls the price of the loan.
    """
    if wish == "settle":
        return _settled(plan, after, charge, _)
    return _paid_more(plan, wish, after, extra, charge, _)


def _settled(plan: Schedule, after: int, charge: str, _: Translator) -> list[str]:
    told = settle(plan, after)
    if not told.charged:
        return [
            _("To pay all off then: {amount}.", amount=told.to_pay),
            _("It saves {amount}. Ask whether there is a fine for it.", amount=told.saves),
        ]
    return [
        _("If the {charge} stays: {amount} to pay, and nothing is saved.", charge=charge, amount=told.to_pay),
        _("If the lender forgives it: {owed}, which saves {amount}.", owed=told.owed, amount=told.saves_if_forgiven),
        _("Flat {charge} was agreed for the whole loan. Ask before you pay.", charge=charge),
    ]


def _paid_more(plan: Schedule, then: Then, after: int, extra: Rupiah, charge: str, _: Translator) -> list[str]:
    changed = pay_extra(plan, after, extra, then)
    told = [_changed(plan, changed, then, after, _)]
    saved = plan.interest - changed.interest
    if plan.terms.method != "flat":
        told.append(_("It saves {amount}.", amount=max(saved, Rupiah(0))))
        return told
    forgiven = pay_extra(plan, after, extra, then, forgiven=True)
    told.append(_("If the {charge} stays, nothing is saved.", charge=charge))
    told.append(_("If the lender lowers it: {amount} saved. Ask first.", amount=plan.interest - forgiven.interest))
    return told


def _changed(plan: Schedule, changed: Schedule, then: Then, after: int, _: Translator) -> str:
    if then == "shorter":
        sooner = plan.last - changed.last
        return _.plural(
            "Paid off after instalment {last}, {n} sooner.",
            "Paid off after instalment {last}, {n} sooner.",
            sooner,
            last=changed.last,
        )
    following = changed.rows[after].amount if after < len(changed.rows) else Rupiah(0)
    return _("The next instalments are {amount} instead of {before}.", amount=following, before=plan.rows[after].amount)
