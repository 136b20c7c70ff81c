"""The maker of every page; a page's module is imported when it is first opened.

Each import stands in a function of its own, where a tool that freezes the program finds it.
"""

from __future__ import annotations

from nklearn.content.shelf import PAGES
from nklearn.ui.context import Context
from nklearn.ui.page import Page
from nklearn.ui.seats import PageFactory


def _home(context: Context) -> Page:
    from nklearn.ui.pages.home import HomePage

    return HomePage(context)


def _lessons(context: Context) -> Page:
    from nklearn.ui.pages.lessons import LessonsPage

    return LessonsPage(context)


def _lesson(context: Context) -> Page:
    from nklearn.ui.pages.lesson import LessonPage

    return LessonPage(context)


def _summary(context: Context) -> Page:
    from nklearn.ui.pages.summary import SummaryPage

    return SummaryPage(context)


def _practice(context: Context) -> Page:
    from nklearn.ui.pages.practice import PracticePage

    return PracticePage(context)


def _assignment(context: Context) -> Page:
    from nklearn.ui.pages.assignment import AssignmentPage

    return AssignmentPage(context)


def _review(context: Context) -> Page:
    from nklearn.ui.pages.review import ReviewPage

    return ReviewPage(context)


def _progress(context: Context) -> Page:
    from nklearn.ui.pages.progress import ProgressPage

    return ProgressPage(context)


def _data(context: Context) -> Page:
    from nklearn.ui.pages.data import DataPage

    return DataPage(context)


def _reserves(context: Context) -> Page:
    from nklearn.ui.pages.reserves import ReservesPage

    return ReservesPage(context)


def _laws(context: Context) -> Page:
    from nklearn.ui.pages.laws import LawsPage

    return LawsPage(context)


def _fact(context: Context) -> Page:
    from nklearn.ui.pages.fact import FactPage

    return FactPage(context)


def _time(context: Context) -> Page:
    from nklearn.ui.pages.time import TimePage

    return TimePage(context)


def _facts(context: Context) -> Page:
    from nklearn.ui.pages.facts import FactsPage

    return FactsPage(context)


def _sources(context: Context) -> Page:
    from nklearn.ui.pages.sources import SourcesPage

    return SourcesPage(context)


def _glossary(context: Context) -> Page:
    from nklearn.ui.pages.glossary import GlossaryPage

    return GlossaryPage(context)


def _disagreement(context: Context) -> Page:
    from nklearn.ui.pages.disagreement import DisagreementPage

    return DisagreementPage(context)


def _organisations(context: Context) -> Page:
    from nklearn.ui.pages.organisations import OrganisationsPage

    return OrganisationsPage(context)


def _record(context: Context) -> Page:
    from nklearn.ui.pages.record import RecordPage

    return RecordPage(context)


def _ministries(context: Context) -> Page:
    from nklearn.ui.pages.ministries import MinistriesPage

    return MinistriesPage(context)


def _chain(context: Context) -> Page:
    from nklearn.ui.pages.chain import ChainPage

    return ChainPage(context)


def _songbun(context: Context) -> Page:
    from nklearn.ui.pages.songbun import SongbunPage

    return SongbunPage(context)


def _search(context: Context) -> Page:
    from nklearn.ui.pages.search import SearchPage

    return SearchPage(context)


def _map(context: Context) -> Page:
    from nklearn.ui.pages.map import MapPage

    return MapPage(context)


def _notebook(context: Context) -> Page:
    from nklearn.ui.pages.notebook import NotebookPage

    return NotebookPage(context)


def _profiles(context: Context) -> Page:
    from nklearn.ui.pages.profiles import ProfilesPage

    return ProfilesPage(context)


def _door(context: Context) -> Page:
    from nklearn.ui.pages.door import DoorPage

    return DoorPage(context)


def _teach(context: Context) -> Page:
    from nklearn.ui.pages.teach import TeachPage

    return TeachPage(context)


def _settings(context: Context) -> Page:
    from nklearn.ui.pages.settings import SettingsPage

    return SettingsPage(context)


def _text(context: Context) -> Page:
    from nklearn.ui.pages.text import TextPage

    return TextPage(context)


def page_factories() -> dict[str, PageFactory]:
    """Return the maker of every page by the first part of its addresses."""
    return {
        "home": _home,
        "lessons": _lessons,
        "lesson": _lesson,
        "summary": _summary,
        "practice": _practice,
        "assignment": _assignment,
        "review": _review,
        "progress": _progress,
        "data": _data,
        "reserves": _reserves,
        "laws": _laws,
        "fact": _fact,
        "time": _time,
        "facts": _facts,
        "sources": _sources,
        "source": _sources,
        "glossary": _glossary,
        "disagreement": _disagreement,
        "organisations": _organisations,
        "ministries": _ministries,
        "institutions": _ministries,
        "chain": _chain,
        "songbun": _songbun,
        "search": _search,
        "map": _map,
        "notebook": _notebook,
        "profiles": _profiles,
        "door": _door,
        "teach": _teach,
        "settings": _settings,
        "about": _text,
        "help": _text,
        **dict.fromkeys(PAGES, _record),
    }
