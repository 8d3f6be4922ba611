"""Where books come to harm is seen from what the machine says about the place."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from ui.desktop import locations
from ui.desktop.locations import Mount, mount_of, read_mounts, removable_on_linux, removable_on_mac, synchronised_by

TABLE = r"""
sysfs /sys sysfs rw 0 0
/dev/sda2 / ext4 rw 0 0
/dev/sda3 /home ext4 rw 0 0
/dev/sdb1 /media/sri/STIK\040PUTIH vfat rw 0 0
/dev/mapper/luks-1 /media/sri/rahasia ext4 rw 0 0
tmpfs /run/user/1000 tmpfs rw 0 0
"""
MOUNTS = read_mounts(TABLE)
PULLED = {"/dev/sda2": False, "/dev/sda3": False, "/dev/sdb1": True}


@pytest.mark.parametrize(
    ("path", "removable"),
    [
        ("/media/sri/STIK PUTIH/melati.kpm", True),
        ("/media/sri/STIK PUTIH/buku/melati.kpm", True),
        ("/media/sri/melati.kpm", False),
        ("/home/sri/Documents/melati.kpm", False),
        ("/melati.kpm", False),
        ("/media/sri/rahasia/melati.kpm", True),  # the machine does not say; sticks are shown there
        ("/run/user/1000/melati.kpm", False),
    ],
)
def test_a_book_lies_on_a_stick_when_the_drive_under_it_can_be_pulled_out(path: str, removable: bool) -> None:
    assert removable_on_linux(PurePosixPath(path), MOUNTS, PULLED.get) is removable


def test_a_second_drive_inside_the_laptop_is_no_stick() -> None:
    mounts = (Mount(PurePosixPath("/"), "/dev/sda2"), Mount(PurePosixPath("/media/data"), "/dev/sdc1"))
    assert not removable_on_linux(PurePosixPath("/media/data/b.kpm"), mounts, {"/dev/sdc1": False}.get)


def test_the_deepest_mount_counts_and_the_latest_of_equals() -> None:
    mounts = (Mount(PurePosixPath("/a"), "one"), Mount(PurePosixPath("/a/b"), "two"), Mount(PurePosixPath("/a"), "x"))
    assert mount_of(PurePosixPath("/a/b/c"), mounts) == mounts[1]
    assert mount_of(PurePosixPath("/a/c"), mounts) == mounts[2]
    assert mount_of(PurePosixPath("/b"), mounts) is None


@pytest.mark.parametrize(
    ("path", "removable"),
    [
        ("/Users/sri/melati.kpm", False),
        ("/Volumes/STIK/melati.kpm", True),
        ("/Volumes/Macintosh HD/Users/sri/melati.kpm", False),
        ("/Volumes/melati.kpm", False),
    ],
)
def test_on_a_mac_every_other_volume_can_be_taken_away(path: str, removable: bool) -> None:
    assert removable_on_mac(PurePosixPath(path), PurePosixPath("/Volumes/Macintosh HD")) is removable


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (r"C:\Users\Sri\OneDrive\Dokumen\melati.kpm", "OneDrive"),
        (r"C:\Users\Sri\OneDrive - Yayasan Kita\melati.kpm", "OneDrive"),
        (r"C:\Users\Sri\Dropbox (Pribadi)\melati.kpm", "Dropbox"),
        (r"G:\My Drive\melati.kpm", "Google Drive"),
        (r"C:\Users\Sri\iCloudDrive\melati.kpm", "iCloud"),
        (r"C:\Users\Sri\Nextcloud2\melati.kpm", "Nextcloud"),
        (r"C:\Users\Sri\Documents\melati.kpm", None),
        (r"C:\Users\Sri\Documents\dropbox.kpm", None),  # only the file is called so
        (r"C:\Users\Sri\Megawati\melati.kpm", None),  # a person, no service
        (r"D:\Awan\melati.kpm", "OneDrive"),  # the machine says that this is its folder
        (r"D:\Awan2\melati.kpm", None),
    ],
)
def test_a_cloud_folder_is_known_by_its_name_or_by_what_the_machine_says(path: str, service: str | None) -> None:
    assert synchronised_by(PureWindowsPath(path), {"OneDrive": r"d:\awan", "DROPBOX_PATH": ""}) == service


@pytest.mark.parametrize(
    "path",
    [
        "/Users/sri/Library/Mobile Documents/com~apple~CloudDocs/melati.kpm",
        "/Users/sri/Library/CloudStorage/GoogleDrive-sri@example.id/My Drive/melati.kpm",
        "/run/user/1000/gvfs/google-drive:host=example.id,user=sri/melati.kpm",
        "/home/sri/Nextcloud/buku/melati.kpm",
    ],
)
def test_cloud_folders_are_known_on_mac_and_linux_too(path: str) -> None:
    assert synchronised_by(PurePosixPath(path), {}) is not None


def test_an_ordinary_folder_of_this_machine_is_neither(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = tmp_path / "buku.kpm"
    assert not locations.is_synchronised(book)
    monkeypatch.setenv("OneDrive", str(tmp_path))
    assert locations.service_of(book) == "OneDrive"


def test_a_link_into_a_cloud_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "buku").symlink_to(tmp_path / "Dropbox")
    assert locations.is_synchronised(tmp_path / "buku" / "melati.kpm")


def test_a_place_that_is_not_there_is_no_fault() -> None:
    nowhere = Path("/nowhere/at all/melati.kpm")
    assert not locations.is_removable(nowhere)
    assert not locations.is_synchronised(nowhere)
