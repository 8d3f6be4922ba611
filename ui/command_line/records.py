"""Commands about records: kinds, record, reverse."""

import argparse
from dataclasses import asdict

from kpmbooks import ledger, recording, trade
from kpmbooks.group.by_hand import warnings_by_hand
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem
from kpmbooks.recording import Field, Kind
from ui.command_line.call import Call, Command, add_book, add_json
from ui.command_line.opening import open_book
from ui.command_line.syntax import Parser
from ui.command_line.terminal import Exit


class _Answer(argparse.Action):
    """Gathers ``--field name=value`` and its short forms as the answers to the kind's questions."""

    def __call__(self, parser: object, namespace: argparse.Namespace, value: object, option: str | None = None) -> None:
        """Add one answer; ArgumentError when it is no answer or the second one to a question."""
        name, sign, text = (self.const, "=", value) if self.const else str(value).partition("=")
        if not sign or not name:
            raise argparse.ArgumentError(self, "not name=value")
        if name in namespace.answers:
            raise argparse.ArgumentError(self, "given twice")
        namespace.answers = {**namespace.answers, name: text}


def _kinds(call: Call) -> Exit:
    _ = call.translator
    known = recording.kinds().values()
    if call.options.json:
        call.terminal.say_json({"kinds": [_kind_told(kind, _) for kind in known]})
    else:
        widest = max(len(kind.id) for kind in known)
        call.terminal.say(*(f"{kind.id:<{widest}}  {_name(kind, _)}" for kind in known))
    return Exit.DONE


def _name(kind: Kind, _: Translator) -> str:
    return recording.kind_name(kind.id, "umum", _.language)


def _group(kind: Kind, _: Translator) -> str | None:
    if kind.group is None:
        return None
    return kind.group.name_en if _.language == "en" and kind.group.name_en else kind.group.name


def _kind_told(kind: Kind, _: Translator) -> dict[str, object]:
    return {
        "id": kind.id,
        "name": _name(kind, _),
        "side": kind.side,
        "group": _group(kind, _),
        "ledgers": list(kind.ledgers),
        "fields": [_field_told(field, _) for field in kind.fields],
        "postings": [
            {"debit": leg.debit, "credit": leg.credit, "amount": str(leg.amount), "end": leg.end} for leg in kind.legs
        ],
        "amounts": {name: str(expression) for name, expression in kind.amounts.items()},
    }


def _field_told(field: Field, _: Translator) -> dict[str, object]:
    told = asdict(field)
    options = told.pop("options")
    if options:
        told["options"] = [
            {"id": one["id"], "name": one["name_en"] if _.language == "en" and one["name_en"] else one["name"]}
            for one in options
        ]
    for words in ("label", "hint"):
        in_english = told.pop(f"{words}_en")
        if _.language == "en" and in_english:
            told[words] = in_english
    return told


def _record_words(parser: Parser) -> None:
    _ = parser.translator
    add_book(parser)
    parser.needed.add_argument("kind", metavar=_("KIND"), help=_("what is recorded, as `kinds` lists it"))
    add = parser.wishes.add_argument
    for name, metavar, help_ in (
        ("amount", _("AMOUNT"), _("how many rupiah, as people write them")),
        ("date", _("DATE"), _("on which day")),
        ("memo", _("TEXT"), _("what for")),
    ):
        add(f"--{name}", action=_Answer, const=name, dest="answers", default={}, metavar=metavar, help=help_)
    add(
        "--field",
        action=_Answer,
        dest="answers",
        default={},
        metavar=_("NAME=VALUE"),
        help=_("any field of the kind; may be said often"),
    )
    add("--source", choices=ledger.SOURCES, default="typed", help=_("where it comes from"))
    add("--ledger", metavar=_("LEDGER"), help=_("the ledger's name or id"))
    add_json(parser)


def _record(call: Call) -> Exit:
    _, options = call.translator, call.options
    by_hand: tuple[Problem, ...] = ()
    with open_book(call, "write") as book:
        with book.write() as tx:
            place = ledger.find_ledger(tx, options.ledger)
            recorded = trade.record(
                tx,
                options.kind,
                options.answers,
                ledger=place,
                today=call.today,
                source=options.source,
                language=_.language,
            )
        with book.read() as reader:  # whose money it is follows at the end of the act
            for one in recorded.posted[:1]:
                told = ledger.read_entry(reader, one.id)
                by_hand = warnings_by_hand(reader, place, told.kind, told.day, told.party or "", Rupiah(0))
    call.terminal.note(*(_("Please note: {problem}", problem=warning) for warning in (*by_hand, *recorded.warnings)))
    if options.json:
        call.terminal.say_json({"number": recorded.number, "entry": recorded.uid.hex()})
    else:
        call.terminal.say(_("Saved as no. {number}.", number=recorded.number))
    return Exit.DONE


def _reverse_words(parser: Parser) -> None:
    _ = parser.translator
    add_book(parser)
    parser.needed.add_argument("number", metavar=_("NUMBER"), help=_("the number of the record, such as 2026-A-001"))
    parser.wishes.add_argument("--reason", metavar=_("TEXT"), help=_("why"))


def _reverse(call: Call) -> Exit:
    _, options = call.translator, call.options
    with open_book(call, "write") as book, book.write() as tx:
        reversal = recording.reverse(tx, options.number, today=call.today, reason=options.reason)
    if reversal.posted:
        call.terminal.say(_("Taken back by no. {number}.", number=reversal.number))
    else:
        call.terminal.say(_("No longer a day off: {day}.", day=reversal.days_off[0].day))
    return Exit.DONE


COMMANDS = {
    "kinds": Command(add_json, _kinds),
    "record": Command(_record_words, _record),
    "reverse": Command(_reverse_words, _reverse),
}
