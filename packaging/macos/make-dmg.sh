#!/bin/bash
# Make dist/NKLearn-VERSION-ARCH.dmg of build/frozen/NKLearn.app, on macOS. Not yet run: see
# docs/packaging.md.
#
#   packaging/macos/make-dmg.sh            sign ad hoc, with nobody’s key: enough to start
#   NKLEARN_MAC_IDENTITY="Developer ID …"  sign with a key of the keychain instead
#
# A program that is signed ad hoc is stopped by Gatekeeper at its first start after a download: open
# it with a right click, “Open”. Notarisation needs an account with Apple, and isn’t done here.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
app="$root/build/frozen/NKLearn.app"
identity=${NKLEARN_MAC_IDENTITY:--}

if [ "$(uname -s)" != Darwin ]; then
  echo "make-dmg.sh: this needs macOS: hdiutil and codesign come with it." >&2
  exit 1
fi
if [ ! -d "$app" ]; then
  echo "make-dmg.sh: $app is missing; run packaging/freeze/freeze.py first." >&2
  exit 1
fi

version=$(/usr/libexec/PlistBuddy -c "Print :CFBundleShortVersionString" "$app/Contents/Info.plist")
out="$root/dist/NKLearn-$version-$(uname -m).dmg"
plutil -lint "$app/Contents/Info.plist" "$root/packaging/macos/entitlements.plist"

sign=(codesign --force --deep --sign "$identity")
if [ "$identity" != "-" ]; then
  sign+=(--timestamp --options runtime --entitlements "$root/packaging/macos/entitlements.plist")
fi
"${sign[@]}" "$app"
codesign --verify --deep --strict "$app"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
ditto "$app" "$folder/NKLearn.app"
ln -s /Applications "$folder/Applications"
mkdir -p "$root/dist"
rm -f "$out"
hdiutil create -volname "NKLearn $version" -srcfolder "$folder" -fs HFS+ -format UDZO -ov "$out"
hdiutil verify "$out"
echo "$out"
