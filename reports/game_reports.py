"""The papers of the market game as whoever asks by name knows them; they are opened from the game."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from reports import game_papers, game_result
from reports.report import Report

GAME: Final[Mapping[str, Report]] = MappingProxyType(
    {
        report.name: report
        for report in (
            Report(
                game_papers.NAME,
                game_papers.TITLE,
                lambda _reader, wish: game_papers.statement(wish),
                game_papers.figures,
                game_papers.document,
                takes_fund=False,
                forms=game_papers.FORMS,
                form_names=game_papers.FORM_NAMES,
                coded=False,
            ),
            Report(
                game_result.NAME,
                game_result.TITLE,
                lambda _reader, wish: game_result.statement(wish),
                game_result.figures,
                game_result.document,
                takes_fund=False,
                coded=False,
            ),
        )
    }
)
"""Papers of a game are no prints of a book: none has a check code."""
