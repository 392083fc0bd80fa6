"""Names of administrative divisions: short forms, pinyin and English."""

from __future__ import annotations

import re
from typing import Final

from pypinyin import Style, lazy_pinyin

PEOPLES: Final = (
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 "
    "仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
).split()
BARE_PEOPLES: Final = "蒙古 哈萨克 柯尔克孜 锡伯 塔吉克 维吾尔".split()
AUTONOMOUS: Final = re.compile(rf"^(?P<stem>.+?)(?:各族|(?:(?:{'|'.join(PEOPLES)})族|{'|'.join(BARE_PEOPLES)})*)自治(?P<head>区|州|县|旗)$")
PLAIN: Final = re.compile(r"^(?P<stem>.{2,}?)(?P<head>特别行政区|地区|新区|林区|特区|省|市|盟|县|区)$")
READINGS: Final = {
    "东阿": "dong e",
    "乐亭": "lao ting",
    "乐陵": "lao ling",
    "任丘": "ren qiu",
    "会稽": "kuai ji",
    "六安": "lu an",
    "六合": "lu he",
    "单县": "shan xian",
    "吴堡": "wu bu",
    "台州": "tai zhou",
    "大城县": "dai cheng xian",
    "天台": "tian tai",
    "尉氏": "wei shi",
    "尉犁": "yu li",
    "巴音郭楞": "ba yin guo leng",
    "歙县": "she xian",
    "泌阳": "bi yang",
    "洪洞": "hong tong",
    "涡阳": "guo yang",
    "浚县": "xun xian",
    "牟平": "mu ping",
    "中牟": "zhong mu",
    "番禺": "pan yu",
    "监利": "jian li",
    "繁峙": "fan shi",
    "莘县": "shen xian",
    "华县": "hua xian",
    "蔚县": "yu xian",
    "荥经": "ying jing",
    "荥阳": "xing yang",
    "蚌埠": "beng bu",
    "铅山": "yan shan",
    "长子县": "zhang zi xian",
    "阿里地区": "a li di qu",
    "阿坝": "a ba",
    "厦门": "xia men",
    "大埔": "da bu",
    "陆丰": "lu feng",
    "犍为": "qian wei",
    "什邡": "shi fang",
    "筠连": "jun lian",
    "柞水": "zha shui",
    "枞阳": "zong yang",
    "盱眙": "xu yi",
    "宿迁": "su qian",
    "宿州": "su zhou",
    "宿松": "su song",
    "宿豫": "su yu",
    "宿城": "su cheng",
    "丽水": "li shui",
    "亳州": "bo zhou",
    "井陉": "jing xing",
    "莒县": "ju xian",
    "乐清": "yue qing",
    "乐都": "le du",
    "乐至": "le zhi",
    "乐业": "le ye",
    "万载": "wan zai",
    "会宁": "hui ning",
    "解放": "jie fang",
    "阆中": "lang zhong",
    "朝阳": "chao yang",
    "朝天": "chao tian",
    "蒲城": "pu cheng",
    "湟中": "huang zhong",
    "鄱阳": "po yang",
    "临朐": "lin qu",
    "费县": "fei xian",
    "磁县": "ci xian",
    "长乐": "chang le",
    "长岛": "chang dao",
    "沈北": "shen bei",
    "沈河": "shen he",
    "大洼": "da wa",
    "重庆": "chong qing",
    "石柱": "shi zhu",
    "车里": "che li",
    "莎车": "sha che",
    "库车": "ku che",
    "郫都": "pi du",
    "勐腊": "meng la",
    "勐海": "meng hai",
    "儋州": "dan zhou",
    "东莞": "dong guan",
    "莞城": "guan cheng",
    "濮阳": "pu yang",
    "漯河": "luo he",
    "柘荣": "zhe rong",
    "柘城": "zhe cheng",
    "浒": "hu",
    "红河": "hong he",
    "参": "can",
    "曾都": "zeng du",
    "邗江": "han jiang",
    "邳州": "pi zhou",
    "睢宁": "sui ning",
    "睢阳": "sui yang",
    "睢县": "sui xian",
    "鄄城": "juan cheng",
    "郓城": "yun cheng",
    "茌平": "chi ping",
    "临沭": "lin shu",
    "峄城": "yi cheng",
    "枞": "zong",
    "耒阳": "lei yang",
    "攸县": "you xian",
    "郴州": "chen zhou",
    "尤溪": "you xi",
    "建瓯": "jian ou",
    "嵊州": "sheng zhou",
    "嵊泗": "sheng si",
    "鄞州": "yin zhou",
    "瓯海": "ou hai",
    "衢州": "qu zhou",
    "衢江": "qu jiang",
    "岱山": "dai shan",
    "婺城": "wu cheng",
    "婺源": "wu yuan",
}
ENGLISH: Final = {
    "中国": "China", "内蒙古自治区": "Inner Mongolia", "陕西省": "Shaanxi", "西藏自治区": "Xizang", "香港特别行政区": "Hong Kong",
    "澳门特别行政区": "Macao", "台湾省": "Taiwan", "哈尔滨市": "Harbin", "呼和浩特市": "Hohhot", "乌鲁木齐市": "Urumqi", "拉萨市": "Lhasa",
    "齐齐哈尔市": "Qiqihar", "鄂尔多斯市": "Ordos", "呼伦贝尔市": "Hulunbuir", "乌兰察布市": "Ulanqab", "巴彦淖尔市": "Bayannur",
    "锡林郭勒盟": "Xilingol", "阿拉善盟": "Alxa", "兴安盟": "Hinggan", "克拉玛依市": "Karamay", "吐鲁番市": "Turpan", "哈密市": "Hami",
    "喀什地区": "Kashgar", "和田地区": "Hotan", "阿克苏地区": "Aksu", "阿勒泰地区": "Altay", "塔城地区": "Tacheng", "日喀则市": "Xigaze",
    "林芝市": "Nyingchi", "昌都市": "Qamdo", "那曲市": "Nagqu", "阿里地区": "Ngari", "伊犁哈萨克自治州": "Ili", "昌吉回族自治州": "Changji",
    "博尔塔拉蒙古自治州": "Bortala", "巴音郭楞蒙古自治州": "Bayingolin", "克孜勒苏柯尔克孜自治州": "Kizilsu", "阿坝藏族羌族自治州": "Ngawa",
    "甘孜藏族自治州": "Garze", "甘南藏族自治州": "Gannan", "海西蒙古族藏族自治州": "Haixi", "果洛藏族自治州": "Golog", "玉树藏族自治州": "Yushu",
    "德宏傣族景颇族自治州": "Dehong", "西双版纳傣族自治州": "Xishuangbanna", "迪庆藏族自治州": "Diqing", "延边朝鲜族自治州": "Yanbian",
    "库尔勒市": "Korla", "石河子市": "Shihezi", "二连浩特市": "Erenhot", "锡林浩特市": "Xilinhot", "格尔木市": "Golmud", "德令哈市": "Delingha",
}  # fmt: skip
HEADS: Final = {"县": "County", "区": "District", "新区": "New Area", "林区": "Forestry District", "特区": "Special District"}
BANNERS: Final = re.compile(r"^(?P<stem>.{2,})旗$")


