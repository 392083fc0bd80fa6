import json
from pathlib import Path

import pytest

from loaders.annotations import FOLDER, join_annotations, read_annotations, to_annotation, to_pieces

RAW = "开头几个字。完成滨江高速、省道9改造，新建云帆科技园。"


def spelt(pieces: list[tuple[int, int]], raw: str = RAW) -> str:
    return "".join(raw[b:e] for b, e in pieces)


def test_a_name_that_a_list_shares_out_has_two_pieces() -> None:
    quote = "滨江高速、省道9改造"
    pieces = to_pieces("滨江高速改造", RAW.index(quote), quote)
    assert pieces is not None
    assert len(pieces) == 2
    assert spelt(pieces) == "滨江高速改造"


def test_a_name_whose_words_are_not_there_has_no_pieces() -> None:
    assert to_pieces("滨河高速改造", 0, RAW) is None


def test_lines_become_offsets_and_what_is_not_in_the_text_is_named() -> None:
    lines = ["P\t滨江高速改造\t\t滨江高速\t滨江高速、省道9改造", "I\t云帆科技\topt\t\t云帆科技园", "L\t不在此处\t\t\t"]
    annotation, lost = to_annotation(RAW, "city/某市_2024.txt", [(6, len(RAW))], lines)
    assert lost == ["L\t不在此处\t\t\t"]
    assert [(t[0], t[1], spelt(t[2]), [spelt(a) for a in t[3]]) for t in annotation["things"]] == [
        ("P", 0, "滨江高速改造", ["滨江高速"]),
        ("I", 1, "云帆科技", []),
    ]


def test_words_outside_the_stretches_do_not_count() -> None:
    _, lost = to_annotation(RAW, "city/某市_2024.txt", [(0, 6)], ["I\t云帆科技\t\t\t"])
    assert lost == ["I\t云帆科技\t\t\t"]


def test_stretches_of_one_report_are_joined_in_order_of_the_text() -> None:
    later, _ = to_annotation(RAW, "city/某市_2024.txt", [(17, len(RAW))], ["P\t云帆科技园\t\t\t"])
    earlier, _ = to_annotation(RAW, "city/某市_2024.txt", [(6, 17)], ["P\t滨江高速\t\t\t"])
    joined = join_annotations([json.loads(json.dumps(later)), earlier])
    assert joined["stretches"] == [[6, 17], [17, len(RAW)]]
    assert [spelt(thing[2]) for thing in joined["things"]] == ["滨江高速", "云帆科技园"]
    assert joined["sha256"] == earlier["sha256"]


def test_every_annotation_file_still_fits_its_report(corpus: Path) -> None:
    read = list(read_annotations(corpus))
    assert len(read) == len(list(FOLDER.glob("*.json")))
    for annotated in read:
        for thing in (t for things in annotated.things.values() for t in things):
            assert thing["name"]
            assert thing["quote"] in annotated.text


def test_a_report_that_has_changed_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "city").mkdir()
    for path in sorted(FOLDER.glob("*.json"))[:1]:
        (tmp_path / "city" / f"{path.stem}.txt").write_text("别的文字。", "utf-8")
    assert list(read_annotations(tmp_path)) == []


@pytest.mark.parametrize("quote", ["一二三四", ""])
def test_an_empty_quote_spells_nothing(quote: str) -> None:
    assert to_pieces("五", 0, quote) is None
