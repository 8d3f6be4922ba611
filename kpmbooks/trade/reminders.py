"""What can be sent to somebody who owes: a text in one of three tones, and the address that opens WhatsApp with it.

The program sends nothing: a person reads the text, changes it, and copies it. Texts are in the customer's language.
"""

from datetime import date
from typing import Literal, get_args
from urllib.parse import quote

from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_

Tone = Literal["soft", "plain", "firm"]
TONES: tuple[Tone, ...] = get_args(Tone)

TONE_NAMES: dict[Tone, str] = {"soft": N_("Gentle"), "plain": N_("Plain"), "firm": N_("Firm")}

_TEXTS: dict[Tone, tuple[str, str]] = {
    "soft": (
        N_(
            "Good day {name}, how are you? We only want to remind you that {amount} is still open."
            " Whenever it suits you. Thank you very much. {business}"
        ),
        N_(
            "Good day {name}, how are you? We only want to remind you that {amount} is still open, to be paid by {day}."
            " Whenever it suits you. Thank you very much. {business}"
        ),
    ),
    "plain": (
        N_("Good day {name}, {amount} is still open. Please pay when you can this week. Thank you. {business}"),
        N_(
            "Good day {name}, {amount} is still open, to be paid by {day}. Please pay when you can this week."
            " Thank you. {business}"
        ),
    ),
    "firm": (
        N_(
            "Good day {name}, {amount} has not been paid yet. We need the money to go on selling. Please pay within"
            " three days, or tell us when you can. Thank you. {business}"
        ),
        N_(
            "Good day {name}, {amount} that was to be paid by {day} has not been paid yet. We need the money to go on"
            " selling. Please pay within three days, or tell us when you can. Thank you. {business}"
        ),
    ),
}


def reminder(tone: Tone, name: str, amount: Rupiah, due: date | None, business: str, _: Translator) -> str:
    """The text in that tone; ``due`` is None where no day was agreed on."""
    without, with_day = _TEXTS[tone]
    told = {"name": name, "amount": format_amount(amount), "business": business}
    return _(without, **told) if due is None else _(with_day, day=due, **told)


def whatsapp_link(phone: str, text: str) -> str:
    """The address under which WhatsApp opens with the text for that number (digits with the country's first)."""
    return f"https://wa.me/{phone}?text={quote(text, safe='')}"
