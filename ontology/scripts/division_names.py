"""Names of administrative divisions: short forms, pinyin and English."""

from __future__ import annotations

import csv
import functools
import re
from pathlib import Path
from typing import Final

import rjieba
from pypinyin import Style, lazy_pinyin

TABLE: Final = Path(__file__).with_name("names.tsv")
PEOPLES: Final = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|"
    "仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺"
)
BARE_PEOPLES: Final = "蒙古|哈萨克|柯尔克孜|锡伯|塔吉克|维吾尔"
AUTONOMOUS: Final = re.compile(
    rf"^(?P<stem>内蒙古|.+?)(?P<people>各族|(?:(?:{PEOPLES})族|{BARE_PEOPLES})*)(?P<head>自治区|自治州|自治县|自治旗)$"
)
PLAIN: Final = re.compile(r"^(?P<stem>.{2,}?)(?P<people>)(?P<head>特别行政区|地区|新区|特区|省|市|盟|县|区|(?<=神农架)林区)$")
ZONE: Final = re.compile(
    r"^(?P<stem>.{2,}?)市?(?P<people>)(?P<head>经济技术开发区|高新技术产业开发区|高技术产业开发区|高新技术产业园区|高新技术开发区|经济开发区|"
    r"现代产业园区|工业园区|化工园区|园区|管理区|开发区|经济综合实验区|城乡一体化示范区|综合改革示范区|示范区|聚集区|风景名胜区|新区)$"
)
SHORT_HEADS: Final = {
    "经济技术开发区": "经开区",
    "高新技术产业开发区": "高新区",
    "高技术产业开发区": "高新区",
    "高新技术产业园区": "高新区",
    "高新技术开发区": "高新区",
    "经济开发区": "经开区",
}
ENGLISH_HEADS: Final = {
    "区": "District",
    "县": "County",
    "自治县": "County",
    "自治旗": "Banner",
    "新区": "New Area",
    "林区": "Forestry District",
    "特区": "Special District",
    "经济技术开发区": "Economic and Technological Development Zone",
    "高新技术产业开发区": "High-tech Industrial Development Zone",
    "高技术产业开发区": "High-tech Industrial Development Zone",
    "高新技术产业园区": "High-tech Industrial Park",
    "高新技术开发区": "High-tech Development Zone",
    "经济开发区": "Economic Development Zone",
    "现代产业园区": "Modern Industrial Park",
    "工业园区": "Industrial Park",
    "管理区": "Administration Area",
    "开发区": "Development Zone",
    "化工园区": "Chemical Park",
    "园区": "Park",
    "经济综合实验区": "Comprehensive Economic Experimental Zone",
    "城乡一体化示范区": "Urban-Rural Integration Demonstration Zone",
    "综合改革示范区": "Comprehensive Reform Demonstration Zone",
    "示范区": "Demonstration Zone",
    "聚集区": "Cluster Zone",
    "风景名胜区": "Scenic Area",
}
READINGS: Final = {"什": "shi", "大": "da", "朝": "chao", "石": "shi", "都": "du", "长": "chang", "阿": "a"}


@functools.cache
def name_table() -> dict[str, tuple[str, str]]:
    """Readings and English names that no rule gives, by name or start of a name."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["name"]: (row["pinyin"], row["english"]) for row in csv.DictReader(file, delimiter="\t")}


def split_name(name: str) -> tuple[str, str, str]:
    """Stem, peoples and head of a name (凉山彝族自治州 → 凉山, 彝族, 自治州; 沛县 → 沛, nothing, 县)."""
    found = AUTONOMOUS.match(name) or ZONE.match(name) or PLAIN.match(name)
    if found:
        return found["stem"], found["people"], found["head"]
    return (name[:-1], "", name[-1]) if len(name) == 2 and name[-1] in "县区" else (name, "", "")


def short_names(name: str) -> tuple[str, ...]:
    """The shorter names in use, the shortest first (凉山彝族自治州 → 凉山, 凉山州); a stem of one character is no name."""
    stem, _, head = split_name(name)
    if not head or len(stem) < 2 or (head == "区" and len(stem) > 4):
        return ()
    if head in SHORT_HEADS:
        return (stem + SHORT_HEADS[head],)
    if ZONE.match(name) and head != "新区":
        return ()
    return (stem, stem + head[-1]) if head in ("自治州", "自治县", "自治旗") else (stem,)


def to_syllables(name: str) -> list[str]:
    """The syllables of a name, one for each character, read as place names are."""
    known = next((written for written, (reading, _) in name_table().items() if reading and name.startswith(written)), "")
    start = name_table()[known][0].split() if known else []
    rest = name[len(known) :]
    return start + [READINGS.get(char, s) for char, s in zip(rest, lazy_pinyin(rest, style=Style.NORMAL), strict=True)]


def join_syllables(syllables: list[str]) -> str:
    """Syllables as one capitalised word, with the apostrophe where it is needed (xi an → Xi'an)."""
    return "".join(("'" if i and s[0] in "aoe" else "") + s for i, s in enumerate(syllables)).capitalize()


def join_words(name: str, stem: str, syllables: list[str]) -> str:
    """The pinyin of a stem: the words of a zone or banner apart (唐山芦台 → Tangshan Lutai), any other stem as one word."""
    words = rjieba.cut(stem) if ZONE.match(name) or stem == name or len(stem) > 5 else [stem]
    starts = [sum(map(len, words[:i])) for i in range(len(words))]
    return " ".join(join_syllables(syllables[start : start + len(word)]) for start, word in zip(starts, words, strict=True))


def to_latin(name: str) -> str:
    """The pinyin of a name, its parts apart (胶州市 → Jiaozhou Shi)."""
    stem, people, head = split_name(name)
    syllables = to_syllables(name)
    end = len(name) - len(head)
    parts = (
        join_words(name, stem, syllables[: len(stem)]),
        join_syllables(syllables[end - len(people) : end]),
        join_syllables(syllables[end:]),
    )
    return " ".join(part for part in parts if part)


def to_english(name: str) -> str:
    """The English name of a division (青岛市 → Qingdao, 沛县 → Pei County)."""
    if name in name_table() and name_table()[name][1]:
        return name_table()[name][1]
    stem, _, head = split_name(name)
    if not head and name.endswith("旗"):
        stem, head = name[:-1], "自治旗"
    words = join_words(name, stem, to_syllables(name)[: len(stem)])
    return f"{words} {ENGLISH_HEADS[head]}" if head in ENGLISH_HEADS else words
