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
LicenseFile={#Folder}\bagian\LICENSE
MinVersion=10.0.17763
ChangesAssociations=yes
Compression=lzma2/max
SolidCompression=yes
UninstallDisplayIcon={app}\BukuKPM.exe
WizardStyle=modern

[Languages]
Name: "id"; MessagesFile: "compiler:Default.isl"

[Messages]
WelcomeLabel1=Memasang Buku KPM
WelcomeLabel2=Program akan dipasang untuk Anda sendiri. File buku yang sudah ada tidak disentuh.
SelectDirLabel3=Program dipasang di folder ini.
FinishedHeadingLabel=Buku KPM sudah terpasang
FinishedLabel=Buka Buku KPM dari menu Mulai.
WinVersionTooLowError=Buku KPM perlu Windows 10 versi 1809 atau sesudahnya. Perbarui Windows dulu, lalu coba lagi.

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
