"""What came of repairing a book, in plain sentences: for the window and the command line alike."""

from collections.abc import Sequence
from datetime import date

from kpmbooks.dates import format_day, format_period, month_of
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_, Problem
from kpmbooks.recording import kind_name
from kpmbooks.safekeeping.repair import Repaired
from kpmbooks.safekeeping.rescue import Named

_MOST_NAMED = 30


def outcome(repaired: Repaired) -> Problem:
    """What happened, and which file is which now; its code is the level with ``repaired-`` before it."""
    code = f"repaired-{repaired.level}"
    if repaired.level == "whole":
        return Problem(code, N_("Everything in this book holds. Nothing was changed."))
    if repaired.level == "untidy":
        message = N_(
            "This book needed tidying, and nothing of it is lost. Its sums and lists were made anew. The file as it was"
            " lies beside it: {file}"
        )
        return Problem(code, message, {"file": "" if repaired.kept is None else repaired.kept.name})
    message = N_(
        "A part of this book is damaged. Everything that can still be read is in this new book: {file}. The damaged"
        " file was left as it is."
    )
    return Problem(code, message, {"file": repaired.path.name})


def losses(repaired: Repaired, _: Translator, sector: str = "umum") -> list[str]:
    """What is missing or should be looked at, a line each; entries by name under their line."""
    found = repaired
    lines: list[str] = []
    if named := found.missing:
        head = _.plural(
            "{n} record is missing. Write it again from the paper or a copy:",
            "{n} records are missing. Write them again from the paper or a copy:",
            len(named),
        )
        lines += [head, *_names(named, _, sector)]
    if named := found.without_words:
        head = _.plural(
            "Of {n} record the words are lost; its amounts are there:",
            "Of {n} records the words are lost; their amounts are there:",
            len(named),
        )
        lines += [head, *_names(named, _, sector)]
    if named := found.doubtful:
        head = _.plural(
            "Of {n} record something is not as it was written. Compare it with the paper:",
            "Of {n} records something is not as it was written. Compare them with the paper:",
            len(named),
        )
        lines += [head, *_names(named, _, sector)]
    if n := found.lost_words:
        head = _.plural(
            "The words of {n} line cannot be read any more.", "The words of {n} lines cannot be read any more.", n
        )
        lines.append(head)
    if n := found.lost_photos:
        lines.append(_.plural("{n} photo cannot be seen any more.", "{n} photos cannot be seen any more.", n))
    if n := found.lost_rows:
        head = _.plural(
            "{n} line of what belongs to the records is lost.", "{n} lines of what belongs to the records are lost.", n
        )
        lines.append(head)
    if n := found.renumbered:
        head = _.plural(
            "{n} record has another number now; its day and amount are the same.",
            "{n} records have other numbers now; their days and amounts are the same.",
            n,
        )
        lines.append(head)
    if repaired.uncertain:
        lines.append(_("Look whether this is right: {names}", names=", ".join(repaired.uncertain)))
    if repaired.months is None:
        lines.append(_("The sums that the book kept cannot be read: records may be missing without a trace."))
    elif repaired.months:
        months = ", ".join(
            format_period(month_of(date.fromisoformat(f"{one}-01")), _.language) for one in repaired.months
        )
        lines.append(_("The sums of these months are not those of before: {months}", months=months))
    return lines


def _names(named: Sequence[Named], _: Translator, sector: str) -> list[str]:
    names = [f"– {_named(entry, _, sector)}" for entry in named[:_MOST_NAMED]]
    if len(named) > _MOST_NAMED:
        names.append(_("– and {n} more", n=len(named) - _MOST_NAMED))
    return names


def _named(entry: Named, _: Translator, sector: str) -> str:
    """What is known of an entry: "2026-A-012, 5 Januari 2026, Jual tunai, Rp25.000"."""
    known = [
        entry.number,
        None if entry.day is None else format_day(entry.day, _.language),
        None if entry.kind is None else kind_name(entry.kind, sector, _.language),
        None if entry.amount is None else format_amount(Rupiah(entry.amount)),
    ]
    return ", ".join(one for one in known if one) or _("nothing is known of it")
