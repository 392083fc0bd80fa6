from __future__ import annotations

from graph.labels import Labels, label_of, to_curie
from ontology.vocabulary import RG, RGD, RGS


def test_terms_are_called_by_the_ontology() -> None:
    assert label_of(RG.Project) == Labels("项目", "project")
    assert label_of(RGS.base.term("status-completed")) == Labels("竣工", "completed")
    assert label_of(RGS.base.term("project-kind-logistics")).en == "logistics"


def test_an_unknown_term_is_called_by_its_local_name() -> None:
    assert label_of(RG.base.term("nothingOfTheKind")) == Labels("nothingOfTheKind", "nothingOfTheKind")


def test_iris_are_shortened_by_prefixes() -> None:
    assert to_curie(RG.serves) == "rg:serves"
    assert to_curie(RGD.base.term("place-370281")) == "rgd:place-370281"
    assert to_curie("https://example.org/x") == "https://example.org/x"
    assert to_curie(RG.serves, {"o": RG.base}) == "o:serves"
