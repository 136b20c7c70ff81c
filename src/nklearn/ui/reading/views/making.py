"""Which body a figure has, by the page of its address; each is imported when it is first needed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nklearn.base.errors import BugError
from nklearn.content.catalog import Catalog
from nklearn.domain.addresses import Address
from nklearn.domain.lessons import ViewFigure
from nklearn.ui.reading.views.body import FigureBody
from nklearn.ui.theme import Theme


def body_of(theme: Theme, catalog: Catalog, figure: ViewFigure) -> FigureBody:
    """Return the body of a figure, not filled yet."""
    return _kind(Address.parse(figure.address).page)(theme, catalog, figure)


def _kind(page: str) -> type[FigureBody]:
    match page:
        case "ministries":
            from nklearn.ui.reading.views.lineage_body import LineageBody as Body
        case "chain":
            from nklearn.ui.reading.views.chain_body import ChainBody as Body
        case "map":
            from nklearn.ui.reading.views.map_body import MapBody as Body
        case "songbun":
            from nklearn.ui.reading.views.songbun_body import SongbunBody as Body
        case "reserves":
            from nklearn.ui.reading.views.reserves_body import ReservesBody as Body
        case "time":
            from nklearn.ui.reading.views.time_body import TimeBody as Body
        case "laws":
            from nklearn.ui.reading.views.laws_body import LawsBody as Body
        case "data":
            from nklearn.ui.reading.views.table_body import TableBody as Body
        case _:
            raise BugError(f"no figure is made of nk:{page}")
    return Body


def page_name(page: str) -> str:
    """Return what the explorer is called in "Open in …"."""
    return {
        "ministries": QCoreApplication.translate("views", "Open in Ministries"),
        "chain": QCoreApplication.translate("views", "Open in Chain of command"),
        "map": QCoreApplication.translate("views", "Open in Map"),
        "songbun": QCoreApplication.translate("views", "Open in Songbun"),
        "reserves": QCoreApplication.translate("views", "Open in Reserves compared"),
        "time": QCoreApplication.translate("views", "Open in Time axis"),
        "laws": QCoreApplication.translate("views", "Open in Law and penalties"),
    }.get(page, QCoreApplication.translate("views", "Open in Data"))
