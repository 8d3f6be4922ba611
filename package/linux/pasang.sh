#!/bin/sh
# Put the program into this person's menu and let it open .kpm files; nothing outside the home folder is touched.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
mkdir -p "$share/applications" "$share/mime/packages" "$share/icons/hicolor/256x256/apps"
cp "$here/BukuKPM.png" "$share/icons/hicolor/256x256/apps/kpmbooks.png"
cp "$here/kpmbooks-mime.xml" "$share/mime/packages/kpmbooks.xml"
cat > "$share/applications/kpmbooks.desktop" <<END
[Desktop Entry]
Type=Application
Name=Buku KPM
Comment=Pembukuan kelompok, usaha, dan keluarga
Exec="$here/BukuKPM" %f
Icon=kpmbooks
Categories=Office;Finance;
MimeType=application/x-kpmbooks;
END
command -v update-mime-database >/dev/null && update-mime-database "$share/mime" || true
command -v update-desktop-database >/dev/null && update-desktop-database "$share/applications" || true
echo "Buku KPM sudah ada di menu. File .kpm dibuka dengannya."
