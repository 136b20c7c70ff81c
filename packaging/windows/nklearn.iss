; The installer for Windows: per user, no rights, no network. Inno Setup 6.3 or newer makes it:
;
;   ISCC.exe /DAppVersion=0.1.0 packaging\windows\nklearn.iss
;
; build.ps1 says the version and makes what is packed here. Not yet run: see docs/packaging.md.
;
; Without a question:   NKLearn-0.1.0-x64-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART
; Another folder:       ... /DIR="D:\Programs\NKLearn"
; For all accounts:     ... /ALLUSERS          (asks for an administrator)
; No file types:        ... /TASKS="!filetypes"
; What it did:          ... /LOG="C:\setup.log"
; Removal:              unins000.exe /VERYSILENT /SUPPRESSMSGBOXES
;
; An upgrade is the same program run again: the folder is the one of before, and what a reader did
; lies elsewhere (%LOCALAPPDATA%\NKLearn), where neither setup nor uninstaller goes.

#ifndef AppVersion
  #error Say the version: ISCC /DAppVersion=0.1.0 nklearn.iss
#endif
#ifndef Frozen
  #define Frozen "..\..\build\frozen\nklearn"
#endif
#ifndef Parts
  #define Parts "..\..\build\parts"
#endif

[Setup]
; This id is what makes the next version an upgrade. It must never change.
AppId={{FC5A1B6E-29F5-4F07-A15B-221E7C4A394A}
AppName=NKLearn
AppVersion={#AppVersion}
AppVerName=NKLearn {#AppVersion}
AppPublisher=NKLearn developers
VersionInfoVersion={#AppVersion}
VersionInfoDescription=NKLearn setup
DefaultDirName={autopf}\NKLearn
UsePreviousAppDir=yes
DisableDirPage=auto
DisableProgramGroupPage=yes
DisableReadyPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; Windows 10, version 1809: the oldest on which Qt 6 runs.
MinVersion=10.0.17763
ChangesAssociations=yes
CloseApplications=yes
RestartApplications=no
SetupIconFile={#Parts}\nklearn.ico
UninstallDisplayIcon={app}\nklearn.exe
UninstallDisplayName=NKLearn
WizardStyle=modern
Compression=lzma2/max
SolidCompression=yes
TimeStampsInUTC=yes
OutputDir=..\..\dist
OutputBaseFilename=NKLearn-{#AppVersion}-x64-setup

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "filetypes"; Description: "Open files from a teacher with NKLearn"
Name: "desktopicon"; Description: "Put an icon on the desktop"; Flags: unchecked

[InstallDelete]
; What the version before had and this one has not. Nothing of a reader is in there.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Frozen}\*"; DestDir: "{app}"; Excludes: "\portable,\portable.txt,\workspace"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\NKLearn"; Filename: "{app}\nklearn.exe"
Name: "{autodesktop}\NKLearn"; Filename: "{app}\nklearn.exe"; Tasks: desktopicon

[Registry]
; The same types as in packaging/file-types.toml; a test compares.
Root: HKA; Subkey: "Software\Classes\.nkassign"; ValueType: string; ValueName: ""; ValueData: "NKLearn.assign"; Flags: uninsdeletevalue uninsdeletekeyifempty; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\.nkassign"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-nkassign"; Flags: uninsdeletevalue; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\NKLearn.assign"; ValueType: string; ValueName: ""; ValueData: "NKLearn assignment"; Flags: uninsdeletekey; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\NKLearn.assign\DefaultIcon"; ValueType: string; ValueName: ""; ValueData: "{app}\nklearn.exe,0"; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\NKLearn.assign\shell\open\command"; ValueType: string; ValueName: ""; ValueData: """{app}\nklearn.exe"" ""%1"""; Tasks: filetypes

Root: HKA; Subkey: "Software\Classes\.nkresult"; ValueType: string; ValueName: ""; ValueData: "NKLearn.result"; Flags: uninsdeletevalue uninsdeletekeyifempty; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\.nkresult"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-nkresult"; Flags: uninsdeletevalue; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\NKLearn.result"; ValueType: string; ValueName: ""; ValueData: "NKLearn result"; Flags: uninsdeletekey; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\NKLearn.result\DefaultIcon"; ValueType: string; ValueName: ""; ValueData: "{app}\nklearn.exe,0"; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\NKLearn.result\shell\open\command"; ValueType: string; ValueName: ""; ValueData: """{app}\nklearn.exe"" ""%1"""; Tasks: filetypes

Root: HKA; Subkey: "Software\Classes\.nkrelease"; ValueType: string; ValueName: ""; ValueData: "NKLearn.release"; Flags: uninsdeletevalue uninsdeletekeyifempty; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\.nkrelease"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-nkrelease"; Flags: uninsdeletevalue; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\NKLearn.release"; ValueType: string; ValueName: ""; ValueData: "NKLearn feedback"; Flags: uninsdeletekey; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\NKLearn.release\DefaultIcon"; ValueType: string; ValueName: ""; ValueData: "{app}\nklearn.exe,0"; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\NKLearn.release\shell\open\command"; ValueType: string; ValueName: ""; ValueData: """{app}\nklearn.exe"" ""%1"""; Tasks: filetypes

Root: HKA; Subkey: "Software\Classes\.nkerase"; ValueType: string; ValueName: ""; ValueData: "NKLearn.erase"; Flags: uninsdeletevalue uninsdeletekeyifempty; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\.nkerase"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-nkerase"; Flags: uninsdeletevalue; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\NKLearn.erase"; ValueType: string; ValueName: ""; ValueData: "NKLearn erasure request"; Flags: uninsdeletekey; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\NKLearn.erase\DefaultIcon"; ValueType: string; ValueName: ""; ValueData: "{app}\nklearn.exe,0"; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\NKLearn.erase\shell\open\command"; ValueType: string; ValueName: ""; ValueData: """{app}\nklearn.exe"" ""%1"""; Tasks: filetypes

Root: HKA; Subkey: "Software\Classes\.nkcontent"; ValueType: string; ValueName: ""; ValueData: "NKLearn.content"; Flags: uninsdeletevalue uninsdeletekeyifempty; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\.nkcontent"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-nkcontent"; Flags: uninsdeletevalue; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\NKLearn.content"; ValueType: string; ValueName: ""; ValueData: "NKLearn content update"; Flags: uninsdeletekey; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\NKLearn.content\DefaultIcon"; ValueType: string; ValueName: ""; ValueData: "{app}\nklearn.exe,0"; Tasks: filetypes
Root: HKA; Subkey: "Software\Classes\NKLearn.content\shell\open\command"; ValueType: string; ValueName: ""; ValueData: """{app}\nklearn.exe"" ""%1"""; Tasks: filetypes

[Run]
Filename: "{app}\nklearn.exe"; Description: "Start NKLearn"; Flags: nowait postinstall skipifsilent

[UninstallDelete]
Type: filesandordirs; Name: "{app}\_internal"
Type: dirifempty; Name: "{app}"

[Code]
{ The uninstaller takes the program and leaves the work, and says where it is. }
procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
var
  Workspace: String;
begin
  if (CurUninstallStep <> usPostUninstall) or UninstallSilent then
    exit;
  Workspace := ExpandConstant('{localappdata}\NKLearn');
  if DirExists(Workspace) then
    MsgBox('NKLearn is removed. What its readers did is still in' + #13#10 + Workspace + #13#10#13#10 +
      'Delete that folder yourself if nobody needs it.', mbInformation, MB_OK);
end;
