"""P5xx: time limits and the laws that they rest on."""

from yingshang.engines.packs.messages.message import Message

MESSAGES = {
    "P501": Message(
        "law-unknown",
        "laws 中没有“{law}”。{hint}",
        "There is no `{law}` in `laws`. {hint}",
    ),
    "P502": Message(
        "ground-unknown",
        "pause_grounds 中没有中止事由“{ground}”。{hint}",
        "There is no ground `{ground}` in `pause_grounds`. {hint}",
    ),
    "P503": Message(
        "versions-overlap",
        "“{id}”的两个版本在同一天都有效，另一个在第 {first} 行。"
        "请改正 valid_from 或 valid_to；不是同一事项时请换 id。",
        "Two versions of `{id}` are in force on the same day; the other is on line {first}. "
        "Correct `valid_from` or `valid_to`, or choose another id.",
    ),
    "P504": Message(
        "no-legal-basis",
        "时限“{id}”标为已核实（verified），却没有写明依据的条款（article 或 source）。"
        "请写上；查不到条款时写 status: unverified。",
        "The limit `{id}` is `verified` but names no article or source that it rests on. Name it; "
        "where none can be found, write `status: unverified`.",
    ),
    "P505": Message(
        "limit-outside-law",
        "时限“{id}”的有效期内，没有一个有效的“{law}”版本。请改正有效期，或补上该法律的版本。",
        "No version of `{law}` is in force while the limit `{id}` is. Correct the validity, "
        "or add that version of the law.",
    ),
    "P506": Message(
        "id-repeated",
        "中止事由“{id}”已在第 {first} 行说明。请只保留一处。",
        "The ground `{id}` is described on line {first} already. Keep one of the two.",
    ),
}
