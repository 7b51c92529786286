"""Names and precise addresses of people in free text, known by the words around them.

All functions read text whose letters and digits are half-width. What no word announces is not
found: a name in the middle of a sentence looks like any other word.
"""

import re
from collections.abc import Iterator

from yingshang.engines.texts.personal.kinds import ADDRESS, NAME, Piece

_DOUBLE = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯|端木|长孙|宇文|轩辕"
_SINGLE = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱"
    "严覃武戴莫孔向汤温康施牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符"
    "舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农"
    "司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商"
    "刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_NAME = rf"(?:(?:{_DOUBLE})[一-鿿]{{1,2}}|[{_SINGLE}][一-鿿]{{1,2}}(?:·[一-鿿]{{1,6}})?)"
_END = r"(?=[^一-鿿]|$|身份证|电话|手机|联系|住址|地址|家住|今年|系|于|是)"
_PERSONAL = r"身份证|电话|手机|联系方式|男|女|住|家住|现住|现年|今年|\d\d岁|\*"
_OF_A_PERSON = rf"(?=[,，、（( ]{{0,2}}(?:{_PERSONAL})|\s*$)"
_ROLES = (
    r"姓名|名字|联系人|投诉人|举报人|申请人|反映人|诉求人|来电人|信访人|求助人|当事人|受害人|负责人|户主|"
    r"车主|业主|患者|死者|伤者|经办人|经营者|法人代表|法定代表人|法人|老板|房东|署名|落款|收款人|户名"
)
_ANNOUNCED = re.compile(
    rf"(?:{_ROLES})(?:姓名)?"
    rf"(?: *[:：] *({_NAME}|[一-鿿]{{2,4}}(?=[^一-鿿]|$))|[是为 ] *({_NAME}){_END})"
)
_BESIDE = re.compile(rf"(?:{_ROLES}|本人)({_NAME}){_OF_A_PERSON}", re.MULTILINE)
_CALLED = re.compile(
    rf"(?:我叫|我名叫|名叫|名字叫|本人叫|真名叫|我的名字是)[ :：]{{0,2}}({_NAME}){_END}"
)
_NO_NAME = re.compile(
    r"本人|不详|保密|匿名|如下|同上|先生|女士|多次|已经|应该|应当|高度|全部|安排|是否|时间|方面|苦|姓名|没有|未知|如实|日期"
)
_ANNOUNCED_ADDRESS = re.compile(
    r"(?:住址|地址|住所) *[:：] *(?!https?:|www)"
    r"([^\s，,。；;！!？?、]{4,60})"
)
_SIGN = r"[0-9A-Za-z一二三四五六七八九十百零〇甲乙丙丁东西南北]"
_BUILDING = rf"(?:{_SIGN}{{1,4}}(?:号楼|号院|栋|幢|座|号|期))?"
_ROOM = re.compile(
    rf"{_BUILDING}(?:{_SIGN}{{1,4}}(?:号楼|栋|幢|座|楼|单元|门)){{1,3}}[\-— ]?"
    rf"(?:{_SIGN}{{1,3}}(?:单元|门|楼|层)){{0,2}}[\-— ]?"
    rf"(?:\d{{3,4}}(?:室|房|户|号|住户)?|{_SIGN}{{1,4}}(?:室|户|号房?))(?!窗)"
)
_HAMLET = re.compile(r"(?<=[村屯寨庄])(?:第?[一二三四五六七八九十\d]{1,3}[组社队])\d{1,4}号")


def names(text: str) -> Iterator[Piece]:
    """Names after a role with a colon (姓名：), beside a role (申请人某某，男), or after 我叫."""
    for pattern in (_ANNOUNCED, _BESIDE, _CALLED):
        for found in pattern.finditer(text):
            group = found.lastindex or 0
            if not _NO_NAME.search(found.group(group)):
                yield Piece(NAME, found.start(group), found.end(group), is_certain=False)


def addresses(text: str) -> Iterator[Piece]:
    """The part of an address that leads to a private door: block and room, house of a hamlet.

    Road, number, estate and village stay readable, so that the place of trouble can be found. After
    地址： the whole address is taken.
    """
    for found in _ANNOUNCED_ADDRESS.finditer(text):
        yield Piece(ADDRESS, found.start(1), found.end(1), is_certain=False)
    for pattern in (_ROOM, _HAMLET):
        for found in pattern.finditer(text):
            yield Piece(ADDRESS, found.start(), found.end(), is_certain=False)
