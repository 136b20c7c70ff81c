"""On a network disk there must be no write-ahead log: what counts as one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from nklearn.storage.local_disk import is_local, linux_is_local, mac_is_local

# Lines of real systems (proc_pid_mountinfo(5)), with and without optional fields.
MOUNTINFO = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
23 22 0:5 / /proc rw,nosuid - proc proc rw
30 22 0:26 / /tmp rw,nosuid,nodev shared:12 - tmpfs tmpfs rw,size=1024k
31 22 8:17 / /home rw,relatime shared:13 - btrfs /dev/sdb1 rw,compress=zstd:3
32 31 0:44 / /home/mina/school rw,relatime shared:14 master:2 - nfs4 server:/export rw,vers=4.2
33 31 0:45 / /home/mina/share rw,relatime - cifs //server/share rw,vers=3.1.1
34 31 0:46 / /home/mina/ssh rw,nosuid - fuse.sshfs mina@server: rw
35 22 0:47 / /mnt/c rw,noatime - 9p C:\\134 rw,aname=drvfs
36 22 8:33 / /media/mina/USB\\040STICK rw,nosuid - vfat /dev/sdc1 rw
37 22 0:48 / /srv rw - nfs old:/ rw
38 22 8:49 / /srv rw - xfs /dev/sdd1 rw
39 22 0:49 / /net rw - autofs systemd-1 rw
40 22 0:50 / /odd rw - neverheardof none rw
41 22 0:51 / /vm rw - virtiofs shared rw
43 22 8:81 / /mnt/stick rw - fuseblk /dev/sdf1 rw,user_id=0
42 22 0:52 / /box rw - smb3 //server/x rw
"""


@pytest.mark.parametrize(
    ("place", "local"),
    [
        ("/", True),
        ("/var/lib", True),
        ("/home/mina/.local/share/nklearn", True),
        ("/home/mina/school/nklearn", False),
        ("/home/mina/school", False),
        ("/home/mina/schoolbook", True),  # no part of the mount, only spelled alike
        ("/home/mina/share/x", False),
        ("/home/mina/ssh/x", False),
        ("/mnt/c/Users/Mina", False),
        ("/media/mina/USB STICK/nklearn", False),  # a stick takes nothing but one whole file
        ("/mnt/stick/nklearn", False),
        ("/srv/x", True),  # the later mount covers the one before
        ("/net/home", False),
        ("/odd/x", False),
        ("/vm/x", False),
        ("/box/x", False),
        ("/tmp/x", True),
    ],
)
def test_linux(place: str, local: bool) -> None:
    assert linux_is_local(place, MOUNTINFO) is local


@pytest.mark.parametrize("mountinfo", ["", "nonsense", "1 2 3 - ext4", "- - -\n\n"])
def test_what_can_not_be_told_is_not_local(mountinfo: str) -> None:
    assert linux_is_local("/home", mountinfo) is False


MOUNTS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect, root data)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//mina@server/school on /Volumes/school (smbfs, nodev, nosuid, mounted by mina)
/dev/disk4s1 on /Volumes/USB STICK (1) (msdos, local, nodev, nosuid, noowners)
"""


@pytest.mark.parametrize(
    ("place", "local"),
    [
        ("/Users/mina/Library", True),
        ("/System/Volumes/Data/Users/mina", True),
        ("/Volumes/school/mina", False),
        ("/Volumes/USB STICK (1)/x", False),
        ("/System/Volumes/Data/home/mina", False),
    ],
)
def test_mac(place: str, local: bool) -> None:
    assert mac_is_local(place, MOUNTS) is local
    assert mac_is_local(place, "") is False


def test_a_folder_that_is_not_there_is_not_local(tmp_path: Path) -> None:
    assert is_local(tmp_path / "missing") is False


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_here_it_follows_links(tmp_path: Path) -> None:
    (tmp_path / "proc").symlink_to("/proc/self")
    assert is_local(tmp_path / "proc") is False
