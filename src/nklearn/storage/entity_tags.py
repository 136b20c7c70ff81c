"""The tags of entities for storage/blocks.py, apart from the rest because no start needs them."""

from __future__ import annotations

from enum import Enum
from typing import Any

from nklearn.domain.institutions import Body, CommandLink, InstitutionEvent
from nklearn.domain.law import Instrument, Penalty, Provision, Sanction
from nklearn.domain.map_layout import MapLabel, MapLayout, Tile
from nklearn.domain.organisations import Organisation, Person
from nklearn.domain.places import Place, PlaceState, Precision
from nklearn.domain.songbun import Consequence, Label, SocialClass

CLASSES: dict[str, type[Any]] = {
    **{
        kind.PAGE: kind
        for kind in (
            Body,
            CommandLink,
            Consequence,
            Instrument,
            InstitutionEvent,
            Label,
            Organisation,
            Penalty,
            Person,
            Place,
            Provision,
            Sanction,
            SocialClass,
        )
    },
    "map": MapLayout,
    "map-label": MapLabel,
    "place-state": PlaceState,
    "tile": Tile,
}
ENUMS: dict[str, type[Enum]] = {"precision": Precision}
