"""What a teacher’s keys say on paper: the recovery sheet, and the fingerprint for the class."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QTextDocument, QTextImageFormat

from nklearn.classroom import fingerprint, sealed
from nklearn.content.catalog import Catalog
from nklearn.ui.reading.paper_text import PaperText
from nklearn.ui.teach.qr_view import qr_image

_PIXELS = 12  # for each module of a code
_CODE = 170  # px of an inch: how wide a code is


class KeyPaper(PaperText):
    """Writes one sheet; the functions below fill it."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__(catalog, face="sans")

    def title(self, words: str, below: str) -> None:
        """Write what the sheet is, and whose."""
        self._heading(words, 22, 0)
        self._small(below, 4)

    def heading(self, words: str) -> None:
        """Write a heading."""
        self._heading(words, 14, 18)

    def line(self, words: str, *, size: float = 11, weight: int = 400, top: float = 6) -> None:
        """Write a paragraph."""
        form = self._font(size, serif=False, weight=weight)
        self._paragraph(top, form=form)
        self._cursor.insertText(words, form)

    def steps(self, lines: Sequence[str]) -> None:
        """Write what to do, as a list with numbers."""
        for number, words in enumerate(lines, 1):
            form = self._font(11, serif=False)
            self._paragraph(5, left=4, lead=f"{number}.  ", form=form)
            self._cursor.insertText(words, form)

    def code(self, text: str, name: str) -> None:
        """Draw a text as a QR code."""
        self._paragraph(12, line=100)  # a line as high as the code, no more
        self.document.addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(name), qr_image(text, _PIXELS)
        )
        picture = QTextImageFormat()
        picture.setName(name)
        picture.setWidth(_CODE)
        picture.setHeight(_CODE)
        self._cursor.insertImage(picture)


def recovery_sheet(catalog: Catalog, identity: str, teacher: str, day: str) -> QTextDocument:
    """Return the one sheet on which the recovery key of the school stands."""
    paper, say = KeyPaper(catalog), QCoreApplication.translate
    paper.title(
        say("teach", "Recovery key of the school"),
        say("teach", "Made for %s on %s. NKLearn keeps no copy of it.") % (teacher, day),
    )
    head, *groups = sealed.shown_identity(identity).split(" ")
    paper.line(head, size=15, weight=600, top=16)
    for at in range(0, len(groups), 5):
        paper.line("   ".join(groups[at : at + 5]), size=15, weight=600, top=2)
    paper.code(identity, "recovery")
    paper.heading(say("teach", "If a teacher has forgotten the passphrase"))
    paper.steps(recovery_steps())
    paper.heading(say("teach", "If the teacher’s computer is lost"))
    paper.line(
        say(
            "teach",
            "What students handed in can still be opened with this key, by any program that "
            "opens age files.",
        )
    )
    paper.heading(say("teach", "How to keep this sheet"))
    paper.line(
        say(
            "teach",
            "Keep it locked away, as the school keeps what must neither be lost nor seen. Who has "
            "it can open everything that was handed in to these teachers; who also has a teacher’s "
            "computer can use the teacher’s keys. If the sheet may have been seen, set the "
            "teachers up again.",
        )
    )
    paper.heading(say("teach", "For other teachers of the school"))
    paper.line(
        say(
            "teach",
            "A teacher who is set up on another computer types the public half of this key there. "
            "It is no secret:",
        )
    )
    paper.line(sealed.recipient_of(identity), size=10, weight=600)
    return paper.document


def recovery_steps() -> tuple[str, ...]:
    """Return what to do where a passphrase is forgotten."""
    say = QCoreApplication.translate
    return (
        say("teach", "Start NKLearn on the teacher’s computer and choose “I am a teacher”."),
        say("teach", "Choose the teacher’s name, then “Use the recovery key”."),
        say("teach", "Type the key from the recovery sheet, and a new passphrase twice."),
    )


def recovery_words(catalog: Catalog, recovery: str, teacher: str) -> QTextDocument:
    """Return what to do where a passphrase is forgotten, without any key: to hang up or hand on."""
    paper, say = KeyPaper(catalog), QCoreApplication.translate
    paper.title(
        say("teach", "If the passphrase is forgotten"),
        say("teach", "For %s. This sheet holds no secret.") % teacher,
    )
    paper.line(
        say(
            "teach",
            "The recovery key of the school stands on a sheet that the school keeps locked.",
        )
    )
    paper.steps(recovery_steps())
    paper.heading(say("teach", "Which recovery key"))
    paper.line(say("teach", "The one whose sheet shows this public half, at “For other teachers”:"))
    paper.line(recovery, size=10, weight=600)
    return paper.document


def fingerprint_sheet(catalog: Catalog, public: str, teacher: str) -> QTextDocument:
    """Return the sheet by which a class checks a teacher’s key once."""
    paper, say = KeyPaper(catalog), QCoreApplication.translate
    paper.title(
        say("teach", "The key of %s") % teacher,
        say("teach", "When NKLearn asks you about this teacher, the six words must be these."),
    )
    paper.line("   ".join(fingerprint.words(public)), size=22, weight=600, top=18)
    paper.line("   ".join(fingerprint.words(public, "korean")), size=18, top=8)
    paper.code(public, "key")
    paper.line(public, size=10, top=10)
    paper.heading(say("teach", "How to compare"))
    paper.steps(
        (
            say("teach", "Open the first assignment of this teacher in NKLearn."),
            say("teach", "Compare all six words on the screen with this sheet, in their order."),
            say("teach", "If one differs, do not begin. Tell your teacher."),
        )
    )
    return paper.document
