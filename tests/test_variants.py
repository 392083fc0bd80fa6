from __future__ import annotations

import pytest

from loaders.linking import find_linker
from loaders.variants import Variant, find_stems, find_variants, to_canonical


@pytest.mark.parametrize(
    ("words", "canonical"),
    [
        ("国家级专精特新“小巨人”企业", "国家级专精特新小巨人"),
        ("规模以上服务业企业", "规上服务业企业"),
        ("筹集保障性租赁住房（间）", "筹集保障性租赁住房"),
        ("新（改）建农村公路", "新建农村公路"),
        ("各类经营主体数量", "经营主体数"),
    ],
)
def test_words_have_one_canonical_form(words: str, canonical: str) -> None:
    assert to_canonical(words) == canonical


STEMS = find_stems(["绿色工厂", "龙头企业", "经营主体", "背街小巷", "老旧小区改造", "重大项目", "制造业贷款", "新签约产业项目"])


def words_of(text: str) -> list[str]:
    return [variant.words for variant in find_variants(text, STEMS)]


def test_words_that_end_in_nothing_known_have_no_variants() -> None:
    assert words_of("新增口袋公园") == []
    assert words_of("改造老旧小区") != []


def test_verbs_places_and_levels_are_left_out() -> None:
    assert "绿色工厂" in words_of("全市新培育国家级绿色工厂")
    assert "绿色工厂" in words_of("企业入选省级绿色工厂")
    assert "龙头企业" in words_of("引育及培育龙头企业")


def test_words_as_they_are_come_first() -> None:
    assert words_of("新增绿色工厂")[0] == "新增绿色工厂"


def test_what_is_new_is_tried_before_what_there_is() -> None:
    found = words_of("净增经营主体")
    assert found.index("新增经营主体") < found.index("经营主体")


def test_a_changing_verb_stays_before_or_behind_its_object() -> None:
    found = words_of("改造背街小巷")
    assert "背街小巷改造" in found
    assert "背街小巷" not in found


def test_repairs_are_renovations() -> None:
    assert "老旧小区改造" in words_of("提升老旧小区")


def test_projects_begun_or_attracted_are_not_all_projects() -> None:
    found = words_of("开工建设重大项目")
    assert "新开工重大项目" in found
    assert "重大项目" not in found


def test_variants_tell_what_is_new_and_what_is_given_out() -> None:
    assert Variant("制造业贷款", adds=True) in list(find_variants("新增制造业贷款", STEMS))
    assert Variant("制造业贷款", issues=True) in list(find_variants("发放制造业贷款", STEMS))


def test_the_threshold_of_projects_is_left_out() -> None:
    assert "新签约产业项目" in words_of("新签约10亿元以上产业项目")


class _Everything(frozenset[str]):
    def __contains__(self, words: object) -> bool:
        return True


def test_no_variant_that_is_known_is_left_out() -> None:
    linker = find_linker()
    known = linker.variants
    for label in sorted(known)[::7]:
        for text in (label, f"全市新增{label}", f"改造提升{label}", f"招引{label}项目", f"完成{label}建设任务", f"{label}增速"):
            every = [variant for variant in find_variants(text, _Everything()) if variant.words in known]
            assert [variant for variant in find_variants(text, linker.stems) if variant.words in known] == every
