"""What a page adds to a report: by-lines of web sites, navigation, page numbers, footnotes, captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from loaders.statements import Span

_LABELS = (
    "发布时间|发布日期|时间|日期|作者|来源|信息来源|文章来源|稿件来源|阅读|阅读量|阅读次数|浏览次数|浏览量|点击数|点击量|点击率|访问量|"
    "字体|字号|责任编辑|责编|编辑|审核|校对|主办单位|承办单位|备案号|网站标识码|索引号|发文机关|发文字号|成文日期|有效性|关键词|标签|"
    "内容摘要|内容提要|摘要|导读|上一篇|下一篇|上一条|下一条|相关链接|相关阅读|当前位置|您的位置|您现在的位置"
)
_LABELLED = re.compile(
    rf"[【\[（(]?(?:{_LABELS})[】\]）)]?\s*[:：]|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\s+(?:\d{{1,2}}:\d\d|来源|作者|浏览)"
)
_CHROME = re.compile(
    r"^(?:网站地图|首页|打印|关闭|返回|扫一扫|分享到|版权所有|版权声明|Copyright|Public domain|false$|true$)[^。，；]{0,12}$"
    r"|ICP备|公网安备|打印本页|关闭窗口|在手机打开当前页"
    r"|^[—–\-－]\s*\d{1,3}\s*[—–\-－]?$|^第\s*\d+\s*页"
    r"|^[?？\s]{3,}$|^[a-zA-Z]$"
)
_CAPTION = re.compile(
    r"(?:[。\s][\u4e00-\u9fff·]{2,12}\s*(?:摄|供图)|[（(][\u4e00-\u9fff·/、\s]{2,20}(?:摄|供图|制图|图)[）)]|^[▲△▼↑←→].+|^图[①-⑨\d]?[：:为].{2,60}"
    r"|^(?:摄影|供图|图片来源)[：:].+|(?:^|[。\s])[（(]?(?:本报|本社)?资料图片?)[。）)]?$"
)
_LONGEST_CAPTION = 90
_LONGEST_LABELLED = 1_000
_LONGEST_CHROME = 160
_MARK = re.compile(r"[\^\[〔①-⑳㉑-㉟㊱-㊿?](?:(?<=\^)\[\d{1,3}\]|(?<=\[)\d{1,3}\]|(?<=〔)\d{1,2}〕|(?<=[①-⑳㉑-㉟㊱-㊿])|(?<=[?])[?]{2,})")
_COUNTED_MARK = re.compile(r"(?<=[\u4e00-\u9fff”A-Za-z])[（(](\d{1,3})[）)](?!\d)")
_FIRST_MARK = re.compile(r"[（(]1[）)]")
_AFTER = re.compile(
    r"^(?:[（(]?政府工作报告)?(?:有关|相关|部分)?(?:名词解释|名词注释|名词说明|用语说明)|^(?:附件|附录|附表|注释)\d?[:：]?$|^附件?\d?[:：]|^\[1\]|"
    r"^本作品是|^[（(].{0,12}附件.{0,6}[）)]$|^扫一扫|"
    r"^(?:相关(?:链接|阅读|新闻|文章|报道|信息|文件|解读|稿件)|(?:推荐|延伸|热门|精彩)(?:阅读|推荐|新闻|文章))[:：]?$"
)
_STOP = re.compile(r"[。，,；：！？]")
_SEPARATOR = re.compile(r"[|｜>＞»]")
_FEWEST_TAGS = 6
_LONGEST_TAG = 16
_FEWEST_MARKS = 5


def find_furniture(lines: Sequence[str]) -> frozenset[int]:
    """The lines that belong to the page and not to the report, among them everything after the report's end."""
    plain = {index for index, words in enumerate(lines) if is_label(words) or _is_chrome(words)}
    return frozenset(plain | _find_page_numbers(lines) | set(range(_find_end(lines), len(lines))))


def is_label(words: str) -> bool:
    """Whether a line says when, by whom and how often the page was written, read and classified."""
    return len(words) <= _LONGEST_LABELLED and _LABELLED.match(words) is not None


def _is_chrome(words: str) -> bool:
    """Whether a line helps to move about the site or counts the pages."""
    return len(words) <= _LONGEST_CHROME and (_CHROME.search(words) is not None or _is_cloud(words))


def is_caption(words: str) -> bool:
    """Whether a line is the caption of a picture."""
    return len(words) <= _LONGEST_CAPTION and _CAPTION.search(words) is not None


def _is_cloud(words: str) -> bool:
    """Whether a line is a row of links or tags."""
    if words.count("工作报告") > 2 or len(_SEPARATOR.findall(words)) > 2:
        return not _STOP.search(words)
    tags = words.split()
    return len(tags) >= _FEWEST_TAGS and max(map(len, tags)) <= _LONGEST_TAG and not _STOP.search(words) and "记者" not in tags


def _find_page_numbers(lines: Sequence[str]) -> set[int]:
    """The lines that are nothing but a number, if together they count pages."""
    bare = [(index, int(words)) for index, words in enumerate(lines) if words.isdecimal() and len(words) <= 3]
    counted = len(bare) > 1 and all(after[1] == before[1] + 1 for before, after in pairwise(bare))
    return {index for index, _ in bare} if counted else set()


def _find_end(lines: Sequence[str]) -> int:
    """The number of the line where glossary, annexes, licence or navigation begin."""
    first = len(lines) * 2 // 5
    return next((index for index in range(first, len(lines)) if _AFTER.match(lines[index])), len(lines))


def find_footnote_marks(clean: str) -> list[Span]:
    """The marks that point to footnotes, and runs of question marks that stand for lost characters."""
    marks = [Span(*found.span()) for found in _MARK.finditer(clean)]
    counted = list(_COUNTED_MARK.finditer(clean)) if _FIRST_MARK.search(clean) else []
    numbers = [int(found[1]) for found in counted]
    if len(numbers) >= _FEWEST_MARKS and numbers[0] == 1 and all(0 <= after - before <= 2 for before, after in pairwise(numbers)):
        marks = sorted([*marks, *(Span(*found.span()) for found in counted)])
    return marks
