"""The columns that a rate of ratings may speak of; one row is one invitation or visit."""

from yingshang.engines.rules import Column, Words

RATE_COLUMNS = {
    "kind": Column("text", Words("评价对象", "what was rated"), ("window", "case", "request")),
    "channel": Column("text", Words("评价渠道", "channel")),
    "is_given": Column("boolean", Words("主动评价", "rated by the person")),
    "is_valid": Column("boolean", Words("有效（未被剔除）", "valid, not left out")),
    "is_bad": Column("boolean", Words("差评", "bad")),
    "grade": Column("integer", Words("等级", "grade"), minimum=1, maximum=5),
    "is_named": Column("boolean", Words("留有联系方式", "may be contacted")),
    "is_rectified": Column("boolean", Words("已整改并核实", "put right and checked")),
    "is_in_time": Column("boolean", Words("按期整改", "put right in time")),
    "is_called_back": Column("boolean", Words("已回访", "called back")),
}
