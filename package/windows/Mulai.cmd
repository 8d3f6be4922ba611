@echo off
rem Starts the program, or says kindly why this Windows cannot.
setlocal
set "kind=%PROCESSOR_ARCHITECTURE%"
if defined PROCESSOR_ARCHITEW6432 set "kind=%PROCESSOR_ARCHITEW6432%"
if /i not "%kind%"=="AMD64" if /i not "%kind%"=="ARM64" (
    echo Laptop ini memakai Windows 32-bit. Buku KPM perlu Windows 10 atau 11 yang 64-bit.
    echo Tidak ada yang berubah di laptop ini. Tanyakan pendamping untuk laptop lain.
    pause
    exit /b 1
)
for /f "tokens=3" %%n in ('reg query "HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion" /v CurrentBuildNumber 2^>nul ^| find "CurrentBuildNumber"') do set "build=%%n"
if not defined build set "build=0"
if %build% LSS 17763 (
    echo Buku KPM perlu Windows 10 versi 1809 atau sesudahnya. Perbarui Windows dulu, lalu coba lagi.
    pause
    exit /b 1
)
start "" "%~dp0BukuKPM.exe" %*
