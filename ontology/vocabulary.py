"""Every IRI of the ontology that code may name, as constants; a test compares RG with ontology/reportgraph.ttl both ways."""

from __future__ import annotations

from typing import Final

from ontology.errors import OntologyError
from ontology.iris import Base, Iri
from ontology.standards import DCAT, DCTERMS, NIF, PROV, RDF, RDFS, SCHEMA, SD, SH, SKOS, VOID, XSD


class RG:
    """Classes, properties and individuals of the ontology (prefix rg)."""

    base: Final = Base("https://w3id.org/reportgraph/ontology#")

    # classes
    AdministrativeArea: Final = base.term("AdministrativeArea")
    Basis: Final = base.term("Basis")
    City: Final = base.term("City")
    Claim: Final = base.term("Claim")
    Comparator: Final = base.term("Comparator")
    DivisionLevel: Final = base.term("DivisionLevel")
    Indicator: Final = base.term("Indicator")
    Institution: Final = base.term("Institution")
    Kind: Final = base.term("Kind")
    Measure: Final = base.term("Measure")
    Measured: Final = base.term("Measured")
    Mention: Final = base.term("Mention")
    NamedThing: Final = base.term("NamedThing")
    Outcome: Final = base.term("Outcome")
    Place: Final = base.term("Place")
    Program: Final = base.term("Program")
    Project: Final = base.term("Project")
    Reason: Final = base.term("Reason")
    Report: Final = base.term("Report")
    Role: Final = base.term("Role")
    Section: Final = base.term("Section")
    Sentence: Final = base.term("Sentence")
    Statement: Final = base.term("Statement")
    Status: Final = base.term("Status")
    Stretch: Final = base.term("Stretch")
    Target: Final = base.term("Target")
    Tense: Final = base.term("Tense")
    Unit: Final = base.term("Unit")
    UnstatedNumber: Final = base.term("UnstatedNumber")
    Zone: Final = base.term("Zone")

    # properties
    about: Final = base.term("about")
    aliasRoot: Final = base.term("aliasRoot")
    ambiguousName: Final = base.term("ambiguousName")
    backedBy: Final = base.term("backedBy")
    baseUnit: Final = base.term("baseUnit")
    basis: Final = base.term("basis")
    begin: Final = base.term("begin")
    besideNumberCount: Final = base.term("besideNumberCount")
    captionText: Final = base.term("captionText")
    claimCount: Final = base.term("claimCount")
    code: Final = base.term("code")
    comparator: Final = base.term("comparator")
    conversionFactor: Final = base.term("conversionFactor")
    deliveredTo: Final = base.term("deliveredTo")
    end: Final = base.term("end")
    expectedMeasure: Final = base.term("expectedMeasure")
    expectedUnit: Final = base.term("expectedUnit")
    figurativeNumberCount: Final = base.term("figurativeNumberCount")
    firstMentionIn: Final = base.term("firstMentionIn")
    forClass: Final = base.term("forClass")
    forYear: Final = base.term("forYear")
    hasStatus: Final = base.term("hasStatus")
    headNoun: Final = base.term("headNoun")
    historic: Final = base.term("historic")
    indicator: Final = base.term("indicator")
    indicatorText: Final = base.term("indicatorText")
    institutionCount: Final = base.term("institutionCount")
    isIn: Final = base.term("isIn")
    kind: Final = base.term("kind")
    level: Final = base.term("level")
    locatedIn: Final = base.term("locatedIn")
    matchKey: Final = base.term("matchKey")
    measure: Final = base.term("measure")
    mentionCount: Final = base.term("mentionCount")
    mentions: Final = base.term("mentions")
    namedIn: Final = base.term("namedIn")
    namesakeOf: Final = base.term("namesakeOf")
    namingNumberCount: Final = base.term("namingNumberCount")
    normalizedValue: Final = base.term("normalizedValue")
    numberText: Final = base.term("numberText")
    ofPlace: Final = base.term("ofPlace")
    order: Final = base.term("order")
    outcomeCount: Final = base.term("outcomeCount")
    partneredWith: Final = base.term("partneredWith")
    partOf: Final = base.term("partOf")
    placeCount: Final = base.term("placeCount")
    planNumberCount: Final = base.term("planNumberCount")
    programCount: Final = base.term("programCount")
    projectCount: Final = base.term("projectCount")
    qualifier: Final = base.term("qualifier")
    quote: Final = base.term("quote")
    reason: Final = base.term("reason")
    reportYear: Final = base.term("reportYear")
    restrictionNumberCount: Final = base.term("restrictionNumberCount")
    reviewNumberCount: Final = base.term("reviewNumberCount")
    role: Final = base.term("role")
    serves: Final = base.term("serves")
    shortName: Final = base.term("shortName")
    sortKey: Final = base.term("sortKey")
    statedIn: Final = base.term("statedIn")
    statedNumberCount: Final = base.term("statedNumberCount")
    statusVerb: Final = base.term("statusVerb")
    targetCount: Final = base.term("targetCount")
    tense: Final = base.term("tense")
    text: Final = base.term("text")
    textDigest: Final = base.term("textDigest")
    timeNumberCount: Final = base.term("timeNumberCount")
    unit: Final = base.term("unit")
    unitText: Final = base.term("unitText")
    unreadNumberCount: Final = base.term("unreadNumberCount")
    upperValue: Final = base.term("upperValue")
    value: Final = base.term("value")

    # measures
    Area: Final = base.term("Area")
    Count: Final = base.term("Count")
    Growth: Final = base.term("Growth")
    Level: Final = base.term("Level")
    Ordinal: Final = base.term("Ordinal")
    Qualitative: Final = base.term("Qualitative")
    Rate: Final = base.term("Rate")

    # comparators
    About: Final = base.term("About")
    AtLeast: Final = base.term("AtLeast")
    AtMost: Final = base.term("AtMost")
    Between: Final = base.term("Between")
    Equal: Final = base.term("Equal")
    InStepWith: Final = base.term("InStepWith")
    LessThan: Final = base.term("LessThan")
    MoreThan: Final = base.term("MoreThan")

    # roles
    Aspiration: Final = base.term("Aspiration")
    Goal: Final = base.term("Goal")
    Scale: Final = base.term("Scale")

    # bases
    ByName: Final = base.term("ByName")
    BySection: Final = base.term("BySection")
    Explicit: Final = base.term("Explicit")

    # tenses
    Plan: Final = base.term("Plan")
    Review: Final = base.term("Review")

    # levels of the administrative division
    CountyLevel: Final = base.term("CountyLevel")
    NationalLevel: Final = base.term("NationalLevel")
    PrefectureLevel: Final = base.term("PrefectureLevel")
    ProvinceLevel: Final = base.term("ProvinceLevel")


