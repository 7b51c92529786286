"""P32x: instruments and what they refer to."""

from yingshang.engines.packs.messages.message import Message

MESSAGES = {
    "P321": Message(
        "working-without-reference",
        "抓手“{name}”写明已在运行（working），却没有写 ref。"
        "请写明它是哪一个；还没有时改为 none_yet。",
        "The instrument “{name}” is `working` but has no `ref`. Say which it is; "
        "where it does not exist, write `none_yet`.",
    ),
    "P322": Message(
        "reference-unknown",
        "方案包和程序中都没有“{ref}”。{hint}请改正；还没有时写 state: none_yet 并删去 ref。",
        "Neither the pack nor the program has `{ref}`. {hint} Correct it; where it does not exist, "
        "write `state: none_yet` and remove `ref`.",
    ),
    "P323": Message(
        "missing-with-reference",
        "写明还没有抓手（none_yet），却又指向“{ref}”。请删去 ref，或改为 working。",
        "The instrument is `none_yet` and yet refers to `{ref}`. Remove `ref`, or write `working`.",
    ),
}
