"""What a teacher told of one answer: how it went, and a comment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame

from nklearn.classroom.formats import ItemResult
from nklearn.domain.questions import Question
from nklearn.ui.context import Context
from nklearn.ui.widgets.basics import column, frame, label
from nklearn.ui.widgets.prose import Prose


def told_part(
    context: Context, item: ItemResult, full: Question | None, open_: Callable[[str], object]
) -> QFrame:
    """Return a card with the mark, the level, the comment, and why; `full` has the latter.

    `open_` takes the address behind a citation.
    """
    card = frame("card")
    box = column(card, spacing=6)
    box.setContentsMargins(18, 14, 18, 14)
    box.addWidget(label(QCoreApplication.translate("classwork", "From your teacher"), "label"))
    if item.fraction is None:
        told = QCoreApplication.translate("classwork", "This answer is not marked yet.")
    elif item.fraction >= 1:
        told = QCoreApplication.translate("classwork", "Correct")
    elif item.fraction <= 0:
        told = QCoreApplication.translate("classwork", "Not this one")
    else:
        told = QCoreApplication.translate("classwork", "Partly correct: %d%%") % round(
            item.fraction * 100
        )
    box.addWidget(label(told, "heading"))
    if item.level_words:
        box.addWidget(label(item.level_words, "secondary"))
    if item.comment:
        box.addWidget(label(item.comment, "body"))
    if full is not None and full.explanation:
        prose = Prose(context.theme, QCoreApplication.translate("classwork", "Explanation"), "body")
        prose.set_line(full.explanation)
        prose.open_directly()
        prose.open_requested.connect(open_)
        box.addWidget(prose)
    return card
