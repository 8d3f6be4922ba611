"""The rows of trade: parties and what is owed, goods and their stock, equipment; and the guards that keep their sums.

Everything that moves hangs on an entry of the journal. When an entry is reversed, by whatever act, a guard writes the
same rows against the reversal with the signs turned: a debt or a stock can therefore not be left behind by undoing.

What is said of a party, a good, a debt or a piece of equipment (its name, unit, price, due day …) are facts
(``kpmbooks.book.facts``).
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Text

from kpmbooks.storage import Day, Guard, Money, append_only, guard, no_replace, row_id, table, uid_column

parties = table(
    "parties",
    row_id(),
    uid_column(),
    Column("added_at", Integer, nullable=False),
    twice=True,
)

goods = table(
    "goods",
    row_id(),
    uid_column(),
    Column("ledger_id", ForeignKey("ledgers.id"), nullable=False),
    Column("added_at", Integer, nullable=False),
    twice=True,
)
Index("ix_goods_ledger_id", goods.c.ledger_id)

equipment = table(
    "equipment",
    row_id(),
    uid_column(),
    Column("ledger_id", ForeignKey("ledgers.id"), nullable=False),
    # The record by which it came; what is only borrowed, or was there before the book, may have none.
    Column("entry_id", ForeignKey("entries.id")),
    Column("added_at", Integer, nullable=False),
    twice=True,
)
Index("ix_equipment_ledger_id", equipment.c.ledger_id)

# One debt: what a party owes us, or we her, by one record. Which of the two follows from the account's type.
bills = table(
    "bills",
    row_id(),
    uid_column(),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("party_id", ForeignKey("parties.id"), nullable=False),
    Column("entry_id", ForeignKey("entries.id"), nullable=False),
    twice=True,
)
Index("ix_bills_party_id", bills.c.party_id, bills.c.account_id, bills.c.id)
Index("ix_bills_entry_id", bills.c.entry_id)

debt_movements = table(
    "debt_movements",
    row_id(),
    Column("entry_id", ForeignKey("entries.id"), nullable=False),
    Column("bill_id", ForeignKey("bills.id"), nullable=False),
    # On the natural side of the debt: what makes it larger is positive.
    Column("amount", Money, CheckConstraint("amount <> 0", name="amount"), nullable=False),
    twice=True,
)
Index("ix_debt_movements_entry_id", debt_movements.c.entry_id)
Index("ix_debt_movements_bill_id", debt_movements.c.bill_id)

ACTS = (
    "open", "buy", "sell", "take_back", "send_back", "spoil", "use", "consume", "make", "leave", "fetch", "sell_there",
    "count", "adjust",
)  # fmt: skip
"""What can happen to goods; see ``kpmbooks.trade.goods``."""

goods_movements = table(
    "goods_movements",
    row_id(),
    Column("entry_id", ForeignKey("entries.id"), nullable=False),
    Column("good_id", ForeignKey("goods.id"), nullable=False),
    # With whom the goods lie: None at home, else the party who sells them for us.
    Column("holder_id", ForeignKey("parties.id")),
    Column("act", Text, CheckConstraint(f"act IN ({', '.join(map(repr, ACTS))})", name="act"), nullable=False),
    # Thousandths; in is positive. A good whose stock is not kept (a service) moves with stocked = 0 and value 0.
    Column("quantity", Integer, nullable=False),
    Column("stocked", Integer, CheckConstraint("stocked IN (0, 1)", name="stocked"), nullable=False),
    # At cost, signed like the quantity; the sum over a ledger's goods is what its stock accounts say.
    Column("value", Money, nullable=False),
    # What was paid or asked for them: sales and purchases, positive; 0 elsewhere, turned in a reversal.
    Column("amount", Money, nullable=False),
    twice=True,
)
Index("ix_goods_movements_entry_id", goods_movements.c.entry_id)
Index("ix_goods_movements_good_id", goods_movements.c.good_id, goods_movements.c.id)

equipment_movements = table(
    "equipment_movements",
    row_id(),
    Column("entry_id", ForeignKey("entries.id"), nullable=False),
    Column("equipment_id", ForeignKey("equipment.id"), nullable=False),
    # Of the account of equipment, and of what was written off so far (positive); a disposal takes both out.
    Column("cost", Money, nullable=False),
    Column("depreciation", Money, nullable=False),
    twice=True,
)
Index("ix_equipment_movements_entry_id", equipment_movements.c.entry_id)
Index("ix_equipment_movements_equipment_id", equipment_movements.c.equipment_id)

# What the guards keep: how much of each debt is open, and how much of each good lies where, at which cost.
bill_levels = table(
    "bill_levels",
    Column("bill_id", ForeignKey("bills.id"), primary_key=True),
    Column("party_id", ForeignKey("parties.id"), nullable=False),
    Column("open", Money, nullable=False),
    derived=True,
    sqlite_with_rowid=False,
)
Index("ix_bill_levels_open", bill_levels.c.party_id, bill_levels.c.bill_id, sqlite_where=bill_levels.c.open != 0)

stock_levels = table(
    "stock_levels",
    Column("good_id", ForeignKey("goods.id"), primary_key=True),
    # 0 at home, else the key of the party.
    Column("holder", Integer, primary_key=True),
    Column("quantity", Integer, nullable=False),
    Column("value", Money, nullable=False),
    derived=True,
    sqlite_with_rowid=False,
)

# And by day, so that a card begins where its period or its page does: which movement lies on which day, and the sums of
# each month. An entry knows its day, a movement does not.
goods_days = table(
    "goods_days",
    Column("good_id", ForeignKey("goods.id"), primary_key=True),
    Column("day", Day, primary_key=True),
    Column("movement_id", ForeignKey("goods_movements.id"), primary_key=True),
    derived=True,
    sqlite_with_rowid=False,
)
stock_months = table(
    "stock_months",
    Column("good_id", ForeignKey("goods.id"), primary_key=True),
    Column("month", Text, primary_key=True),
    Column("quantity", Integer, nullable=False),
    Column("value", Money, nullable=False),
    derived=True,
    sqlite_with_rowid=False,
)
debt_days = table(
    "debt_days",
    Column("party_id", ForeignKey("parties.id"), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    Column("day", Day, primary_key=True),
    Column("movement_id", ForeignKey("debt_movements.id"), primary_key=True),
    derived=True,
    sqlite_with_rowid=False,
)
debt_months = table(
    "debt_months",
    Column("party_id", ForeignKey("parties.id"), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    Column("month", Text, primary_key=True),
    Column("amount", Money, nullable=False),
    derived=True,
    sqlite_with_rowid=False,
)

TABLES = (
    parties, goods, equipment, bills, debt_movements, goods_movements, equipment_movements, bill_levels,
    stock_levels, goods_days, stock_months, debt_days, debt_months,
)  # fmt: skip

_TURNED = (
    "INSERT INTO debt_movements (entry_id, bill_id, amount)"
    " SELECT NEW.id, bill_id, -amount FROM debt_movements WHERE entry_id = NEW.reverses ORDER BY id;"
    " INSERT INTO goods_movements (entry_id, good_id, holder_id, act, quantity, stocked, value, amount)"
    " SELECT NEW.id, good_id, holder_id, act, -quantity, stocked, -value, -amount"
    " FROM goods_movements WHERE entry_id = NEW.reverses ORDER BY id DESC;"
    " INSERT INTO equipment_movements (entry_id, equipment_id, cost, depreciation)"
    " SELECT NEW.id, equipment_id, -cost, -depreciation FROM equipment_movements WHERE entry_id = NEW.reverses"
    " ORDER BY id;"
)


# Whose debt a movement is, and on which day. (An upsert that selects needs its WHERE.)
_DEBT = "FROM bills b JOIN entries e ON e.id = NEW.entry_id WHERE b.id = NEW.bill_id"


def _kept(name: str) -> tuple[Guard, ...]:
    return (*append_only(name), no_replace(name, "id = NEW.id"))


GUARDS = (
    *append_only("parties"),
    no_replace("parties", "id = NEW.id OR uid = NEW.uid"),
    *append_only("goods"),
    no_replace("goods", "id = NEW.id OR uid = NEW.uid"),
    *append_only("equipment"),
    no_replace("equipment", "id = NEW.id OR uid = NEW.uid"),
    *append_only("bills"),
    no_replace("bills", "id = NEW.id OR uid = NEW.uid"),
    *_kept("debt_movements"),
    *_kept("goods_movements"),
    *_kept("equipment_movements"),
    guard("entries_turn_trade", "AFTER INSERT ON entries WHEN NEW.reverses IS NOT NULL", _TURNED),
    guard(
        "debt_movements_level",
        "AFTER INSERT ON debt_movements",
        "INSERT INTO bill_levels (bill_id, party_id, open)"
        " SELECT NEW.bill_id, b.party_id, NEW.amount FROM bills b WHERE b.id = NEW.bill_id"
        " ON CONFLICT (bill_id) DO UPDATE SET open = open + excluded.open;"
        " INSERT INTO debt_days (party_id, account_id, day, movement_id)"
        f" SELECT b.party_id, b.account_id, e.day, NEW.id {_DEBT};"
        " INSERT INTO debt_months (party_id, account_id, month, amount)"
        f" SELECT b.party_id, b.account_id, substr(e.day, 1, 7), NEW.amount {_DEBT}"
        " ON CONFLICT (party_id, account_id, month) DO UPDATE SET amount = amount + excluded.amount;",
    ),
    guard(
        "goods_movements_level",
        "AFTER INSERT ON goods_movements WHEN NEW.stocked = 1",
        "INSERT INTO stock_levels (good_id, holder, quantity, value)"
        " VALUES (NEW.good_id, ifnull(NEW.holder_id, 0), NEW.quantity, NEW.value)"
        " ON CONFLICT (good_id, holder) DO UPDATE SET"
        " quantity = quantity + excluded.quantity, value = value + excluded.value;"
        " INSERT INTO stock_months (good_id, month, quantity, value)"
        " SELECT NEW.good_id, substr(e.day, 1, 7), NEW.quantity, NEW.value FROM entries e WHERE e.id = NEW.entry_id"
        " ON CONFLICT (good_id, month) DO UPDATE SET"
        " quantity = quantity + excluded.quantity, value = value + excluded.value;",
    ),
    guard(
        "goods_movements_day",
        "AFTER INSERT ON goods_movements",
        "INSERT INTO goods_days (good_id, day, movement_id)"
        " SELECT NEW.good_id, e.day, NEW.id FROM entries e WHERE e.id = NEW.entry_id;",
    ),
)
