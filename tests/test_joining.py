"""Drafts that mean one thing, on made-up names."""

from __future__ import annotations

import itertools

import pytest

from loaders.joining import Draft, join_drafts, to_key
from loaders.statements import Span

OWN = ("云岭市", "云岭")


def test_marks_and_spaces_do_not_make_another_name() -> None:
    assert to_key("“云 岭快线”（二期）") == "云岭快线二期"
    (draft,) = join_drafts([Draft("Program", "“云岭快线”", {Span(0, 6)}), Draft("Program", "云岭快线", {Span(9, 13)})], OWN)
    assert draft.name == "“云岭快线”"
    assert draft.spans == {Span(0, 6), Span(9, 13)}


def test_a_name_may_leave_out_the_reports_place() -> None:
    (draft,) = join_drafts([Draft("Place", "东站", {Span(0, 2)}), Draft("Place", "云岭东站", {Span(5, 9)})], OWN)
    assert draft.name == "云岭东站"
    assert draft.aliases == ["东站"]


def test_a_firm_may_leave_out_what_it_is() -> None:
    (draft,) = join_drafts([Draft("Institution", "飞羽集团", {Span(0, 4)}), Draft("Institution", "飞羽", {Span(9, 11)})], OWN)
    assert (draft.name, draft.aliases) == ("飞羽集团", ["飞羽"])


def test_one_iri_is_one_thing_under_any_name() -> None:
    first = Draft("Institution", "飞羽重工", {Span(0, 4)}, iri="urn:x")
    (draft,) = join_drafts([first, Draft("Institution", "飞羽重型机械", {Span(9, 15)}, iri="urn:x")], OWN)
    assert draft.spans == {Span(0, 4), Span(9, 15)}


def test_classes_and_known_things_stay_apart() -> None:
    drafts = [Draft("Project", "飞羽", {Span(0, 2)}), Draft("Institution", "飞羽", {Span(0, 2)})]
    assert len(join_drafts(drafts, OWN)) == 2
    known = [Draft("Place", "云岭东山", {Span(0, 4)}, iri="urn:a"), Draft("Place", "东山", {Span(5, 7)}, iri="urn:b")]
    assert len(join_drafts(known, OWN)) == 2


def test_a_name_that_links_two_drafts_makes_them_one() -> None:
    drafts = [
        Draft("Institution", "“飞羽”", {Span(0, 4)}),
        Draft("Institution", "飞羽重工", {Span(5, 9)}, iri="urn:x"),
        Draft("Institution", "飞羽", {Span(11, 13)}, iri="urn:x"),
    ]
    (draft,) = join_drafts(drafts, OWN)
    assert draft.spans == {Span(0, 4), Span(5, 9), Span(11, 13)}
    assert draft.iri == "urn:x"


@pytest.mark.parametrize("order", list(itertools.permutations(("飞羽集团股份有限公司", "飞羽集团", "飞羽"))))
def test_short_names_of_short_names_are_kept_in_any_order(order: tuple[str, ...]) -> None:
    (draft,) = join_drafts([Draft("Institution", name, {Span(9 * i, 9 * i + len(name))}) for i, name in enumerate(order)], OWN)
    assert draft.name == "飞羽集团股份有限公司"
    assert {draft.name, *draft.aliases} == set(order)
    assert len(draft.spans) == len(order)


def test_one_name_of_two_known_things_keeps_them_apart() -> None:
    drafts = [Draft("Place", "东山", {Span(0, 2)}, iri="urn:a"), Draft("Place", "东山", {Span(5, 7)}, iri="urn:b")]
    assert [(draft.iri, draft.spans) for draft in join_drafts(drafts, OWN)] == [("urn:a", {Span(0, 2)}), ("urn:b", {Span(5, 7)})]
