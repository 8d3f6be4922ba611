"""Practice books of the market game: one for each group, made fresh, with what business and family begin with."""

from datetime import date
from pathlib import Path

from kpmbooks import house
from kpmbooks.book import Book
from kpmbooks.i18n import Language
from kpmbooks.training.game import Game, Shop, first_day, write_beginning


def game_book(
    path: Path | None,
    game: Game,
    shop: Shop,
    *,
    today: date,
    language: Language = "id",
) -> Book:
    """A practice book for a shop before its first week; the game's last week ends ``today``.

    ``path`` None makes it in memory. Raises ``Rejected`` when the file is there already, ``StorageError``.
    """
    start = first_day(game, today)
    business = shop.business
    book = house.create(
        path,
        kind="family",
        name=f"Keluarga {business.owner}",
        business=f"{business.name.said(language)} {business.owner}",
        sector=business.sector,
        start=start,
        practice=True,
    )
    try:
        with book.write() as tx:
            write_beginning(tx, game, shop, start)
    except BaseException:
        book.close()
        if path is not None:
            path.unlink(missing_ok=True)
        raise
    return book
