# Make the installer for Windows in dist\, from a checkout. Not yet run: see docs/packaging.md.
#
#   powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1 [-Python python] [-Iscc PATH]
#
# Needs Python 3.11 or newer for 64 bits and Inno Setup 6.3 or newer. Without Inno Setup it ends with
# the frozen folder and its ZIP, which is all that a stick needs.

[CmdletBinding()]
param(
    [string]$Python = "python",
    [string]$Iscc = ""
)

Set-StrictMode -Version Latest
$ErrorActionPreference = "Stop"
$env:PYTHONUTF8 = "1"
$env:PIP_DISABLE_PIP_VERSION_CHECK = "1"
$env:PYTHONPATH = ""

# A program that fails is no error to PowerShell.
function Invoke-Checked {
    param([string]$Program, [string[]]$Arguments)
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) {
        throw "$Program $Arguments ended with $LASTEXITCODE."
    }
}

$Root = (Resolve-Path (Join-Path $PSScriptRoot "..\..")).Path
Set-Location $Root
$Venv = Join-Path $Root ".venv"
$Own = Join-Path $Venv "Scripts\python.exe"

if (-not (Test-Path $Own)) {
    Invoke-Checked $Python @("-m", "venv", $Venv)
}
Invoke-Checked $Own @("-m", "pip", "install", "-q", "--require-hashes", "-r", "requirements-dev.txt")
Invoke-Checked $Own @("-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--editable", ".")

Invoke-Checked $Own @("-m", "nklearn", "content", "build")
Invoke-Checked $Own @("packaging/freeze/freeze.py")
# The list of files comes before anything is packed, sums and signatures after all is.
Invoke-Checked $Own @("packaging/release/prepare.py")

$Frozen = Join-Path $Root "build\frozen\nklearn"
$Version = (& $Own -c "import nklearn; print(nklearn.__version__)").Trim()
if ($LASTEXITCODE -ne 0 -or -not $Version) {
    throw "The version could not be read."
}
Invoke-Checked $Own @("packaging/check_names.py", $Frozen)

$Dist = Join-Path $Root "dist"
New-Item -ItemType Directory -Force -Path $Dist | Out-Null
$Zip = Join-Path $Dist "NKLearn-$Version-x64-portable.zip"
Invoke-Checked $Own @("packaging/portable_zip.py", $Frozen, $Zip)

if (-not $Iscc) {
    $Found = Get-Command "ISCC.exe" -ErrorAction SilentlyContinue
    if ($Found) {
        $Iscc = $Found.Source
    } else {
        $Usual = Join-Path ${env:ProgramFiles(x86)} "Inno Setup 6\ISCC.exe"
        if (Test-Path $Usual) {
            $Iscc = $Usual
        }
    }
}
if ($Iscc) {
    Invoke-Checked $Iscc @("/Qp", "/DAppVersion=$Version", "packaging\windows\nklearn.iss")
} else {
    Write-Warning "Inno Setup was not found, so there is a ZIP and no installer."
}
Invoke-Checked $Own @("packaging/release/finish.py")
Get-ChildItem $Dist | Format-Table Name, Length
