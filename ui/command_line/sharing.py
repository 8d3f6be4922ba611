"""The command share: a result shared by parts and keys that a file says, without any book."""

from collections.abc import Iterator
from pathlib import Path

from kpmbooks.exchange.sharing import read_sharing
from kpmbooks.exchange.understanding import read_file
from kpmbooks.group.sharing import Key, Shared, Sharing, format_percent, share
from kpmbooks.i18n import Translator
from kpmbooks.money import format_amount
from kpmbooks.problems import N_, Rejected
from ui.command_line.call import Call, Command, add_json, taken
from ui.command_line.columns import table
from ui.command_line.syntax import Parser
from ui.command_line.terminal import Exit

_KEYS: dict[Key, str] = {
    "equal": N_("alike for everybody"),
    "attendance": N_("by attendance"),
    "savings": N_("by savings"),
    "transactions": N_("by transactions"),
    "none": N_("stays with the group"),
}

_EXAMPLE = """  {"result": 1000000,
   "pools": [{"name": "Jasa modal", "percent": 37.5, "key": "savings"},
             {"name": "Jasa usaha", "percent": 22.5, "key": "transactions"},
             {"name": "Cadangan", "percent": 40, "key": "none"}],
   "members": [{"name": "Sri", "savings": 300000, "transactions": 120000, "attendance": 12}]}"""


def _words(parser: Parser) -> None:
    _ = parser.translator
    parser.needed.add_argument(
        "file", type=Path, metavar=_("FILE"), help=_("the result, its parts and the members, as .json")
    )
    help_ = _("round shares down to so many rupiah; 1 by default")
    parser.wishes.add_argument("--round", metavar="N", type=int, default=1, help=help_)
    add_json(parser)
    parser.epilog = _("An example of such a file:\n{example}", example=_EXAMPLE)


def _share(call: Call) -> Exit:
    asked = read_sharing(taken(read_file(call.options.file), "file"))
    if not isinstance(asked, Sharing):
        raise Rejected(asked)
    shared = share(Sharing(asked.result, asked.pools, asked.members, call.options.round))
    if call.options.json:
        call.terminal.say_json(_told(shared))
    else:
        call.terminal.say(*_lines(shared, call.translator))
    return Exit.DONE


def _told(shared: Shared) -> dict[str, object]:
    members = zip(shared.sharing.members, shared.totals(), strict=True)
    return {
        "pools": [
            {"name": pool.pool.name, "amount": int(pool.amount), "residual": int(pool.residual)}
            for pool in shared.pools
        ],
        "members": [
            {
                "name": member.name,
                "shares": {pool.pool.name: int(pool.shares[nth]) for pool in shared.pools if pool.shares},
                "total": int(total),
            }
            for nth, (member, total) in enumerate(members)
        ],
    }


def _lines(shared: Shared, _: Translator) -> Iterator[str]:
    yield _("The result: {amount}", amount=shared.sharing.result)
    yield ""
    heads = (_("Part"), _("How it is shared"), "%", _("Amount"), _("Stays with the group"))
    stays = sum(pool.residual for pool in shared.pools)
    yield from table(
        heads,
        [
            *(
                (
                    pool.pool.name,
                    _(_KEYS[pool.pool.key]),
                    format_percent(pool.pool.percent),
                    format_amount(pool.amount),
                    format_amount(pool.residual),
                )
                for pool in shared.pools
            ),
            (_("all together"), "", "100", format_amount(shared.sharing.result), format_amount(stays)),
        ],
        left=2,
    )
    if not shared.sharing.members:
        return
    yield ""
    given = [pool for pool in shared.pools if pool.shares]
    totals = shared.totals()
    rows = [
        (member.name, *(format_amount(pool.shares[nth]) for pool in given), format_amount(totals[nth]))
        for nth, member in enumerate(shared.sharing.members)
    ]
    sums = (format_amount(sum(pool.shares)) for pool in given)
    yield from table(
        (_("Member"), *(pool.pool.name for pool in given), _("all together")),
        [*rows, (_("all together"), *sums, format_amount(sum(totals)))],
        left=1,
    )


COMMANDS = {"share": Command(_words, _share)}
