# NKLearn @VERSION@ for Linux, for one account, without rights and without a network.
# This part looks whether it can be installed here; makeself's part below unpacks.
nk_version='@VERSION@'
nk_glibc='@GLIBC@'
nk_room='@ROOM@' # KiB that the installation needs while it runs
nk_whole='@WHOLE@'
nk_program=$0

nk_say() { [ -n "${NK_QUIET-}" ] || printf '%s\n' "$*"; }
nk_fail() {
  nk_status=$1
  shift
  printf 'NKLearn: %s\n' "$*" >&2
  exit "$nk_status"
}

nk_help() {
  cat <<'HELP'
NKLearn @VERSION@: installs or upgrades NKLearn for this account. No rights are needed, nothing is
fetched. What somebody learned with it stays: the workspace is a folder of its own.

  sh @NAME@ [OPTIONS]

  --target DIR    where the program goes (default: where it is, else ~/.local/opt/nklearn)
  --quiet         ask nothing and print nothing but errors
  --downgrade     allow an older version over a newer one
  --allow-root    allow root to install for itself; all users are served by the .deb
  --check         only check this file: every byte, and the signature beside it if there is one
  --key KEY       with --check: the public key (RW...) that the signature has to be of
  --version       print the version
  --help          print this

Exit status: 0 done; 1 not installed, and everything is as it was; 2 wrong usage;
3 installed, but a library of the system is missing, which is named.
To remove it: nklearn-uninstall in the program's folder, or its menu entry.
HELP
}

# The checksum stands inside what it is of: it counts as zeros there.
nk_sum() {
  {
    head -n 60 "$1" | LC_ALL=C sed "s/^\(nk_whole=.\)[0-9a-f]*/\1@ZEROS@/"
    tail -n +61 "$1"
  } | sha256sum | cut -c 1-64
}

nk_check() {
  command -v sha256sum >/dev/null || nk_fail 1 "sha256sum is not here to check with."
  [ "$(nk_sum "$1")" = "$nk_whole" ] ||
    nk_fail 1 "$1 is damaged or was changed. Get it again, and don't install from this one."
  nk_say "$1 is whole."
  if [ ! -e "$1.minisig" ]; then
    [ -z "$2" ] || nk_fail 1 "there is no signature beside it ($1.minisig)."
    nk_say "It is not signed: no $1.minisig lies beside it. Compare with the published SHA256SUMS."
  elif [ -z "$2" ]; then
    nk_say "A signature lies beside it. It was not checked: --key names the key that it has to be of."
  elif ! command -v minisign >/dev/null; then
    nk_fail 1 "the signature can't be checked: minisign is not installed."
  elif minisign -Vm "$1" -x "$1.minisig" -P "$2" >/dev/null 2>&1; then
    nk_say "Its signature is of the key $2."
  else
    nk_fail 1 "the signature beside $1 is not one of the key $2 on this file."
  fi
}

nk_system() {
  [ "$(uname -s)" = Linux ] || nk_fail 1 "this file is for Linux, and here is $(uname -s)."
  [ "$(uname -m)" = x86_64 ] ||
    nk_fail 1 "this file is for x86_64 (64-bit Intel and AMD), and this computer is $(uname -m)."
  [ -n "$nk_glibc" ] || return 0
  nk_found=$(getconf GNU_LIBC_VERSION 2>/dev/null | sed -n 's/^glibc //p') || nk_found=
  [ -n "$nk_found" ] ||
    nk_fail 1 "this system has no GNU C library. NKLearn needs glibc $nk_glibc or newer."
  nk_older=$(printf '%s\n%s\n' "$nk_glibc" "$nk_found" | sort -V | head -n 1)
  [ "$nk_older" = "$nk_glibc" ] ||
    nk_fail 1 "this system is too old: it has glibc $nk_found, and NKLearn needs $nk_glibc or newer" \
      "(Debian 12, Ubuntu 24.04, Fedora 37 or later)."
}

