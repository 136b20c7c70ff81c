#!/bin/sh
# Puts the unpacked NKLearn in its place. Started by makeself in the folder of the unpacked archive,
# with what start.sh found out: NK_STAGE, NK_TARGET, NK_MADE, NK_DATA, NK_WORKSPACE and NK_QUIET.
#
# In NK_TARGET: versions/<version>/ with the program, a list of its files beside it, `current`, which
# leads to the version in use, nklearn-uninstall, and outside.txt: what was put elsewhere.
set -u

say() { [ -n "$NK_QUIET" ] || printf '%s\n' "$*"; }
warn() { [ -n "$NK_QUIET" ] || printf 'NKLearn: %s\n' "$*" >&2; }
fail() {
  printf 'NKLearn: %s\n' "$*" >&2
  exit 1
}

version='' libraries=''
# shellcheck source=/dev/null
. ./facts.sh # sets both: the version, and what is taken from the system
from=$(pwd)
new=$NK_STAGE/program

unpack() {
  # A bare system has no xz, so ours comes along, and shows whether programs can run here at all.
  ./xzdec --version >/dev/null 2>&1 ||
    fail "programs can't be started in $NK_TARGET (its disk may forbid it). Nothing was changed." \
      "Choose another folder with --target."
  if ! { mkdir "$new" && : >errors && : >unfinished; } 2>/dev/null; then
    fail "the disk is full. Nothing was changed."
  fi
  # The marks go away one after the other: no shell tells the status of both sides of a pipe.
  {
    ./xzdec program.tar.xz && rm unfinished
  } 2>>errors | tar -xof - -C "$new" 2>>errors || : >unfinished
  if [ -e unfinished ]; then
    fail "unpacking failed, mostly because the disk is full. Nothing was changed. $(head -n 1 errors)"
  fi
  (cd "$new" && sha256sum -c --quiet "$from/files.sha256" >"$from/errors" 2>&1) ||
    fail "the disk did not keep what was written. Nothing was changed. $(head -n 1 errors)"
}

# The program itself has the last word, before anything of the old version goes.
try() {
  started=$(cd / && "$new/nklearn" --version 2>"$from/errors") || started=
  [ "$started" = "NKLearn $version" ] ||
    fail "the program does not start here. Nothing was changed. $(tail -n 1 errors)"
}

place() {
  # First the list of what an uninstallation has to remove, then what stands in it.
  if ! { list_outside >"$NK_STAGE/outside" && mv "$NK_STAGE/outside" "$NK_TARGET/outside.txt"; } ||
    ! mkdir -p "$NK_TARGET/versions"; then
    fail "nothing can be written to $NK_TARGET. What was installed before is as it was."
  fi
  name=$version
  count=1
  while [ -e "$NK_TARGET/versions/$name" ] || [ -e "$NK_TARGET/versions/$name.files" ]; do
    count=$((count + 1))
    name=${version}_$count
  done
  # On the disk before it counts, should the power fail.
  find "$new" -type f -exec sync {} + 2>/dev/null || sync
  # shellcheck disable=SC2015  # the last is for any of them
  (cd "$new" && find . ! -type d | sed 's,^\./,,' | LC_ALL=C sort) >"$NK_STAGE/list" &&
    cp uninstall.sh "$NK_STAGE/uninstall" &&
    chmod 755 "$NK_STAGE/uninstall" &&
    mv "$NK_STAGE/list" "$NK_TARGET/versions/$name.files" &&
    mv "$NK_STAGE/uninstall" "$NK_TARGET/nklearn-uninstall" &&
    mv "$new" "$NK_TARGET/versions/$name" &&
    ln -s "versions/$name" "$NK_STAGE/current" &&
    # One rename: at every moment `current` leads to a whole version.
    mv -fT "$NK_STAGE/current" "$NK_TARGET/current" ||
    fail "nothing can be written to $NK_TARGET. What was installed before is as it was."
}

