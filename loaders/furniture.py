"""What a page adds to a report: by-lines of web sites, navigation, page numbers, footnotes, captions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from loaders.statements import Span

_LABELLED = (
    "发布时间|发布日期|时间|日期|作者|来源|信息来源|文章来源|稿件来源|阅读|阅读量|阅读次数|浏览次数|浏览量|点击数|点击量|点击率|访问量|"
    "字体|字号|责任编辑|责编|编辑|审核|校对|主办单位|承办单位|备案号|网站标识码|索引号|发文机关|发文字号|成文日期|有效性|关键词|标签|"
    "内容摘要|摘要|导读|上一篇|下一篇|上一条|下一条|相关链接|相关阅读|当前位置|您的位置|您现在的位置"
)
_FURNITURE = re.compile(
    rf"^[【\[（(]?(?:{_LABELLED})[】\]）)]?\s*[:：].{{0,120}}$"
    r"|^(?:网站地图|首页|打印|关闭|返回|扫一扫|分享到|版权所有|版权声明|Copyright|Public domain|false$|true$)"
    r"|ICP备|公网安备|打印本页|关闭窗口|在手机打开当前页"
    r"|^[—–\-－]\s*\d{1,3}\s*[—–\-－]$|^第\s*\d+\s*页"
    r"|^[?？\s]{3,}$|^[a-zA-Z]$"
)
_CAPTION = re.compile(
    r"(?:[。\s][\u4e00-\u9fff·]{2,12}\s*(?:摄|供图)|[（(][\u4e00-\u9fff·/、\s]{2,20}(?:摄|供图|制图|图)[）)]|^图为.{2,60}|^[（(]?资料图片)[。）)]?$"
)
_LONGEST_CAPTION = 90
_MARK = re.compile(r"\s?[\^]?\[\d{1,3}\]|[①-⑳㉑-㉟㊱-㊿]|[?]{3,}")


def is_furniture(words: str) -> bool:
    """Whether a line belongs to the page and not to the report."""
    return _FURNITURE.search(words) is not None


def is_caption(words: str) -> bool:
    """Whether a line is the caption of a picture."""
    return len(words) <= _LONGEST_CAPTION and _CAPTION.search(words) is not None


def find_page_numbers(lines: Sequence[str]) -> frozenset[int]:
    """The lines that are nothing but a number, if together they count pages."""
    bare = [(index, int(words)) for index, words in enumerate(lines) if words.isdecimal() and len(words) <= 3]
    counted = len(bare) > 1 and all(after[1] == before[1] + 1 for before, after in pairwise(bare))
    return frozenset(index for index, _ in bare) if counted else frozenset()


def find_footnote_marks(clean: str) -> Iterator[Span]:
    """The marks that point to footnotes, and runs of question marks that stand for lost characters."""
    for found in _MARK.finditer(clean):
        yield Span(*found.span())