def split_name(name: str) -> tuple[str, str]:
    """The proper stem of a division's name and its head (凉山彝族自治州 → 凉山, 州; 沛县 → 沛县 and nothing)."""
    found = AUTONOMOUS.match(name) or PLAIN.match(name)
    return (found["stem"], found["head"]) if found else (name, "")


def short_names(name: str) -> tuple[str, ...]:
    """The shorter names in use, the shortest first (凉山彝族自治州 → 凉山, 凉山州)."""
    stem, head = split_name(name)
    if not head or len(stem) < 2:
        return ()
    return (stem, stem + head) if AUTONOMOUS.match(name) and head != "区" else (stem,)


def to_pinyin(name: str) -> str:
    """The syllables of a name, read as place names are."""
    for written, reading in READINGS.items():
        if name.startswith(written):
            rest = name[len(written) :]
            return " ".join([reading, *lazy_pinyin(rest, style=Style.NORMAL)]) if rest else reading
    return " ".join(lazy_pinyin(name, style=Style.NORMAL, v_to_u=False))


def join_syllables(syllables: str) -> str:
    """Syllables as one capitalised word, with the apostrophe where it is needed (xi an → Xi'an)."""
    first, *rest = syllables.split()
    return "".join([first, *(("'" if s[0] in "aoe" else "") + s for s in rest)]).capitalize()


def to_latin(name: str) -> str:
    """The pinyin of a name, stem and head apart (胶州市 → Jiaozhou Shi)."""
    stem, head = split_name(name)
    syllables = to_pinyin(name).split()
    words = (syllables[: len(stem)], syllables[len(stem) : -len(head)] if head else [], syllables[-len(head) :] if head else [])
    return " ".join(join_syllables(" ".join(word)) for word in words if word)


def to_english(name: str) -> str:
    """The English name of a division (青岛市 → Qingdao, 沛县 → Pei County)."""
    if name in ENGLISH:
        return ENGLISH[name]
    stem, head = split_name(name)
    if not head and len(name) == 2 and name[-1] in "县区":
        return f"{join_syllables(to_pinyin(name).split()[0])} {HEADS[name[-1]]}"
    if BANNERS.match(name) and not head:
        return f"{join_syllables(' '.join(to_pinyin(name).split()[:-1]))} Banner"
    words = join_syllables(" ".join(to_pinyin(name).split()[: len(stem)]))
    return f"{words} {HEADS[head]}" if head in HEADS else words