class RGS:
    """The concept schemes (prefix rgs); their concepts are reached through the lexicon, never named in code."""

    base: Final = Base("https://w3id.org/reportgraph/scheme/")

    foundIndicators: Final = base.term("found-indicators")
    indicators: Final = base.term("indicators")
    institutionKinds: Final = base.term("institution-kinds")
    placeKinds: Final = base.term("place-kinds")
    programKinds: Final = base.term("program-kinds")
    projectKinds: Final = base.term("project-kinds")
    reasons: Final = base.term("reasons")
    statuses: Final = base.term("statuses")
    units: Final = base.term("units")


class RGD:
    """The data (prefix rgd)."""

    base: Final = Base("https://w3id.org/reportgraph/id/")


PREFIXES: Final[dict[str, Base]] = {
    "dcat": DCAT.base,
    "dcterms": DCTERMS.base,
    "nif": NIF.base,
    "org": Base("http://www.w3.org/ns/org#"),
    "owl": Base("http://www.w3.org/2002/07/owl#"),
    "prov": PROV.base,
    "qudt": Base("http://qudt.org/schema/qudt/"),
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "rg": RG.base,
    "rgd": RGD.base,
    "rgs": RGS.base,
    "schema": SCHEMA.base,
    "sd": SD.base,
    "sh": SH.base,
    "skos": SKOS.base,
    "time": Base("http://www.w3.org/2006/time#"),
    "unit": Base("http://qudt.org/vocab/unit/"),
    "void": VOID.base,
    "xsd": XSD.base,
}

RELATIONS: Final = (RG.backedBy, RG.hasStatus, RG.locatedIn, RG.partOf, RG.partneredWith, RG.serves)


def rg_term(local: str) -> Iri:
    """The IRI of a term of the ontology by its local name, which must exist."""
    found = getattr(RG, local, None)
    if not isinstance(found, Iri) or isinstance(found, Base):
        raise OntologyError(f"The ontology has no term rg:{local}; add a stanza to ontology/reportgraph.ttl and a constant to RG.")
    return found
