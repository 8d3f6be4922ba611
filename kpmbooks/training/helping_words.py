"""What is said of a finding: the catalogue's words for an idea that went wrong, ours for what any exercise can meet."""

from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from kpmbooks.training.grading import ANOTHER_ANSWER, EXTRA, OTHERWISE, SPOILT, Finding
from kpmbooks.training.misconception import misconceptions

_SHARED = {
    EXTRA: N_("No slip says this. Take it back if it did not happen."),
    OTHERWISE: N_("This is not the same as the slip yet. Read it once more: how much, from where, what for?"),
    SPOILT: N_("This was in the book rightly before. Restore it as it was."),
    ANOTHER_ANSWER: N_("This is not the answer yet. Read the question once more and work it out again."),
}


_CHOOSE_AGAIN = N_("This is not the answer yet. Read once more, then choose again.")


def helping_words(finding: Finding, _: Translator) -> str:
    """The words that help with a finding, in the translator's language where they are there.

    Where several ideas leave the same book, the words of each: which of them it was nobody knows.
    """
    if finding.misconception == ANOTHER_ANSWER and finding.asked and finding.asked.form in ("choice", "order"):
        return _(_CHOOSE_AGAIN)
    if finding.misconception in _SHARED:
        return _(_SHARED[finding.misconception])
    words = finding.text_en if _.language == "en" and finding.text_en else finding.text
    known = misconceptions()
    others = [known[name].feedback.said(_.language) for name in finding.also if name in known]
    if not others:
        return words
    return _("One of these may be it. {words} Or: {others}", words=words, others=" ".join(others))
