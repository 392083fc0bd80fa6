"""Every IRI of other vocabularies that code may name, as constants: RDF, SKOS, Dublin Core, PROV-O and the like."""

from __future__ import annotations

from typing import Final

from ontology.iris import Base


class RDF:
    """Terms of RDF."""

    base: Final = Base("http://www.w3.org/1999/02/22-rdf-syntax-ns#")

    Statement: Final = base.term("Statement")
    object: Final = base.term("object")
    predicate: Final = base.term("predicate")
    subject: Final = base.term("subject")
    type: Final = base.term("type")


class RDFS:
    """Terms of RDF Schema."""

    base: Final = Base("http://www.w3.org/2000/01/rdf-schema#")

    comment: Final = base.term("comment")
    label: Final = base.term("label")
    subClassOf: Final = base.term("subClassOf")


class XSD:
    """Datatypes of XML Schema."""

    base: Final = Base("http://www.w3.org/2001/XMLSchema#")

    date: Final = base.term("date")
    decimal: Final = base.term("decimal")
    gYear: Final = base.term("gYear")
    integer: Final = base.term("integer")
    string: Final = base.term("string")


class SKOS:
    """Terms of SKOS."""

    base: Final = Base("http://www.w3.org/2004/02/skos/core#")

    Concept: Final = base.term("Concept")
    altLabel: Final = base.term("altLabel")
    broader: Final = base.term("broader")
    hiddenLabel: Final = base.term("hiddenLabel")
    inScheme: Final = base.term("inScheme")
    notation: Final = base.term("notation")
    prefLabel: Final = base.term("prefLabel")


class DCTERMS:
    """Terms of Dublin Core."""

    base: Final = Base("http://purl.org/dc/terms/")

    creator: Final = base.term("creator")
    description: Final = base.term("description")
    isReplacedBy: Final = base.term("isReplacedBy")
    issued: Final = base.term("issued")
    license: Final = base.term("license")
    publisher: Final = base.term("publisher")
    source: Final = base.term("source")
    title: Final = base.term("title")


class PROV:
    """Terms of PROV-O."""

    base: Final = Base("http://www.w3.org/ns/prov#")

    wasDerivedFrom: Final = base.term("wasDerivedFrom")


class NIF:
    """Terms of the NLP Interchange Format."""

    base: Final = Base("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")

    OffsetBasedString: Final = base.term("OffsetBasedString")
    Sentence: Final = base.term("Sentence")


class DCAT:
    """Terms of DCAT."""

    base: Final = Base("http://www.w3.org/ns/dcat#")

    DataService: Final = base.term("DataService")
    Dataset: Final = base.term("Dataset")
    Distribution: Final = base.term("Distribution")
    accessService: Final = base.term("accessService")
    accessURL: Final = base.term("accessURL")
    distribution: Final = base.term("distribution")
    endpointDescription: Final = base.term("endpointDescription")
    endpointURL: Final = base.term("endpointURL")
    mediaType: Final = base.term("mediaType")
    servesDataset: Final = base.term("servesDataset")


class VOID:
    """Terms of VoID."""

    base: Final = Base("http://rdfs.org/ns/void#")

    Dataset: Final = base.term("Dataset")
    classOf: Final = base.term("class")
    classPartition: Final = base.term("classPartition")
    entities: Final = base.term("entities")
    exampleResource: Final = base.term("exampleResource")
    sparqlEndpoint: Final = base.term("sparqlEndpoint")
    triples: Final = base.term("triples")
    uriSpace: Final = base.term("uriSpace")
    vocabulary: Final = base.term("vocabulary")


class SH:
    """Terms of SHACL."""

    base: Final = Base("http://www.w3.org/ns/shacl#")

    Info: Final = base.term("Info")
    SPARQLAskExecutable: Final = base.term("SPARQLAskExecutable")
    SPARQLConstructExecutable: Final = base.term("SPARQLConstructExecutable")
    SPARQLExecutable: Final = base.term("SPARQLExecutable")
    SPARQLSelectExecutable: Final = base.term("SPARQLSelectExecutable")
    Violation: Final = base.term("Violation")
    Warning: Final = base.term("Warning")
    ask: Final = base.term("ask")
    conforms: Final = base.term("conforms")
    construct: Final = base.term("construct")
    declare: Final = base.term("declare")
    focusNode: Final = base.term("focusNode")
    namespace: Final = base.term("namespace")
    prefix: Final = base.term("prefix")
    prefixes: Final = base.term("prefixes")
    result: Final = base.term("result")
    resultMessage: Final = base.term("resultMessage")
    resultPath: Final = base.term("resultPath")
    resultSeverity: Final = base.term("resultSeverity")
    select: Final = base.term("select")
    sourceShape: Final = base.term("sourceShape")
    value: Final = base.term("value")


class SD:
    """Terms of SPARQL 1.1 Service Description."""

    base: Final = Base("http://www.w3.org/ns/sparql-service-description#")

    Dataset: Final = base.term("Dataset")
    Graph: Final = base.term("Graph")
    SPARQL11Query: Final = base.term("SPARQL11Query")
    SPARQL11Update: Final = base.term("SPARQL11Update")
    Service: Final = base.term("Service")
    defaultDataset: Final = base.term("defaultDataset")
    defaultGraph: Final = base.term("defaultGraph")
    endpoint: Final = base.term("endpoint")
    resultFormat: Final = base.term("resultFormat")
    supportedLanguage: Final = base.term("supportedLanguage")


class SCHEMA:
    """Terms of schema.org."""

    base: Final = Base("https://schema.org/")

    keywords: Final = base.term("keywords")
    target: Final = base.term("target")
