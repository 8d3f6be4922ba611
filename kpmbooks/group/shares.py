"""Paying out what members are owed of a result: to whom something is still owed, and the record that pays it."""

from datetime import date

from kpmbooks import recording
from kpmbooks.book import Reader, Tx
from kpmbooks.group.members import Member, members_of
from kpmbooks.group.money import SHARE, MemberMovement, member_sums, write_member_movements
from kpmbooks.ledger import Account, LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording import Recorded

PAY_KIND = "bayar_bagi_hasil"


def shares_owed(reader: Reader) -> tuple[tuple[Member, Rupiah], ...]:
    """Who is still owed a part of a result and how much, in the order of joining; also of those who left."""
    sums = member_sums(reader)
    return tuple((one, owed) for one in members_of(reader) if (owed := sums.get(one.id, {}).get(SHARE, Rupiah(0))) > 0)


def pay_share(
    tx: Tx, ledger: LedgerRef, member: Member, *, day: date, amount: Rupiah | None = None, box: Account | None = None
) -> Recorded:
    """Pay a member what she is owed, or ``amount`` of it; raises ``Rejected`` when she is owed less."""
    owed = member_sums(tx).get(member.id, {}).get(SHARE, Rupiah(0))
    paid = owed if amount is None else amount
    if paid > owed or not owed:
        message = N_("{name} is owed less of the result than that. Write the smaller amount.")
        raise Rejected(Problem("share-paid-too-much", message, {"name": member.name or member.nickname}, "amount"))
    answers: dict[str, str | int | date | None] = {"amount": int(paid), "date": day}
    if member.name or member.nickname:
        answers["party"] = member.name or member.nickname
    if box is not None:
        answers["box"] = box.uid.hex()
    done = recording.record(tx, PAY_KIND, answers, ledger=ledger, today=day, about=member.person)
    # Said by her key and not by her name: another may have been called so, and hers may be erased.
    write_member_movements(tx, done.posted[0].id, [MemberMovement(member.id, SHARE, Rupiah(-paid))])
    return done
