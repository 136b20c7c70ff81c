"""Institutions, classes, places, laws, organisations and people: from YAML to domain values.

A file that is not there holds no records. `load` checks every reference; what refers to a record
with faults of its own is not reported as well.
"""

from __future__ import annotations

from pathlib import Path

from nklearn.content.compile import entity_models as models
from nklearn.content.compile import label_files, place_files
from nklearn.content.compile.entity_reader import Reader, date
from nklearn.content.compile.faults import Faults, Place
from nklearn.content.compile.records import Records
from nklearn.content.compile.yaml_files import Entry
from nklearn.domain.claims import Locator
from nklearn.domain.dates import PartialDate
from nklearn.domain.institutions import Body, CommandLink, InstitutionEvent
from nklearn.domain.law import Instrument, Penalty, Provision, Sanction
from nklearn.domain.organisations import Organisation, Person
from nklearn.domain.songbun import Consequence, SocialClass


def load(resources: Path, records: Records, faults: Faults) -> list[tuple[str, Place]]:
    """Read all records of these kinds into `records.entities`; return words to proofread."""
    reader = Reader(resources, records, faults)
    _institutions(reader)
    label_files.load(reader)
    _songbun(reader)
    place_files.load(reader)
    _law(reader)
    _named(reader)
    return reader.words


def _institutions(reader: Reader) -> None:
    for entry, model in reader.entries(Body.PAGE, models.BodyModel):
        common = reader.common(model, model.name, entry)
        reader.add(
            Body(**common, kind=model.kind, field=model.field, counts_as=model.counts_as or "")
        )
    for entry, model in reader.entries(InstitutionEvent.PAGE, models.EventModel):
        _event(entry, model, reader)
    bodies = reader.records.entities.get(Body.PAGE, {})
    for entry, model in reader.entries(CommandLink.PAGE, models.CommandModel):
        reader.refer_one(Body.PAGE, model.over, entry.at("over"))
        reader.refer_one(Body.PAGE, model.under, entry.at("under"))
        if model.over == model.under:
            reader.faults.add(entry.at("under"), "a body under itself", "correct one of them")
        if model.over in bodies and model.under in bodies:
            name = f"{bodies[model.over].name} over {bodies[model.under].name}"
            common = reader.common(model, name, entry)
            reader.add(CommandLink(**common, over=model.over, under=model.under, kind=model.kind))


def _event(entry: Entry, model: models.EventModel, reader: Reader) -> None:
    for key, bodies in (("from", model.before), ("to", model.after)):
        reader.refer(Body.PAGE, bodies, entry, key)
    reader.refer_one(Body.PAGE, model.out_of, entry.at("out_of"))
    if not model.claims:
        reader.faults.add(entry.at("claims"), "an event without a claim", "name one in `claims`")
    if not model.before and not model.after:
        reader.faults.add(entry.at("id"), "an event of no body", "name bodies in `from` or `to`")
    if model.kind == "abolished" and model.after:
        todo = "name them in `from`, or correct `kind`"
        reader.faults.add(entry.at("to"), "bodies that begin by being abolished", todo)
    taking_part = {*model.before, *model.after, *filter(None, [model.out_of])}
    for key, parts, whole in (
        ("remains", model.remains, set(model.before)),
        ("unsure_about", model.unsure_about or (), taking_part),
    ):
        for number, part in enumerate(parts):
            if part not in whole:
                what = f"`{part}` takes no part in the event"
                todo = "name a body of `from`" if key == "remains" else "name a body of the event"
                reader.faults.add(entry.at(key, number), what, todo)
    if model.unsure_about and not model.unsure:
        todo = "say in `unsure` what is not known"
        reader.faults.add(entry.at("unsure_about"), "a doubt without words", todo)
    for key in ("unsure", "plan"):
        reader.words.append((getattr(model, key), entry.at(key)))
    doubted = model.unsure_about
    if doubted is None:
        doubted = model.before if model.unsure else ()
    reader.add(
        InstitutionEvent(
            **reader.common(model, model.title, entry),
            date=PartialDate.parse(model.date),
            kind=model.kind,
            before=tuple(model.before),
            after=tuple(model.after),
            remains=tuple(model.remains),
            out_of=model.out_of or "",
            table=model.table,
            wording=model.wording,
            plan=model.plan,
            unsure=model.unsure,
            doubted=tuple(doubted),
        )
    )


def _songbun(reader: Reader) -> None:
    for entry, model in reader.entries(SocialClass.PAGE, models.ClassModel):
        common = reader.common(model, model.name, entry)
        labels = model.labels or ""
        reader.add(
            SocialClass(**common, order=model.order, other_name=model.other_name, labels=labels)
        )
    for entry, model in reader.entries(Consequence.PAGE, models.ConsequenceModel):
        reader.refer(SocialClass.PAGE, model.classes, entry, "classes")
        common = reader.common(model, model.title, entry)
        reader.add(Consequence(**common, area=model.area, classes=tuple(model.classes)))


def _law(reader: Reader) -> None:
    for entry, model in reader.entries(Instrument.PAGE, models.InstrumentModel):
        reader.source(model.source, entry.at("source"))
        reader.add(
            Instrument(
                **reader.common(model, model.name, entry),
                kind=model.kind,
                date=date(model.date),
                issuer=model.issuer,
                source=model.source or "",
            )
        )
    for entry, model in reader.entries(Provision.PAGE, models.ProvisionModel):
        reader.refer_one(Instrument.PAGE, model.instrument, entry.at("instrument"))
        reader.targets(model.practice_claims, entry, "practice_claims")
        reader.words += [(getattr(model, key), entry.at(key)) for key in ("promises", "practice")]
        reader.add(
            Provision(
                **reader.common(model, model.title, entry, model.practice_claims),
                instrument=model.instrument,
                article=model.article,
                promises=model.promises,
                practice=model.practice,
                practice_targets=tuple(dict.fromkeys(model.practice_claims)),
            )
        )
    for entry, model in reader.entries(Penalty.PAGE, models.PenaltyModel):
        reader.refer_one(Instrument.PAGE, model.instrument, entry.at("instrument"))
        reader.add(
            Penalty(
                **reader.common(model, model.name, entry),
                instrument=model.instrument or "",
                issuer=model.issuer,
                number=model.number,
            )
        )
    for entry, model in reader.entries(Sanction.PAGE, models.SanctionModel):
        reader.source(model.source, entry.at("source"))
        for key in ("trigger", "minerals", "workers", "status"):
            reader.words.append((getattr(model, key), entry.at(key)))
        reader.add(
            Sanction(
                **reader.common(model, model.name, entry),
                date=PartialDate.parse(model.date),
                locator=Locator(model.source, model.place),
                trigger=model.trigger,
                minerals=model.minerals,
                workers=model.workers,
                status=model.status,
            )
        )


def _named(reader: Reader) -> None:
    for entry, model in reader.entries(Organisation.PAGE, models.OrganisationModel):
        common = reader.common(model, model.name, entry)
        reader.add(Organisation(**common, kind=model.kind, country=model.country))
    for entry, model in reader.entries(Person.PAGE, models.PersonModel):
        reader.add(Person(**reader.common(model, model.name, entry), kind=model.kind))
