"""The words around a number: what it is of, whether it is a change or a level, and how it is hedged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from loaders.statements import Comparator

_CHANGE: Final = (
    "增长|增加|增幅|提高|提升|上升|上涨|上浮|下降|下调|降低|减少|减幅|压减|压降|压缩|缩短|缩减|缩小|收窄|回落|增产|减产|增收|增效|提速|提前|前移|进位|前进|晋位|上移|攀升|"
    "跃升|上扬|增值|扩大|下滑|递增|提效|(?<![新净倍])增|(?<![削缩])减|(?<![升])降|(?<![提上跃攀回直擢飞爬晋])升|改善|增强|超额|增多|涨|降价|提价|增资|高出|高于.{2,14}?|快于.{2,14}?|低于.{2,14}?|优于.{2,14}?"
)
_TO: Final = "到|至|为|成|达到?"
_AT_END = re.compile(
    r"(?:"
    rf"(?P<to>(?:{_CHANGE}|扩大|拓展|发展|扩展|累计|增|降|缩|延长|推高|集聚|稳定|推进|恢复|放宽|上调|调整|拓宽|跃)(?:了)?(?:到|至|为)(?:(?:年末|年底|目前|现在|如今)的)?|降到|降至|增至|升至|达至)"
    r"|(?P<hold>(?:稳定)?(?:控制|保持|稳定|维持|稳控|巩固|压控|严控)在?)"
    r"|(?P<least>超过|突破|不低于|不少于|不小于|达到或超过|高于|逾|超|(?<![经通])过|跨越|跨上|迈上|迈过|站上|跃上|迈入|冲刺|冲击|冲上|跨过|跨入|首破|冲破|(?<!突)破)"
    r"|(?P<most>不超过|不高于|不大于|低于|不多于|少于|控制在|低至|小于)"
    r"|(?P<about>(?<![临附最亲远])近|(?<![签条制节公])约|接近|将近|大约|约占|约为|约有|近乎|逼近)"
    r"|(?P<reach>达到|实现|完成|达成|达|(?<!作)为|共计|共有|合计|总计|累计|共|均|都|各|全部|分别|仅|有望|力争|确保|实际|已|至少|最高|最低|人均|户均|平均|其中|稳定|首次|成功|率先|稳步|再次?|再度|年底|年内"
    r"|年末|总共|了|也|又|还|仍|更|将|要|可|拟|应|须|需|能|首|预期|力求|力争|继续|每年|年均|全年|上半年|下半年|今年|去年|当年|只有|仅有|(?<![国所没现拥具共私])有|是|只|净|就|高达|多达|长达|历史性|一举|大幅|持续|连续|逐年|预计|同期|一次性|名义|可比|同口径|以|按|占比?(?=$)(?<=x)"
    r"|(?:与|比|较|同|和)[^，、]{0,8}?(?:上年|去年|前年|年|期|初|末|底|前|历史|五年前|全省平均|全国平均|计划|目标|任务)(?:同期|水平|相比|底|末|初)?(?:[，、])?|(?:近|过去|过)?[一二三四五六七八九十两\d]+年(?:来|间|内)?|同比|环比|按可比[^，、]{1,4}|扣除[^，、]{2,12}后|在[^，、]{2,14}基础上|(?:是|为|相当于|达到?)?(?:上年|去年|\d{4}年|上年同期|去年同期)(?:同期)?的?"
    r"|(?:平均)?每(?:人每年|人每月|人|户|月|年|天|亩|斤|公斤|\d+公斤|千瓦时|吨))"
    rf"|(?P<change>(?:年均|平均|同比|净|实际|累计)?(?:{_CHANGE})(?:幅度|比例)?(?:了)?|(?:比|较)[^，、]{{2,14}}?(?:高|低|多|少|快|慢)(?:出|了)?))\s?$"
)
_UPWARDS = re.compile(r"(?<![以线网础身总体路史海站跨迈跃冲])上$")
_CHANGE_NOUN = re.compile(r"(?:增速|增幅|涨幅|降幅|增长率|增长速度|跌幅|减幅|增长幅度|下降幅度)$")
_DOWN = re.compile(r"下降|下调|降低|减少|压减|压降|压缩|缩短|缩减|缩小|收窄|回落|减产|减幅|降幅|下滑|降|减")
_LEAD = re.compile(
    r"^(?:\s|的|[，、；：]|(?:近|过去|过)?[一二三四五六七八九十两\d]+年(?:来|间)(?:我国|我市)?|[\u4e00-\u9fff]{0,3}[市县区州盟省](?:将|要)|\d{4}年(?:以来|底|末|初)?|拟|上半年|下半年|年末(?=.{3})|年初|预计|全年|今年|去年|当年|年内|本年度?|上年|力争|确保|争取(?=.{4})|努力|奋力|推动|促进|带动|拉动|实现|完成|达成|保持|其中|使得?|让|将|把|要|也|还|并|且|又|已|再|仅|共(?!享|同|青|建)|累计|合计|总计|年度|到年底|年底|同时"
    r"|我市|我省|我县|我区|我国|我们|全市(?=.{4})|全省(?=.{4})|全县(?=.{4})|全区(?=.{4})|全州(?=.{4})|全国(?=.{6})|全盟(?=.{4})|新时代|以及|及(?!时)|和(?!美|谐)|与|更加|加快|大力|积极|全力|着力|持续|继续(?!教育)|全面|深入|扎实|高标准|高质量|高水平|高效|有序|稳步|有效|切实|进一步|不断|精准|科学|抓好"
    r"|首次|成功|率先|统筹|滚动|压茬|梯次|推进|集中力量|办好|办成|举办|开展|实施|组织|打造|创建(?=.{3})|通过|预期|确定|按照|目标|总体|一是|二是|三是|四是|五是|六是|七是|八是|九是|十是|是|有(?=.{3})|至少|每年|平均|分别|均|各(?![类级项地种县区市界族族行乡镇部])|力促|共有|拥有|现有|建立|设立|构建|形成|出台|制定|修订|聚焦|围绕|针对|为(?=.{3})|对(?!外|口|接|标|俄|台|美|欧|非|日|韩|上合)|向(?![上外往])(?=.{3})|从|在(?!库|建|营|校|岗|编|谈|外|线|册|孵|手)|于)"
)
_VERBS: Final = (
    *("新建设|新建成|新建|改建|扩建|改扩建|新改扩建|新改建|迁建|续建|建成|建成投用|建成投产|建成投运|建设|投用|投产|投运|启用|新开工建设|新开工|开工建设|开工|动工|竣工投产|竣工|完工|复工|落成|建|修建|修",),
    *("打造|培育|新培育|创建|新创建|创成|新创成|新增|净增|增加|增设|增开|新开|开通|新开通|开行|引进|新引进|引育|招引|引入|引聚|招引落地|招商|新招引|落地|新落地|落户|签约|新签约|洽谈|举办|承办|开展|组织|实施|完成|达成",),
    *("推进|统筹推进|滚动实施|滚动推进|推动|压茬推进|梯次推进|谋划|谋划实施|谋划储备|策划|包装|梳理|储备|调度|抓好|办好|办成|做好|建好|管好|用好|聚焦|围绕|改造|改造提升|提升改造|新改造|更新改造|更新|修缮|整治|整改|治理",),
    *("修复|提升|完善|优化|盘活|消化|处置|供应|收储|出让|保障|发放|兑现|拨付|投入|投放|安排|争取|争取到|筹集|新筹集|筹措|募集|落实|下达|减免|减轻|退税|化解|偿还|清偿|清欠|帮助|助力|支持|扶持|引导|服务|惠及|覆盖|带动|吸引",),
    *("聚集|集聚|汇聚|招录|招聘|招收|选派|选树|选聘|选拔|评选|评定|认定|新认定|获批|新获批|获评|新获评|获得|获|荣获|入选|新入选|上榜|斩获|夺得|夺取|摘得|取得|推出|新推出|出台|制定|修订|编制|发布|印发|办理|办结|受理|解决|破解",),
    *("查处|查办|侦破|破获|排查|整改|清理|清退|拆除|关闭|关停|淘汰|压减|退出|腾退|转移|安置|救助|资助|建立|设立|成立|组建|搭建|构建|布局|布设|铺设|架设|新铺设|新架设|入库|新入库|纳统|新纳统|备案|新备案|新登记|拥有|现有|共有|已有|有",),
    *("为|对|将|把|从|在|向|使|让|以|用|给|由|集中|加装|安装|配备|配置|购置|投放|创作|推广|推广应用|应用|发展|新发展|壮大|做强|做优|做大|扩大|拓展|延伸|优选|遴选|选取|公布|确定|列入|纳入|列支|贯通|打通|畅通|联通|连通|通车|运营|运行|上线",),
    *("开发|研发|攻克|突破|转化|登记|授权|申报|申请|通过|创|争创|建立健全|实行|执行|缴纳|缴存|减|降|惠|育|引|招|新招|新引|新育|增|新|再|建成运营|启动|启动建设|全面推进|加快推进|加快建设|开工改造|新改扩|回引|引回|输送|培训|培养",),
    *("柔性引进|全职引进|储备引育|补充|招引培育|引导培育|梯度培育|策划实施|策划生成|生成|组织实施|组织开展|深入开展|常态化开展|外出|赴外|开办|兴办|创办|建造|植|种植|栽植|完成改造|启动实施|支持建设|促成|促进|协调|协调解决|兑付|盘活利用",),
    *("参与|参加|出席|关注|受益|改善|满足|清零|销号|追回|挽回|止付|返还|降低|取消|压缩|精简|下放|承接|公开|征集|收集|化解|调解|审结|审批|批准|核准|查明|查获|立案|处理|处罚|吊销|约谈|问责|评为|命名|授予|表彰|奖励|补贴|补助|贴息|担保|授信|放款|新放",),
)
_VERB: Final = "|".join(sorted({verb for row in _VERBS for verb in row.split("|")}, key=lambda v: (-len(v), v)))
_LONG_VERB: Final = "|".join(verb for verb in _VERB.split("|") if len(verb) > 1)
_ADVERB: Final = (
    "全年|今年|年内|当年|力争|确保|大力|加快|积极|继续|滚动|全面|扎实|深入|高效|高质量|高标准|有序|稳步|持续|统筹|全部|再|又|也|还|共|累计|共计|合计|首次|率先|成功|顺利|圆满|超额|其中|以及|和|并|并且|同时|一次性|要|已|已经|我们|我市|全市|全省|"
    "全国|全县|全区|全州|分别|各|均|每年|每|年均|重点|集中力量|集中|力促|促进|切实|进一步|不断|主动|认真|严格|精准|科学|常态化|动态|梯次|压茬|分类|分批|分期|至少|精心|倾力|全力|着力|争取|努力|先后|相继|陆续|即将|平均|还有|另有|另|将|规划|计划"
)
_ONLY_VERBS = re.compile(rf"(?:\s|{_ADVERB}|{_VERB})*(?:的|了|等|等的|好|成|到|出)?")
_FIRST_VERB = re.compile(rf"(?:{_LONG_VERB})(?=[\u4e00-\u9fff]{{2}})")
_LAST_VERB = re.compile(rf"(?<=[\u4e00-\u9fff]{{3}})(?:{_VERB})$")
_KEPT_VERB = re.compile(rf"(?:新|净增|增设|增开|改|更新|修缮|扩建|加装|培训|发放|建成|获批|认定|入选|减|签约|招引|引|落地|开工|竣工|投产|淘汰|拆除|退出|盘活|供应|办理|转移|救助)(?:{_VERB})?$")
_NO_NOUN = re.compile(
    r"^(?:$|[，、；：。,;\ue001\s]|居|位居|位列|列|排名|排|跃|创(?![投业新意客伤建])|同比|环比|较|比(?!例|亚|赛|武)|增(?!值|加值)|高于|快于|低于|优于|好于|实现|占|其中|分别|均|总(?![规部承])|并|且|达|为(?!民)|是|以上|以内|左右|以(?!色)|用于|投入|支持|帮助|来自|超(?!市|算|级|高|低|声|大|融|充)|完成|提前|到(?!位)|至|"
    r"的(?!士)|大关|台阶|目标|和(?=$)|及(?=$)|与(?=$)|提升|提高|下降|降至|上升|连续|首次|全部(?=完|达)|水平|规模$|任务|关口|门槛|整数|这|，)"
)
_PREDICATE_RATE = re.compile(r"^(?:达标|合格|覆盖|办结|清零|完成|落实|到位|以?用于|上线|联网|兑现|通过|实现|在|可|就业|留)[^，、]{0,10}")


@dataclass(frozen=True, slots=True)
class Left:
    """What stands before a number: the noun, whether it is a change, and what hedges the number.

    ``verbs_only`` says that no noun is there, only what is done to what is counted (修缮|70所中小学校舍).
    """

    noun: str
    offset: int
    change: bool
    down: bool
    reached: bool
    verbs_only: bool
    comparator: Comparator | None
    hedges: tuple[str, ...]


_FROM = re.compile(r"(?:从|由)[^，、从由]*\d[^，、]*$")
_ITEM_VERB = re.compile(
    r"(?:新[增建改扩开签引培认创登入招育]|净增|加装|改造|发放|打造|举办|开展|培育|引进|建成|修缮|更新|盘活|总投资|实施|推进|完成(?!率)|建设(?!用地|率)|落实|办理|争取|组织|吸引|招引|培训|创建|整治|治理|安置|带动|力争|确保)"
)
_INNER_VERB = re.compile(r"(?:打造|举办|开展|培育|发放|投放|建成|吸引|创建|组织|拉动|带动|撬动|惠及|释放|新增|新建|新引进|引育|培训|招引|获批)(?!率)")
_TAKEN = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:把|(?<!即)将(?![来军士]))(?=[^，]{2})")
_OUTPUT = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:累计|年度|当年)?(?:完成|实现|新增|带动|拉动)(?:年度)?(?:固定资产|计划|总)?(?:投资|产值|销售|营收|营业收入|税收|消费|就业)(?:额|收入)?$")
_TRAILING = re.compile(r"(?:建设)?(?:加快推进|顺利推进|有序推进|加快建设)?$")


def own_words(masked: str) -> int:
    """How many characters of the words before a number belong to something else: items of a list that have a verb of their own after them."""
    at = 0
    while found := re.match(r"[\s，、]+|(?:和|及|与|并|以及)(?=[\u4e00-\u9fff])(?!平|谐|美)", masked[at:]):
        at += found.end()
    items = [item for item in masked[at:].split("、")]
    begin = at
    for previous, item in zip(items, items[1:], strict=False):
        begin += len(previous) + 1
        if (_ITEM_VERB.match(item) or (len(previous) > 4 and strip_verb(previous) != previous)) and not is_verbs(previous):
            at = begin
    rest = masked[at:]
    if taken := list(_TAKEN.finditer(rest)):
        at += taken[-1].end()
        rest = masked[at:]
    if len(rest) > 12 and (last := [m for m in _INNER_VERB.finditer(rest, 4, max(len(rest) - 2, 4))]):
        at += last[-1].start()
    return at


def trim_right(words: str) -> str:
    """What is counted, without how far it has come."""
    words = words.strip()
    quote = words.find("“")
    if quote >= 2 and 0 < (after := words.find("”", quote)) < len(words) - 1 and is_verbs(words[after + 1 :]):
        return words[:quote]
    return words


def read_left(words: str) -> Left:
    """The reading of the words between a clause's begin (or the number before) and a number."""
    rest, comparator, hedges = words.rstrip(), None, list[str]()
    change = level = reached = False
    changed_by = ""
    if _UPWARDS.search(rest):
        rest, comparator, reached = rest[:-1], "AtLeast", True
        hedges.append("上")
    while found := _AT_END.search(rest):
        name, text = found.lastgroup or "", found.group().strip()
        if name == "change" and (level or change):
            break
        rest = rest[: found.start()].rstrip()
        level = level or name in {"to", "hold"}
        change = change or name == "change"
        changed_by = text if name == "change" else changed_by
        if text in {"均", "都"}:
            hedges.append(text)
        reached = reached or name not in {"reach"} or text in {"达到", "达", "为", "实现", "完成", "有", "是"}
        comparator = comparator or _COMPARATORS.get(name)
        if name in _COMPARATORS:
            hedges.append(text)
        if name in {"to", "hold"}:
            rest = _FROM.sub("", rest)
    if _CHANGE_NOUN.search(rest) and not change:
        change, changed_by = True, rest[-2:]
    offset = lead_length(rest)
    noun = rest[offset:]
    only = _ONLY_VERBS.fullmatch(rest) is not None
    return Left(noun, offset, change, bool(_DOWN.search(changed_by)), reached or change, only, comparator, tuple(reversed(hedges)))


