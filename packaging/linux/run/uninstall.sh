#!/bin/sh
# Removes NKLearn from this account: what its installer put there, file by file, and nothing else.
# The workspace, with what people learned, stays.
set -u

quiet='' wish='' only=''
say() { [ -n "$quiet" ] || printf '%s\n' "$*"; }
fail() {
  printf 'NKLearn: %s\n' "$*" >&2
  exit 1
}

while [ $# -gt 0 ]; do
  case $1 in
    --quiet | -q) quiet=yes ;;
    --menu) wish=menu ;;
    --only-version) only=${2-} quiet=yes && shift ;; # for the installer, after an upgrade
    --help | -h)
      echo "nklearn-uninstall [--quiet]: removes NKLearn, but not what was learned with it."
      exit 0 ;;
    *)
      printf 'NKLearn: unknown: %s. --help explains what there is.\n' "$1" >&2
      exit 2 ;;
  esac
  shift
done

target=$(cd "$(dirname "$0")" && pwd -P) || exit 1
[ -f "$target/outside.txt" ] || fail "no installation of NKLearn is in $target."

remove_version() { # the files of its list, then the folders that are empty
  folder=$target/versions/$1
  if [ -d "$folder" ]; then
    (cd "$folder" && tr '\n' '\0' <"$folder.files" | xargs -0 rm -f --)
    find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null
  fi
  if [ -e "$folder" ]; then
    printf 'NKLearn: %s holds files that NKLearn did not put there; they stay.\n' "$folder" >&2
  fi
  rm -f "$folder.files"
}

is_open() {
  # shellcheck disable=SC2010  # one listing instead of a process for each link
  ls -l /proc/[0-9]*/exe 2>/dev/null | grep -qF -- "-> $target/versions/"
}

ask() { # from a menu there is no terminal: a window asks, and without an answer nothing happens
  words="Remove NKLearn from this account? What was learned with it stays."
  if command -v zenity >/dev/null; then
    zenity --question --title=NKLearn --text="$words" 2>/dev/null
  elif command -v kdialog >/dev/null; then
    kdialog --title NKLearn --yesno "$words" 2>/dev/null
  elif command -v xmessage >/dev/null; then
    xmessage -buttons Remove:0,Cancel:1 -default Cancel "$words" 2>/dev/null
  elif command -v x-terminal-emulator >/dev/null; then
    # shellcheck disable=SC2016  # for the other shell
    x-terminal-emulator -e sh -c 'printf "%s [y/N] " "$1"; read -r yes; [ "$yes" != y ] || "$2"' \
      sh "$words" "$target/nklearn-uninstall"
    exit
  else
    fail "there is no program here to ask with. In a terminal: '$target/nklearn-uninstall'"
  fi
}

remove_outside() {
  while read -r kind path; do
    [ "$kind" = f ] || continue
    case $path in
      */bin/nklearn)
        # Only our own link: somebody may have put another program there since.
        case $(readlink "$path") in "$target"/*) rm -f "$path" ;; esac ;;
      *) rm -f "$path" ;;
    esac
    case $path in
      */applications/nklearn.desktop) refresh_menu "${path%/nklearn.desktop}" ;;
      */mime/packages/nklearn.xml) refresh_types "${path%/packages/nklearn.xml}" ;;
    esac
  done <"$target/outside.txt"
}

refresh_menu() { # without any entry, the list of entries goes too
  if ls "$1"/*.desktop >/dev/null 2>&1; then
    command -v update-desktop-database >/dev/null && update-desktop-database -q "$1" 2>/dev/null
  else
    rm -f "$1/mimeinfo.cache"
  fi
}

refresh_types() { # without any package of types, what was made of them goes too
  if ls "$1"/packages/*.xml >/dev/null 2>&1; then
    command -v update-mime-database >/dev/null && update-mime-database "$1" >/dev/null 2>&1
  elif [ -d "$1" ]; then
    (
      cd "$1" || exit
      rm -f XMLnamespaces aliases generic-icons globs globs2 icons magic mime.cache subclasses \
        treemagic types version application/x-nklearn-*.xml
      rmdir application 2>/dev/null
    )
  fi
}

if [ -n "$only" ]; then
  remove_version "$only"
  exit 0
fi
if is_open; then
  fail "its window is open. Close it first; nothing was removed."
fi
if [ "$wish" = menu ] && ! ask; then
  exit 0
fi

remove_outside
made=$(sed -n 's/^d //p' "$target/outside.txt" | sort -r)
cd / || exit 1
rm -f "$target/current"
for list in "$target"/versions/*.files; do
  [ -e "$list" ] || continue
  list=${list##*/}
  remove_version "${list%.files}"
done
rm -rf "$target"/.new-*
# In this order: a folder with outside.txt is known as NKLearn's by the next installation.
rm -f "$target/nklearn-uninstall" "$target/outside.txt"
rmdir "$target/versions" "$target" 2>/dev/null
printf '%s\n' "$made" | while IFS= read -r folder; do
  [ -z "$folder" ] || rmdir "$folder" 2>/dev/null
done
workspace=${NKLEARN_HOME:-${XDG_DATA_HOME:-${HOME-}/.local/share}/nklearn}
if [ -d "$target" ]; then say "Something of your own remains in $target."; fi
if [ -d "$workspace" ]; then
  say "NKLearn is removed. What was learned with it stays in $workspace."
else
  say "NKLearn is removed."
fi