nk_account() {
  if [ "$(id -u)" -eq 0 ] && [ -z "$NK_ROOT" ]; then
    nk_fail 1 "this file installs for one account, and you are root. Start it as the one who will" \
      "use it. For all users of a computer there is the .deb package."
  fi
  [ -n "${HOME-}" ] || HOME=$(getent passwd "$(id -u)" 2>/dev/null | cut -d: -f6) || HOME=
  [ -d "$HOME" ] || nk_fail 1 "this account has no home folder (HOME is '$HOME')."
  export HOME
  NK_DATA=${XDG_DATA_HOME:-$HOME/.local/share}
  case $NK_DATA in /*) ;; *) NK_DATA=$HOME/.local/share ;; esac # as the XDG rules have it
  NK_WORKSPACE=${NKLEARN_HOME:-$NK_DATA/nklearn}
  export NK_DATA NK_WORKSPACE
}

nk_place() {
  nk_entry=$NK_DATA/applications/nklearn.desktop
  nk_there=$(sed -n 's/^X-NKLearn-Folder=//p' "$nk_entry" 2>/dev/null) || nk_there=
  [ -n "$nk_there" ] && [ -e "$nk_there/outside.txt" ] || nk_there=
  NK_TARGET=${NK_TARGET:-${nk_there:-$HOME/.local/opt/nklearn}}
  case $NK_TARGET in /*) ;; *) NK_TARGET=$(pwd)/$NK_TARGET ;; esac
  while [ "$NK_TARGET" != "${NK_TARGET%/}" ]; do NK_TARGET=${NK_TARGET%/}; done
  # shellcheck disable=SC2016
  case $NK_TARGET$NK_DATA in
    *[[:cntrl:]]* | *[\\\"\`\$%]*)
      nk_fail 1 "a folder whose name has \\ \" \` \$ % or control characters can't stand in a menu:" \
        "$NK_TARGET. Choose another one with --target." ;;
  esac
  for nk_own in "" "$HOME" "$NK_DATA" "$NK_WORKSPACE"; do
    [ "$NK_TARGET" != "$nk_own" ] || nk_fail 1 "'$NK_TARGET' is not a folder for a program."
  done
  case $NK_TARGET/ in
    "$NK_WORKSPACE"/*) nk_fail 1 "$NK_WORKSPACE holds what people learned; no program goes there." ;;
  esac
  if [ -n "$nk_there" ] && [ "$nk_there" != "$(cd "$NK_TARGET" 2>/dev/null && pwd -P)" ]; then
    nk_fail 1 "it is installed in $nk_there. Upgrade it there (without --target), or remove it" \
      "first: '$nk_there/nklearn-uninstall'"
  fi
  if [ -d "$NK_TARGET" ] && [ ! -e "$NK_TARGET/outside.txt" ]; then
    for nk_in in "$NK_TARGET"/* "$NK_TARGET"/.*; do
      case ${nk_in##*/} in '*' | '.*' | . | .. | .new-*) continue ;; esac
      nk_fail 1 "$NK_TARGET holds something else. Choose an empty or new folder with --target."
    done
  fi
}

