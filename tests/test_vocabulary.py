"""The constants are the terms of the ontology, no more and no less."""

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from ontology.errors import OntologyError
from ontology.iris import Base, Iri
from ontology.lexicon import FOLDER
from ontology.standards import PROV
from ontology.vocabulary import PREFIXES, RG, RGD, RGS, rg_term


def constants(group: type) -> dict[str, Iri]:
    return {name: term for name, term in vars(group).items() if isinstance(term, Iri) and not isinstance(term, Base)}


def subjects(name: str) -> set[str]:
    return {quad.subject.value for quad in parse(path=str(FOLDER / name), format=RdfFormat.TURTLE) if isinstance(quad.subject, NamedNode)}


def test_every_term_of_the_ontology_is_a_constant_and_every_constant_a_term():
    terms = {iri for iri in subjects("reportgraph.ttl") if iri.startswith(RG.base)}
    assert set(constants(RG).values()) == terms


def test_a_constant_is_named_after_its_term():
    for name, term in constants(RG).items():
        assert term.local == name


def test_every_scheme_has_a_stanza_and_a_constant():
    files = ("indicators.ttl", "kinds.ttl", "reasons.ttl", "statuses.ttl", "units.ttl")
    schemes = {
        quad.subject.value
        for name in files
        for quad in parse(path=str(FOLDER / name), format=RdfFormat.TURTLE)
        if isinstance(quad.object, NamedNode) and quad.object.value.endswith("#ConceptScheme")
    }
    assert set(constants(RGS).values()) == schemes


def test_terms_of_the_ontology_are_found_by_local_name():
    assert rg_term("locatedIn") == RG.locatedIn
    for unknown in ("nothing", "base", "term", "__doc__"):
        with pytest.raises(OntologyError, match=f"rg:{unknown}"):
            rg_term(unknown)


def test_an_iri_writes_itself_for_triples():
    assert PROV.wasDerivedFrom.nt == "<http://www.w3.org/ns/prov#wasDerivedFrom>"
    assert RGD.base.term("place-370281").local == "place-370281"
    assert RG.Report == "https://w3id.org/reportgraph/ontology#Report"


def test_prefixes_cover_every_prefix_of_the_turtle_files():
    for path in sorted(FOLDER.glob("*.ttl")):
        declared = [line.split()[1:3] for line in path.read_text("utf-8").splitlines() if line.startswith("@prefix")]
        for prefix, iri in declared:
            name = prefix.rstrip(":")
            if name not in ("rgsh", "vann"):
                assert PREFIXES[name].nt == iri, (path.name, name)


def test_prefixes_are_in_order_and_lead_to_different_namespaces():
    assert list(PREFIXES) == sorted(PREFIXES)
    assert len(set(PREFIXES.values())) == len(PREFIXES)