_COMPARATORS: Final[dict[str, Comparator]] = {"least": "AtLeast", "most": "AtMost", "about": "About"}


def lead_length(words: str) -> int:
    """How many characters of adverbs and general verbs stand before the noun."""
    at = 0
    while at < len(words) and (found := _LEAD.match(words[at:])):
        at += found.end()
    return at


def is_verbs(words: str) -> bool:
    """Whether the words are verbs and adverbs only."""
    return _ONLY_VERBS.fullmatch(words) is not None


def kept_verb(words: str) -> str:
    """The verb that belongs to what is counted (新增, 改造), empty for one that says only that something is done."""
    stripped = words[lead_length(words) :]
    return stripped if len(stripped) <= 5 and _KEPT_VERB.fullmatch(stripped) else ""


def starts_noun(words: str) -> bool:
    """Whether the words after a number begin with what is counted."""
    return _NO_NOUN.match(words) is None


def read_predicate(words: str) -> str:
    """What a share does (70%以上|用于民生, 100%|达标); empty if the words after it say something else."""
    found = _PREDICATE_RATE.match(words)
    return found.group() if found else ""


def strip_verb(words: str) -> str:
    """The words without the verb that ends them (百亿级项目|开工); the words themselves if none does."""
    found = _LAST_VERB.search(words)
    return words[: found.start()] if found else words


def trim_shared(words: str) -> str:
    """What is counted, of words that lead on to another number (100个|重点项目完成投资超|260亿元)."""
    rest = words
    while rest and (found := _AT_END.search(rest)):
        rest = rest[: found.start()]
    rest = _OUTPUT.sub("", rest)
    return rest if len(rest) > 1 else words


def without_verb(words: str) -> str:
    """The words without the verb that begins them (新签约|项目); the words themselves if none does."""
    found = _FIRST_VERB.match(words)
    return words[found.end() :] if found else words


def cut_examples(name: str) -> str:
    """What is counted, without the examples before it (甲、乙等|特色产业项目)."""
    examples, etc, rest = name.rpartition("等")
    return rest if etc and "、" in examples and len(rest) >= 4 and rest[0] not in "级候待" else name