nk_downgrade() {
  nk_old=$(readlink "$NK_TARGET/current" 2>/dev/null) || return 0
  nk_old=${nk_old#versions/}
  nk_old=${nk_old%%_*}
  # 0.2.0rc1 comes before 0.2.0, which sort knows if it is written 0.2.0~rc1.
  nk_newer=$(printf '%s\n%s\n' "$nk_old" "$nk_version" | sed 's/[a-z]/~&/' | sort -V | tail -n 1)
  [ "$nk_newer" != "$(printf '%s\n' "$nk_version" | sed 's/[a-z]/~&/')" ] || return 0
  [ -n "$NK_DOWNGRADE" ] ||
    nk_fail 1 "version $nk_old is installed, which is newer than $nk_version. An older version can't" \
      "open a workspace that a newer one has used. --downgrade installs it all the same."
}

# When the process with this number started: numbers come again, such pairs don't.
nk_began() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

# Everything is made in one folder beside the program: on its disk, and gone if anything fails.
nk_stage() {
  NK_MADE='' # the folders that were not there before, this time or when one was killed
  for nk_left in "$NK_TARGET"/.new-*; do
    [ -d "$nk_left" ] || continue
    nk_began_then=$(cat "$nk_left/began" 2>/dev/null) || nk_began_then=
    if [ -n "$nk_began_then" ] && [ "$(nk_began "${nk_left##*-}")" = "$nk_began_then" ]; then
      nk_fail 1 "another installation is running in $NK_TARGET."
    fi
    NK_MADE=$NK_MADE$(cat "$nk_left/made" 2>/dev/null; echo x)
    NK_MADE=${NK_MADE%x}
    rm -rf "$nk_left"
  done
  nk_missing=$NK_TARGET
  while [ ! -d "$nk_missing" ]; do
    NK_MADE="$NK_MADE$nk_missing
"
    nk_missing=$(dirname "$nk_missing")
  done
  NK_STAGE=$NK_TARGET/.new-$$
  trap 'nk_status=$?; nk_clear; exit $nk_status' 0
  trap 'exit 1' 1 2 3 15
  if ! { mkdir -p "$NK_STAGE" && nk_began $$ >"$NK_STAGE/began" &&
    printf '%s' "$NK_MADE" >"$NK_STAGE/made"; } 2>/dev/null; then
    nk_fail 1 "this account may not write to $nk_missing, or its disk is full." \
      "--target names another folder. Nothing was changed."
  fi
  # By its real name: what is written down has to be found again from anywhere.
  NK_TARGET=$(cd "$NK_TARGET" && pwd -P)
  export NK_STAGE NK_TARGET NK_MADE
  nk_free=$(df -kP "$NK_STAGE" | awk 'NR == 2 { print $4 }')
  if [ "${nk_free:-$nk_room}" -lt "$nk_room" ]; then
    nk_fail 1 "there is too little room in $NK_TARGET: $((nk_room / 1024 + 1)) MB are needed while it is" \
      "being installed, and $((nk_free / 1024)) MB are free. Nothing was changed."
  fi
}

nk_clear() {
  trap '' 1 2 3 15
  cd /
  [ -z "${NK_STAGE-}" ] || rm -rf "$NK_STAGE"
  printf '%s' "${NK_MADE-}" | while IFS= read -r nk_each; do
    rmdir "$nk_each" 2>/dev/null || break # which is what it is after a success
  done
}

# Started by a double click there is no terminal to read: a window says how it went.
nk_window() {
  case " $* " in *' --quiet '* | *' -q '*) return 1 ;; esac
  [ -z "${NK_WINDOW-}" ] && [ ! -t 0 ] && [ ! -t 1 ] && [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ] || return 1
  command -v zenity || command -v kdialog || command -v xmessage
}
if nk_with=$(nk_window "$@"); then
  NK_WINDOW=yes
  export NK_WINDOW
  nk_kind=info nk_dialog=msgbox nk_status=0
  nk_told=$(sh "$nk_program" "$@" 2>&1) || nk_status=$? nk_kind=error nk_dialog=error
  case $nk_with in
    */zenity) zenity --$nk_kind --no-markup --title=NKLearn --text="$nk_told" ;;
    */kdialog) kdialog --title NKLearn --$nk_dialog "$nk_told" ;;
    *) xmessage -center -title NKLearn "$(printf '%s\n' "$nk_told" | fold -s -w 80)" ;;
  esac >/dev/null 2>&1
  exit $nk_status
fi

NK_QUIET='' NK_TARGET='' NK_DOWNGRADE='' NK_ROOT='' nk_wish='' nk_key=''
while [ $# -gt 0 ]; do
  case $1 in
    --quiet | -q) NK_QUIET=yes ;;
    --target | --key)
      [ -n "${2-}" ] || nk_fail 2 "$1 needs a value; --help explains."
      if [ "$1" = --key ]; then nk_key=$2; else NK_TARGET=$2; fi
      shift ;;
    --target=*) NK_TARGET=${1#*=} ;;
    --key=*) nk_key=${1#*=} ;;
    --downgrade) NK_DOWNGRADE=yes ;;
    --allow-root) NK_ROOT=yes ;;
    --check) nk_wish=check ;;
    --help | -h) nk_help; exit 0 ;;
    --version) echo "NKLearn $nk_version"; exit 0 ;;
    *) nk_fail 2 "unknown: $1. --help explains what there is." ;;
  esac
  shift
done
export NK_QUIET
if [ "$nk_wish" = check ]; then
  nk_check "$nk_program" "$nk_key"
  exit 0
fi
nk_system
nk_account
nk_place
nk_downgrade
nk_stage
TMPDIR=$NK_STAGE
nk_say "NKLearn $nk_version is being checked and unpacked."
set -- --quiet --nox11 --nochown --nodiskspace