# Lines of "d FOLDER" (not there before) and "f FILE", with those of earlier installations.
list_outside() {
  {
    cat "$NK_TARGET/outside.txt" 2>/dev/null
    missing "$HOME/.local/bin"
    takes_link && printf 'f %s\n' "$HOME/.local/bin/nklearn"
    (cd share && find . -type f) | LC_ALL=C sort | while IFS= read -r file; do
      to=$NK_DATA/${file#./}
      missing "${to%/*}"
      printf 'f %s\n' "$to"
    done
    printf '%s' "$NK_MADE" | sed 's/^/d /'
  } | awk '!seen[$0]++'
}

missing() { # the folders that lead to "$1" and aren't there, the outermost first
  [ -d "$1" ] && return 0
  missing "${1%/*}"
  printf 'd %s\n' "$1"
}

takes_link() { # somebody's own file or link of that name stays
  link=$HOME/.local/bin/nklearn
  [ ! -e "$link" ] && [ ! -L "$link" ] && return 0
  case $(readlink "$link") in "$NK_TARGET"/*) return 0 ;; *) return 1 ;; esac
}

show() { # menu entry, file types, icons, manual
  if ! takes_link; then
    warn "$HOME/.local/bin/nklearn is something else, and stays."
  elif ! { mkdir -p "${link%/*}" && ln -sfn "$NK_TARGET/current/nklearn" "$link"; } 2>/dev/null; then
    warn "no command 'nklearn' could be made in $HOME/.local/bin."
  fi
  entry=applications/nklearn.desktop
  {
    with_folder <share/$entry >"$NK_STAGE/entry" &&
      rm share/$entry &&
      mkdir -p "$NK_DATA" &&
      cp -R share/. "$NK_DATA" &&
      chmod 644 "$NK_STAGE/entry" &&
      mv "$NK_STAGE/entry" "$NK_DATA/$entry"
  } 2>/dev/null || warn "no menu entry could be made in $NK_DATA. Start $NK_TARGET/current/nklearn."
  refresh
}

with_folder() { # the menu entry, with the program's folder in it
  while IFS= read -r line; do
    case $line in *@FOLDER@*) line=${line%%@FOLDER@*}$NK_TARGET${line#*@FOLDER@} ;; esac
    printf '%s\n' "$line"
  done
}

refresh() { # what desktops read instead of the files themselves
  if command -v update-desktop-database >/dev/null; then
    update-desktop-database -q "$NK_DATA/applications" 2>/dev/null
  fi
  if command -v update-mime-database >/dev/null; then
    update-mime-database "$NK_DATA/mime" >/dev/null 2>&1
  fi
  if [ -e "$NK_DATA/icons/hicolor/icon-theme.cache" ] && command -v gtk-update-icon-cache >/dev/null; then
    gtk-update-icon-cache -qft "$NK_DATA/icons/hicolor" 2>/dev/null
  fi
  return 0
}

clear_old() { # versions before this one, but for those whose window is still open
  for list in "$NK_TARGET"/versions/*.files; do
    each=${list%.files}
    [ "${each##*/}" != "$name" ] || continue
    # shellcheck disable=SC2010  # one listing instead of a process for each link
    if ls -l /proc/[0-9]*/exe 2>/dev/null | grep -qF -- "-> $NK_TARGET/versions/${each##*/}/"; then
      say "NKLearn is open: its window stays with the version it has until it is closed."
      continue
    fi
    sh "$NK_TARGET/nklearn-uninstall" --only-version "${each##*/}"
  done
}

lacking() { # exit status 3 and the packages, if the system lacks something
  names='' debian='' fedora=''
  while IFS='|' read -r wanted deb rpm; do
    case $wanted in
      '') continue ;;
      /*) [ -e "$wanted" ] && continue ;;
      *) has_library "$wanted" && continue ;;
    esac
    names="$names $wanted" debian="$debian $deb" fedora="$fedora $rpm"
  done <<LIST
$libraries
LIST
  [ -n "$names" ] || return 0
  how="The packages that have it are, by Debian's names:$debian"
  if command -v apt-get >/dev/null; then
    how="Somebody with rights has to run: apt-get install$debian"
  elif command -v dnf >/dev/null; then
    how="Somebody with rights has to run: dnf install$fedora"
  fi
  printf 'NKLearn: installed, but it will not start before the system has%s.\n%s\n' "$names" "$how" >&2
  exit 3
}

has_library() {
  for dir in /lib/x86_64-linux-gnu /usr/lib/x86_64-linux-gnu /lib64 /usr/lib64 /lib /usr/lib; do
    [ -e "$dir/$1" ] && return 0
  done
  PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | grep -qF "	$1 "
}

unpack
try
place
show
clear_old
say "NKLearn $version is installed in $NK_TARGET."
case :$PATH: in
  *:"$HOME/.local/bin":*) say "It is in the menu, and 'nklearn' starts it." ;;
  *) say "It is in the menu. In a terminal: '$NK_TARGET/current/nklearn', or 'nklearn' after the next login." ;;
esac
say "What is learned with it is kept in $NK_WORKSPACE."
lacking
