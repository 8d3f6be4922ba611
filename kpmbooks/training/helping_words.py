"""What is said of a finding: the lesson's own words for an idea that went wrong, ours for what any lesson can meet."""

from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from kpmbooks.training.grading import EXTRA, OTHERWISE, Finding

_SHARED = {
    EXTRA: N_("No slip says this. Take it back if it did not happen."),
    OTHERWISE: N_("The amount is right, but the money was written in another way. Read the slip once more."),
}


def helping_words(finding: Finding, _: Translator) -> str:
    """The words that help with a finding, in the translator's language where they are there."""
    if finding.misconception in _SHARED:
        return _(_SHARED[finding.misconception])
    return finding.text_en if _.language == "en" and finding.text_en else finding.text
