"""The command that answers what an exercise asks: ``answer EXERCISE BOOK id=value …``."""

from collections.abc import Iterator, Mapping, Sequence

from kpmbooks import training
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.training import Asked, read_answer
from ui.command_line.call import Call, Command, add_book, add_json
from ui.command_line.opening import open_book
from ui.command_line.syntax import Parser
from ui.command_line.terminal import Exit
from ui.command_line.training import exercise_named


def _words(parser: Parser) -> None:
    _ = parser.translator
    parser.needed.add_argument("exercise", metavar=_("EXERCISE"), help=_("which exercise"))
    add_book(parser)
    parser.needed.add_argument(
        "answers", nargs="+", metavar=_("QUESTION=ANSWER"), help=_("the question's id and its answer")
    )
    parser.wishes.add_argument("--seed", type=int, default=1, metavar="N", help=_("the same number, the same slips"))
    add_json(parser)


def _answer(call: Call) -> Exit:
    _, options = call.translator, call.options
    exercise = exercise_named(options.exercise)
    with open_book(call, "write") as book, book.write() as tx:
        asked = {one.id: one for one in training.drawn_in(tx, exercise, options.seed).asked}
        said = tuple(_said(options.answers))
        if problems := tuple(_problems(asked, said)):
            raise Rejected(problems)
        kept = {name: training.answer(tx, exercise.id, asked[name], text) for name, text in said}
    if options.json:
        call.terminal.say_json({"answers": kept})
    else:
        call.terminal.say(*(f"{asked[name].text} {asked[name].text_of(kept[name])}" for name in kept))
        call.terminal.say(_.plural("{n} answer is kept.", "{n} answers are kept.", len(kept)))
    return Exit.DONE


def _said(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    for word in words:
        name, sign, text = word.partition("=")
        if not sign or not name.strip():
            message = N_("“{word}” is no answer. Write the question's id, an equals sign and the answer.")
            raise Rejected(Problem("answer-shape", message, {"word": word}, "answers"))
        yield name.strip().casefold(), text


def _problems(asked: Mapping[str, Asked], said: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    names = [name for name, _ in said]
    for name, text in said:
        if name not in asked:
            message = N_("The exercise asks no question {name}. It asks: {known}.")
            yield Problem("question-unknown", message, {"name": name, "known": ", ".join(asked) or "–"}, name)
        elif names.count(name) > 1:
            message = N_("The question {name} is answered twice. Leave one answer out.")
            yield Problem("answer-twice", message, {"name": name}, name)
        elif isinstance(read := read_answer(asked[name], text), Problem):
            yield read


COMMANDS = {"answer": Command(_words, _answer)}
