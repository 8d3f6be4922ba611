; The installer for one person, without an administrator: iscc /DFolder=... package\windows\installer.iss
[Setup]
AppId=kpmbooks
AppName=Buku KPM
AppVersion=0.1.0
AppPublisher=Buku KPM
DefaultDirName={localappdata}\Programs\BukuKPM
DefaultGroupName=Buku KPM
PrivilegesRequired=lowest
DisableProgramGroupPage=yes
OutputBaseFilename=Pasang-BukuKPM
MinVersion=10.0.17763
ChangesAssociations=yes
Compression=lzma2/max
SolidCompression=yes
UninstallDisplayIcon={app}\BukuKPM.exe
WizardStyle=modern

[Languages]
Name: "id"; MessagesFile: "compiler:Default.isl"

[Messages]
; Inno Setup brings no Indonesian along: what somebody meets who installs or removes the program is said here.
SetupAppTitle=Pasang
SetupWindowTitle=Pasang %1
UninstallAppTitle=Lepas
UninstallAppFullTitle=Lepas %1
InformationTitle=Keterangan
ConfirmTitle=Pertanyaan
ErrorTitle=Tidak berhasil
ButtonBack=< &Kembali
ButtonNext=&Berikutnya >
ButtonInstall=&Pasang
ButtonOK=Baik
ButtonCancel=Batalkan
ButtonYes=&Ya
ButtonNo=&Tidak
ButtonFinish=&Selesai
ButtonBrowse=&Pilih...
ButtonWizardBrowse=P&ilih...
ButtonNewFolder=&Buat folder baru
ClickNext=Tekan Berikutnya untuk lanjut, atau Batalkan untuk keluar.
BrowseDialogTitle=Pilih folder
BrowseDialogLabel=Pilih folder, lalu tekan Baik.
NewFolderName=Folder baru
WelcomeLabel1=Memasang Buku KPM
WelcomeLabel2=Program akan dipasang untuk Anda sendiri. File buku yang sudah ada tidak disentuh.
WizardSelectDir=Tempat program
SelectDirDesc=Program dipasang di mana?
SelectDirLabel3=Program dipasang di folder ini.
SelectDirBrowseLabel=Tekan Berikutnya untuk lanjut. Untuk folder lain, tekan Pilih.
DiskSpaceGBLabel=Perlu tempat kosong paling sedikit [gb] GB.
DiskSpaceMBLabel=Perlu tempat kosong paling sedikit [mb] MB.
DiskSpaceWarningTitle=Tempat kosong kurang
DiskSpaceWarning=Perlu tempat kosong %1 KB, yang ada %2 KB. Tetap lanjut?
DirExistsTitle=Folder sudah ada
DirExists=Folder ini sudah ada:%n%n%1%n%nTetap dipasang di situ?
WizardReady=Siap dipasang
ReadyLabel1=Program siap dipasang di laptop ini.
ReadyLabel2a=Tekan Pasang untuk mulai, atau Kembali untuk mengubah.
ReadyLabel2b=Tekan Pasang untuk mulai.
ReadyMemoDir=Folder:
ReadyMemoGroup=Menu Mulai:
WizardPreparing=Menyiapkan
PreparingDesc=Pemasangan sedang disiapkan.
ApplicationsFound=Buku KPM masih terbuka. Tutup dulu programnya.
ApplicationsFound2=Buku KPM masih terbuka. Tutup dulu programnya.
CloseApplications=&Tutup sekarang
DontCloseApplications=&Biarkan terbuka
WizardInstalling=Memasang
InstallingLabel=Tunggu sebentar, program sedang dipasang.
StatusCreateDirs=Membuat folder...
StatusExtractFiles=Menyalin file...
StatusCreateIcons=Membuat ikon...
StatusCreateRegistryEntries=Menghubungkan file .kpm...
StatusSavingUninstall=Menyimpan cara melepas...
StatusRollback=Mengembalikan seperti semula...
FinishedHeadingLabel=Buku KPM sudah terpasang
FinishedLabel=Buka Buku KPM dari menu Mulai.
FinishedLabelNoIcons=Buka Buku KPM dari foldernya.
ClickFinish=Tekan Selesai untuk keluar.
ExitSetupTitle=Keluar?
ExitSetupMessage=Program belum terpasang. Tetap keluar?
SetupAborted=Pemasangan belum selesai. Coba lagi.
WinVersionTooLowError=Buku KPM perlu Windows 10 versi 1809 atau sesudahnya. Perbarui Windows dulu, lalu coba lagi.
ConfirmUninstall=Lepas %1 dari laptop ini? File buku Anda tetap ada.
UninstallStatusLabel=Tunggu sebentar, %1 sedang dilepas.
StatusUninstalling=Melepas %1...
UninstalledAll=%1 sudah dilepas. File buku Anda tetap ada.
UninstalledMost=%1 sudah dilepas. Sebagian folder tertinggal dan boleh dihapus.
WizardUninstalling=Melepas

[CustomMessages]
Needs64=Laptop ini memakai Windows 32-bit. Buku KPM perlu Windows 10 atau 11 yang 64-bit. Tidak ada yang berubah di laptop ini.

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\Buku KPM"; Filename: "{app}\BukuKPM.exe"
Name: "{group}\Panduan"; Filename: "{app}\Panduan.pdf"
Name: "{userdesktop}\Buku KPM"; Filename: "{app}\BukuKPM.exe"

[Registry]
Root: HKCU; Subkey: "Software\Classes\.kpm"; ValueType: string; ValueData: "BukuKPM.Buku"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\BukuKPM.Buku"; ValueType: string; ValueData: "File buku"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\BukuKPM.Buku\DefaultIcon"; ValueType: string; ValueData: "{app}\BukuKPM.exe,0"
Root: HKCU; Subkey: "Software\Classes\BukuKPM.Buku\shell\open\command"; ValueType: string; ValueData: """{app}\BukuKPM.exe"" ""%1"""

[Code]
function InitializeSetup(): Boolean;
begin
  Result := IsWin64;
  if not Result then
    MsgBox(CustomMessage('Needs64'), mbInformation, MB_OK);
end;
