"""Commands about learning: lessons, lesson-check, exercises, exercise, grade."""

from collections.abc import Iterator
from pathlib import Path

from kpmbooks import practice, training
from kpmbooks.i18n import Translator
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.training import Asked, Exercise, Finding, Slip, helping_words
from ui.command_line.call import Call, Command, add_book, add_json
from ui.command_line.opening import installation, open_book
from ui.command_line.syntax import Parser
from ui.command_line.terminal import Exit
from ui.home_folder import own_lessons_folder


def exercise_named(name: str) -> Exercise:
    """The exercise of that name, whatever its case; raises ``Rejected`` with those that are there."""
    training.own_lessons_lie_in(own_lessons_folder())
    exercise = training.find_exercise(name)
    if exercise is None:
        message = N_("There is no exercise called {name}. These are there: {known}.")
        there = ", ".join(training.exercises())
        raise Rejected(Problem("exercise-unknown", message, {"name": name, "known": there}, "exercise"))
    return exercise


def _lessons(call: Call) -> Exit:
    training.own_lessons_lie_in(own_lessons_folder())
    found = training.contents()
    if call.options.json:
        told = [
            {
                "id": one.id,
                "title": one.title.said(call.translator.language),
                "track": one.track,
                "minutes": one.minutes,
                "languages": list(one.languages),
            }
            for one in found
        ]
        call.terminal.say_json({"lessons": told})
    else:
        _ = call.translator
        for one in found:
            minutes = _("{n} minutes", n=one.minutes)
            call.terminal.say(f"{one.id:<8} {one.title.said(_.language)} ({minutes})")
    return Exit.DONE


def _check_words(parser: Parser) -> None:
    _ = parser.translator
    parser.needed.add_argument(
        "folder", nargs="?", type=Path, metavar=_("FOLDER"), help=_("a lesson's folder or a folder of lessons")
    )
    add_json(parser)


def _check(call: Call) -> Exit:
    _, folder = call.translator, call.options.folder
    checked = training.check_lessons(training.OURS if folder is None else folder)
    if call.options.json:
        call.terminal.say_json(
            {
                "lessons": [one.id for one in checked.lessons],
                "faults": [{"lesson": one.lesson, "where": one.where, "text": one.text} for one in checked.faults],
                "reading": {
                    "mean_sentence_words": checked.reading.mean_sentence_words,
                    "long_words_percent": checked.reading.long_words_percent,
                },
            }
        )
    else:
        call.terminal.say(
            *(f"{one.lesson}: {one.where}: {one.text}" for one in checked.faults),
            _.plural("{n} lesson can be used.", "{n} lessons can be used.", len(checked.lessons)),
            _(
                "Reading: {words} words a sentence, {percent} % words of more than ten letters.",
                words=_decimal(checked.reading.mean_sentence_words, _),
                percent=_decimal(checked.reading.long_words_percent, _),
            ),
        )
    return Exit.FAULTS if checked.faults else Exit.DONE


def _decimal(number: float, _: Translator) -> str:
    return f"{number:.1f}".replace(".", "," if _.language == "id" else ".")


def _exercises(call: Call) -> Exit:
    training.own_lessons_lie_in(own_lessons_folder())
    found = training.exercises()
    if call.options.json:
        call.terminal.say_json({"exercises": [{"id": one.id, "lesson": one.lesson} for one in found.values()]})
    else:
        call.terminal.say(*found)
    return Exit.DONE


def _exercise_words(parser: Parser) -> None:
    _ = parser.translator
    parser.needed.add_argument("exercise", metavar=_("EXERCISE"), help=_("which exercise"))
    add_book(parser)
    _add_seed(parser)
    add_json(parser)


def _add_seed(parser: Parser) -> None:
    _ = parser.translator
    parser.wishes.add_argument("--seed", type=int, default=1, metavar="N", help=_("the same number, the same slips"))


def _make_exercise(call: Call) -> Exit:
    _, options = call.translator, call.options
    exercise = exercise_named(options.exercise)
    book, drawn = practice.exercise_book(
        options.book,
        exercise,
        seed=options.seed,
        today=call.today,
        installation=installation(),
    )
    book.close()
    if options.json:
        told = [{"text": slip.text, "date": slip.day.isoformat(), "amount": int(slip.amount)} for slip in drawn.slips]
        asked = [
            {
                "id": one.id,
                "text": one.text,
                "form": one.form,
                "choices": [{"id": choice.id, "text": choice.text} for choice in one.choices],
            }
            for one in drawn.asked
        ]
        call.terminal.say_json({"kind": exercise.task.kind, "slips": told, "questions": asked, "told": drawn.told})
    else:
        call.terminal.say(
            _("A practice book is ready: {file}", file=str(options.book)),
            *drawn.told.splitlines(),
            *(f"{nth}. {_dated(slip, exercise, _)}" for nth, slip in enumerate(drawn.slips, 1)),
            *(line for one in drawn.asked for line in _question(one)),
        )
    return Exit.DONE


def _dated(slip: Slip, exercise: Exercise, _: Translator) -> str:
    """The slip with its day, where that counts because there are several."""
    return _("{day}: {text}", day=slip.day, text=slip.text) if exercise.task.days else slip.text


def _question(asked: Asked) -> Iterator[str]:
    yield f"{asked.id}: {asked.text}"
    for choice in asked.choices:
        yield f"   {choice.id}: {choice.text}"


def _grade(call: Call) -> Exit:
    _, options = call.translator, call.options
    exercise = exercise_named(options.exercise)
    with open_book(call, "read") as book, book.read() as reader:
        graded = training.grade_book(reader, exercise, options.seed)
    if options.json:
        call.terminal.say_json(
            {
                "score": graded.score,
                "full": graded.full,
                "findings": [
                    {
                        "misconception": one.misconception,
                        "entry": one.entry,
                        "text": helping_words(one, _),
                        "also": list(one.also),
                        "question": None if one.asked is None else one.asked.id,
                        "slip": None if one.slip is None else one.slip.text,
                    }
                    for one in graded.findings
                ],
                "missing": [slip.text for slip in graded.missing],
                "right": [slip.text for slip in graded.right],
            }
        )
    else:
        call.terminal.say(_("{score} of {full} are right.", score=graded.score, full=graded.full))
        call.terminal.say(*(f"{_where(one)}: {helping_words(one, _)}" for one in graded.findings))
    return Exit.DONE


def _where(finding: Finding) -> str:
    """The record, the question, or else the slip that is not there."""
    return (
        finding.entry
        or (finding.asked.id if finding.asked else finding.slip.text.rstrip(".") if finding.slip else "")
        or "–"
    )


COMMANDS = {
    "lessons": Command(add_json, _lessons),
    "lesson-check": Command(_check_words, _check),
    "exercises": Command(add_json, _exercises),
    "exercise": Command(_exercise_words, _make_exercise),
    "grade": Command(_exercise_words, _grade),
}
