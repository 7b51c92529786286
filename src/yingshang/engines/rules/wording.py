"""Every sentence about a faulty condition, by code."""

from types import MappingProxyType

from yingshang.engines.rules.columns import Words

FAULTS = MappingProxyType(
    {
        "empty": Words("这里没有条件，请写出一个条件。", "There is no condition here; write one."),
        "too_long": Words(
            "条件太长（最多 {limit} 个字符），请拆成几个条件。",
            "The condition is too long (at most {limit} characters); split it.",
        ),
        "too_deep": Words(
            "括号或运算嵌套太深（最多 {limit} 层），请拆成几个条件。",
            "Brackets or operations are nested too deeply (at most {limit}); split the condition.",
        ),
        "columns_clash": Words(
            "栏目“{first}”和“{second}”只有大小写不同，请改名。",
            "The columns “{first}” and “{second}” differ only in case; rename one.",
        ),
        "character": Words("这里不能用“{found}”。", "“{found}” cannot be used here."),
        "full_width": Words(
            "“{found}”是全角或中文符号，请改用半角符号。",
            "“{found}” is a full-width sign; use the plain one.",
        ),
        "chinese_word": Words(
            "“{found}”不能直接写在条件里，请用英文关键词。",
            "“{found}” cannot be written in a condition; use the keyword.",
        ),
        "sign": Words("条件里没有“{found}”这个符号。", "Conditions have no sign “{found}”."),
        "comment": Words(
            "条件里不能写注释，请删去。", "A condition cannot hold comments; remove it."
        ),
        "semicolon": Words(
            "条件里不能有分号，只能写一个条件。",
            "A condition cannot hold a semicolon; write one condition only.",
        ),
        "parameter": Words(
            "条件里不能用参数“{found}”，请写栏目名或具体的值。",
            "A condition cannot hold the parameter “{found}”; write a column or a value.",
        ),
        "double_quotes": Words(
            "双引号里的“{found}”不是栏目；文字请用单引号。",
            "“{found}” in double quotes is no column; put text in single quotes.",
        ),
        "quote_open": Words(
            "引号没有配对，请补上后一个引号。", "The quote is never closed; add the second one."
        ),
        "bracket": Words("括号“{found}”没有配对。", "The bracket “{found}” has no partner."),
        "number": Words(
            "“{found}”不是可用的数：整数不超过 9×10^18；小数点前最多 20 位、后最多 6 位；"
            "不用科学计数法。",
            "“{found}” is no usable number: integers up to 9×10^18; decimals with at most 20 "
            "digits before and 6 after the point; no exponents.",
        ),
        "date": Words(
            "“{found}”不是日期，请写成 DATE '2024-01-31' 的样子。",
            "“{found}” is no date; write it like DATE '2024-01-31'.",
        ),
        "interval": Words(
            "时间间隔请写成 INTERVAL 3 DAY（或 MONTH、YEAR），数是不超过 99999 的整数。",
            "Write an interval as INTERVAL 3 DAY (or MONTH, YEAR); the number is a whole one "
            "up to 99999.",
        ),
        "refused_word": Words("条件里不能用 {found}。", "{found} cannot be used in a condition."),
        "unknown_column": Words("没有名为“{found}”的栏目。", "There is no column “{found}”."),
        "unknown_function": Words(
            "没有函数 {found}。可用的函数：{known}。",
            "There is no function {found}. The functions are: {known}.",
        ),
        "arguments": Words(
            "函数 {found} 的参数不对，应写成 {usage}。",
            "The arguments of {found} are wrong; it is written {usage}.",
        ),
        "syntax": Words(
            "从“{found}”起读不懂：请检查前面是否少了 AND、OR、运算符或要比较的值。",
            "From “{found}” on this cannot be read: check whether AND, OR, an operator or a value "
            "is missing before it.",
        ),
        "missing_operator": Words(
            "这里和前面之间少了 AND、OR 或运算符。",
            "AND, OR or an operator is missing between this and what stands before it.",
        ),
        "unfinished": Words(
            "条件没有写完：末尾少了要比较的值或另一个条件。",
            "The condition is unfinished: a value or another condition is missing at the end.",
        ),
        "not_allowed": Words(
            "条件里不能用这种写法（{found}）。", "Conditions do not have this form ({found})."
        ),
        "compare_types": Words(
            "{left}不能和{right}比较。", "{left_en} cannot be compared with {right_en}."
        ),
        "compare_null": Words(
            "不能和 NULL 比较，结果总是未知；请用 IS NULL 或 IS NOT NULL。",
            "Nothing can be compared with NULL, the result is always unknown; use IS NULL or "
            "IS NOT NULL.",
        ),
        "order": Words(
            "{left}没有大小先后，只能用 = 、<> 或 IN。",
            "{left_en} has no order; only = , <> and IN can be used.",
        ),
        "not_boolean": Words(
            "{found} 的两边必须是能回答“是或否”的条件，这里是{left}。",
            "{found} joins conditions that are true or false; this is {left_en}.",
        ),
        "arithmetic": Words(
            "{left}和{right}之间不能用“{found}”。",
            "“{found}” cannot be used between {left_en} and {right_en}.",
        ),
        "dates_added": Words(
            "日期和{right}之间不能用“{found}”。日期加减请用 INTERVAL，相隔天数请用 date_diff。",
            "“{found}” cannot be used between a date and {right_en}. Add an INTERVAL to a date; "
            "take date_diff for the days between two.",
        ),
        "interval_alone": Words(
            "时间间隔只能加在日期上或从日期减去。",
            "An interval can only be added to or taken from a date.",
        ),
        "like": Words(
            "LIKE 左边应是文字，右边应是单引号里的样式。",
            "LIKE wants text on the left and a pattern in single quotes on the right.",
        ),
        "case_types": Words(
            "CASE 或 coalesce 的各个结果应是同一种类型，这里有{left}和{right}。",
            "The results of CASE or coalesce must be of one type; here are {left_en} and "
            "{right_en}.",
        ),
        "unknown_choice": Words(
            "栏目“{column}”没有“{found}”这个选项。",
            "The column “{column}” has no choice “{found}”.",
        ),
        "result_type": Words(
            "这里需要{right}，写的却是{left}。", "{right_en} is wanted here, but this is {left_en}."
        ),
    }
)

TYPES = MappingProxyType(
    {
        "text": Words("文字", "text"),
        "integer": Words("整数", "an integer"),
        "decimal": Words("小数", "a decimal"),
        "boolean": Words("是非条件", "a condition (true or false)"),
        "date": Words("日期", "a date"),
        "datetime": Words("日期时间", "a date with time"),
        "interval": Words("时间间隔", "an interval"),
        "null": Words("空值", "an empty value"),
    }
)
