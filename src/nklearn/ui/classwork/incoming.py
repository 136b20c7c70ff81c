"""Files that come in: by a double click, by drag and drop, by a button, out of a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QWidget

from nklearn.base.errors import UserError
from nklearn.classroom.classwork import Arrived, AskCode, AskTrust, Classwork, News
from nklearn.classroom.exchange import Found, Trouble, look, scan
from nklearn.domain.addresses import Address
from nklearn.ui.classwork.asking import CodeDialog, FingerprintDialog
from nklearn.ui.classwork.making import classwork_of
from nklearn.ui.context import Context
from nklearn.ui.seats import Seats
from nklearn.ui.words import counted

_TEACHERS = (".nkassign", ".nkrelease")
_CONTENT = ".nkcontent"


@dataclass(frozen=True, slots=True)
class _File:
    """A file to take in; one of a folder is passed over where it is not for this reader.

    `student` is the id that was just typed for it.
    """

    path: Path
    of_folder: bool
    student: str = ""


class Incoming(QObject):
    """Takes in files one after the other, asking what has to be asked first.

    While a name is chosen, or a question is open, the next file waits.
    """

    def __init__(self, window: QWidget, seats: Seats, go: Callable[[str], object]) -> None:
        super().__init__(window)
        self._window, self._seats, self._go = window, seats, go
        self._waiting: list[_File] = []
        self._asking = False
        self._arrived: list[Arrived] = []
        self._folders: list[Path] = []
        self._passed = 0

    def receive(self, paths: Sequence[str]) -> None:
        """Take in files, and of folders what their names or first bytes call a teacher’s."""
        for text in paths:
            path = Path(text)
            try:
                if path.is_dir():
                    self._waiting += self._in_folder(path)
                else:
                    self._waiting.append(_File(path, of_folder=False))
            except UserError as error:
                self._context.tell(error)
        self.go_on()

    def _in_folder(self, folder: Path) -> list[_File]:
        self._folders.append(folder)
        found = [own for own in scan(folder) if own.expected and _from_teacher(own)]
        return [_File(own.path, of_folder=True) for own in found]

    @property
    def _context(self) -> Context:
        return self._seats.context

    def go_on(self) -> None:
        """Take in what waits, if somebody sits here and no question is open."""
        while self._waiting and not self._asking and not self._seats.choosing:
            self._take(self._waiting.pop(0))
        if not self._waiting and not self._asking and not self._seats.choosing:
            self._finish()

    def _take(self, file: _File) -> None:
        context = self._context
        if file.path.suffix.lower() == _CONTENT:
            self._take_content(file.path)
            return
        try:
            work = classwork_of(context)
            arrival = work.admit(_read(look(file.path)), file.path.name, file.student)
        except UserError as error:
            if file.of_folder:
                self._passed += 1
            else:
                context.tell(error)
            return
        match arrival:
            case Arrived():
                self._arrived.append(arrival)
            case AskTrust():
                self._ask_trust(work, arrival, file)
            case AskCode():
                self._ask_code(work, arrival, file)

    def _take_content(self, path: Path) -> None:
        """Put content in place; what came with it waits."""
        from nklearn.ui.classwork.content_file import ContentFile

        self._asking = True

        def done() -> None:
            self._asking = False
            page = self._seats.router.page
            if page is not None and page.address.page == "settings":
                self._go(str(page.address))  # it shows which content is used next
            QTimer.singleShot(0, self, self.go_on)

        ContentFile(self._window, self._context, path, done).start()

    def _ask_trust(self, work: Classwork, asked: AskTrust, file: _File) -> None:
        dialog = FingerprintDialog(self._context.theme, self._window, asked)

        def same() -> None:
            try:
                work.trust(asked.teacher)
            except UserError as error:
                self._context.report(error)
            else:
                self._waiting.insert(0, file)

        self._open(dialog, same)

    def _ask_code(self, work: Classwork, asked: AskCode, file: _File) -> None:
        dialog = CodeDialog(self._context.theme, self._window, work.join, asked)
        self._open(dialog, lambda: self._waiting.insert(0, replace(file, student=dialog.student)))

    def _open(self, dialog: FingerprintDialog | CodeDialog, then: Callable[[], None]) -> None:
        self._asking = True

        def done() -> None:
            self._asking = False
            if dialog.refused:
                # The same key, or class, would be asked about with each file that came along.
                self._waiting = [own for own in self._waiting if not own.of_folder]
            else:
                then()
            QTimer.singleShot(0, self, self.go_on)  # once the dialog has given the keyboard back

        dialog.finished.connect(done)
        dialog.open()

    def _finish(self) -> None:
        """Show what came."""
        arrived, folders = self._arrived, self._folders
        passed, self._passed = self._passed, 0
        self._arrived, self._folders = [], []
        fresh = [own for own in arrived if own.news is not News.AGAIN]
        if not arrived and not folders:
            return
        shown = fresh or ([] if folders else arrived)
        names = dict.fromkeys(own.assignment for own in shown)
        if len(names) == 1:
            (name,) = names
            self._go(str(Address.of("assignment", name)))
        elif names:
            self._go("nk:assignment")
        elif folders:
            self._context.tell(self._nothing_new(folders[-1], passed))

    def _nothing_new(self, folder: Path, passed: int) -> UserError:
        one = self.tr("1 file there is not for you, or can’t be read.")
        many = self.tr("%d files there are not for you, or can’t be read.")
        return UserError(
            self.tr("There is nothing new for you in the folder %s.") % folder,
            safe=counted(passed, one, many) if passed else "",
            todo=self.tr("What came before is in the list of your work for teachers."),
        )


def _from_teacher(found: Found) -> bool:
    return found.trouble is None and (
        found.path.suffix.lower() in _TEACHERS or found.data.startswith(b"untrusted comment:")
    )


def _read(found: Found) -> bytes:
    """Return the bytes of a file, or say why there are none."""
    name = found.path.name.encode("utf-8", "replace").decode()
    safe = QCoreApplication.translate("incoming", "The file was not touched.")
    if not found.expected:
        if name.lower().endswith(".nkprofile"):
            todo = QCoreApplication.translate(
                "incoming", "Open the settings, and choose “Bring my work” there."
            )
        elif name.lower().endswith(".db"):
            todo = QCoreApplication.translate(
                "incoming", "If it holds a teacher’s questions, import it on the Teach page."
            )
        else:
            todo = QCoreApplication.translate("incoming", "Open it with the program that made it.")
        raise UserError(
            QCoreApplication.translate(
                "incoming", "The file “%s” is not one that NKLearn opens here."
            )
            % name,
            safe=safe,
            todo=todo,
        )
    if found.trouble in (None, Trouble.EMPTY):
        return found.data
    if found.trouble is Trouble.TOO_LARGE:
        what = (
            QCoreApplication.translate(
                "incoming", "The file “%s” is larger than any that NKLearn makes."
            )
            % name
        )
        todo = QCoreApplication.translate(
            "incoming", "Ask your teacher which file you should open."
        )
    elif found.trouble is Trouble.CHANGING:
        what = QCoreApplication.translate("incoming", "The file “%s” is still being copied.") % name
        todo = QCoreApplication.translate(
            "incoming", "Wait until the copying is done, and open it again."
        )
    else:
        what = QCoreApplication.translate("incoming", "The file “%s” can’t be read.") % name
        todo = QCoreApplication.translate(
            "incoming", "Check that the stick or the folder is still there, and open it again."
        )
    raise UserError(what, safe=safe, todo=todo, details=found.details)
