"""The installer for Windows says what its guide promises, in Indonesian; it is compiled where Windows is."""

import re
from pathlib import Path

import pytest

from package import __main__ as packing

FOLDER = Path(packing.__file__).parent
SHOWN = """
SetupWindowTitle ButtonBack ButtonNext ButtonInstall ButtonOK ButtonCancel ButtonYes ButtonNo ButtonFinish
ButtonWizardBrowse ClickNext WelcomeLabel1 WelcomeLabel2 WizardSelectDir SelectDirDesc SelectDirLabel3
SelectDirBrowseLabel DiskSpaceGBLabel DiskSpaceMBLabel DirExistsTitle DirExists WizardReady ReadyLabel1
ReadyLabel2a ReadyMemoDir WizardInstalling InstallingLabel StatusExtractFiles FinishedHeadingLabel FinishedLabel
ClickFinish ExitSetupTitle ExitSetupMessage WinVersionTooLowError ConfirmUninstall UninstallStatusLabel
UninstalledAll
""".split()  # noqa: SIM905 # a list of names, a line each would be forty
"""What Inno Setup shows whoever installs or removes a program, by the names of its own list of messages."""
ENGLISH = re.compile(r"\b(the|to|of|is|and|next|back|cancel|install|setup|click|select|will|yes|no)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def said() -> list[tuple[str, str]]:
    """The names and words of the script's messages, in its order."""
    text = (FOLDER / "windows" / "installer.iss").read_text("utf-8")
    return re.findall(r"^(\w+)=(.*)$", text[text.index("[Messages]") : text.index("[CustomMessages]")], re.MULTILINE)


@pytest.mark.parametrize("name", SHOWN)
def test_every_word_of_the_installer_is_indonesian(said: list[tuple[str, str]], name: str) -> None:
    words = dict(said)[name]
    assert words
    assert not ENGLISH.search(words)


def test_no_message_is_said_twice_or_in_letters_that_its_file_cannot_hold(said: list[tuple[str, str]]) -> None:
    text = (FOLDER / "windows" / "installer.iss").read_text("utf-8")
    assert text.isascii()  # without a byte order mark Inno Setup reads anything else in the code page of the machine
    names = [name for name, _words in said]
    assert len(names) == len(set(names))


def test_the_guide_names_the_button_that_is_there(said: list[tuple[str, str]]) -> None:
    guide = (FOLDER / "panduan.txt").read_text("utf-8")
    assert dict(said)["ButtonNext"].strip(" >").replace("&", "") == "Berikutnya"
    assert "“Berikutnya”" in guide


def test_the_compiler_is_found_where_its_own_installer_puts_it(tmp_path: Path) -> None:
    assert packing.inno_setup({"PATH": str(tmp_path)}) is None
    compiler = tmp_path / "Inno Setup 6" / "ISCC.exe"
    compiler.parent.mkdir()
    compiler.write_bytes(b"")
    assert packing.inno_setup({"PATH": "", "ProgramFiles(x86)": str(tmp_path)}) == str(compiler)
