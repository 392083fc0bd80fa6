"""The words after a number: what it counts, or what becomes of it."""

from __future__ import annotations

import re

from loaders.phrases import read_left
from loaders.verbs import is_verbs

_NO_NOUN = re.compile(
    r"$|[，、；：。,;\ue001\s]|居(?![民家住留])|位居|位列|列(?!车)|排名|排(?=[全在名第位省市国区])|跃|创(?![投业新意客伤建])|同比|环比|"
    r"较|比(?![例亚赛武])|增(?!值|加值)|高于|快于|"
    r"低于|优于|好于|实现|占(?!地)|其中|分别|均|总(?![规部承])|并|且|达(?!标)|为(?!民)|是|"
    r"以上|以内|左右|以(?!色)|用于|投入|支持(?!政策|措施)|帮助|来自|超(?![市算级高低声大融充])|完成|提前|到(?!位)|至|的(?!士)|大关|台阶|目标|"
    r"[和及与]$|提升|提高|下降|降至|上升|连续|首次|全部(?=[完达])|水平|规模$|任务|关口|"
    r"门槛|整数|这"
)
_SHARE_OF = re.compile(r"(?:达标|合格|覆盖|办结|清零|完成|落实|到位|以?用于|上线|联网|兑现|通过|实现|在|可|就业|留)[^，、]{0,10}")
_SUBJECT = re.compile(
    r"(?:超过?|过)[\d百千万亿]|(?:投入|列入?|纳入|入选|实现|增幅|增速|总|超|获|进入|跻身|用于|完成|达到)[\u4e00-\u9fff“]{3}"
)
_OUTPUT = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:累计|年度|当年)?(?:完成|实现|新增|带动|拉动)(?:年度)?(?:固定资产|计划|总)?(?:投资|产值|销售|营收|"
    r"营业收入|税收|消费|就业)(?:额|收入)?$"
)
_RATE = re.compile(r"(?<=[\u4e00-\u9fff]{3})(?:水质|空气质量)?[\u4e00-\u9fff]{2}(?:率|比例)$")
_JOINED = re.compile(r"^(?:[和及与](?![平谐美])|等)")
_AIM = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:分别|均|已|共|累计|超额)*(?:完成|实现|达到|占)[^，、]*的$|的$")
_PEOPLE = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:市民|群众|居民|农民工|农民|学生|职工|老年人|老人|儿女|百姓|劳动力|党员|残疾人|用户|家庭|游客|考生|师生|"
    r"民众|村民|移民|儿童|青年|人才|纳税人|毕业生|新生|在校生|孩子|教师|监测对象|个体工商户|农户|网民|人民|人员|人口|者|工(?![程业厂作艺商])|员(?!会))"
)


def starts_noun(words: str) -> bool:
    """Whether the words after a number begin with what is counted."""
    return _NO_NOUN.match(words) is None


def starts_subject(words: str) -> bool:
    """Whether the words after a number that nothing stands before say what becomes of what is counted (18个|列省、…)."""
    return _SUBJECT.match(words) is not None


def counts_people(words: str) -> bool:
    """Whether the words after a number without a unit name people (40万|市民)."""
    return _PEOPLE.match(words) is not None


def read_share_of(words: str) -> str:
    """What a share does (70%以上|用于民生, 100%|达标); empty if the words after it say something else."""
    found = _SHARE_OF.match(words)
    return found.group() if found else ""


def trim_right(words: str) -> str:
    """What is counted, without a manner in quotation marks and its verb after it (40个|组团|“一块板”谋划)."""
    words = _JOINED.sub("", words.strip())
    quote = words.find("“")
    closed = words.find("”", quote)
    if quote >= 2 and 0 < closed < len(words) - 1 and is_verbs(words[closed + 1 :]):
        return words[:quote]
    return words


def trim_shared(words: str) -> str:
    """What is counted, of words that lead on to another number (100个|重点项目|完成投资超|260亿元)."""
    left = read_left(_AIM.sub("", words))
    rest = _RATE.sub("", _OUTPUT.sub("", words[: left.offset] + left.noun))
    return rest if len(rest) > 1 else words


def cut_examples(name: str) -> str:
    """What is counted, without the examples before it (甲、乙等|特色产业项目)."""
    examples, etc, rest = name.rpartition("等")
    return rest if etc and "、" in examples and len(rest) >= 4 and rest[0] not in "级候待" else name
