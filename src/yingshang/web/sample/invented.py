"""Invented people: names, telephones and titles that belong to nobody."""

from random import Random

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
FIRST = "文建志永国春秀晓海立宏玉明子佳雨思嘉景若天一"
SECOND = "华军平芳敏静丽强磊洋艳勇杰娟涛超霞鹏琳宇晨欣博然宁"
# Share of names with three characters.
THREE_CHARACTERS = 0.8
SECTIONS = ("办公室", "综合科", "法规科", "营商环境科", "政策研究科", "业务指导科")


def person_name(random: Random) -> str:
    """A Chinese name of two or three characters."""
    first = random.choice(FIRST) if random.random() < THREE_CHARACTERS else ""
    return random.choice(SURNAMES) + first + random.choice(SECOND)


def phone(random: Random) -> str:
    """A mobile number in the range 199…, with the shape of a real one."""
    return "199" + "".join(str(random.randrange(10)) for _ in range(8))


def section(random: Random) -> str:
    """A responsible section."""
    return random.choice(SECTIONS)
