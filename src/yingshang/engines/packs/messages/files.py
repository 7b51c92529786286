"""P0xx: the folder, its files and their YAML."""

from yingshang.engines.packs.messages.message import Message

MESSAGES = {
    "P001": Message(
        "yaml-syntax",
        "这里不是正确的 YAML：{cause}。请改正后再检查；本文件其余内容要等改正后才能检查。",
        "This is not valid YAML: {cause}. Correct it and check again; the rest of this file can "
        "only be checked then.",
    ),
    "P002": Message(
        "not-utf8",
        "本文件不是 UTF-8 编码，第 {byte} 个字节无法读取。请在编辑器中另存为 UTF-8。",
        "The file is not UTF-8: byte {byte} cannot be read. Save it as UTF-8 in your editor.",
    ),
    "P003": Message(
        "byte-order-mark",
        "本文件开头有看不见的字节顺序标记（BOM）。请另存为“UTF-8（无 BOM）”。",
        "The file begins with an invisible byte order mark. Save it as UTF-8 without BOM.",
    ),
    "P004": Message(
        "tab",
        "这里用制表符（Tab）缩进，YAML 只允许用空格。请把制表符换成空格。",
        "A tab indents this line; YAML allows only spaces. Replace the tab by spaces.",
    ),
    "P005": Message(
        "duplicate-key",
        "键“{key}”在此处写了两遍，上一处在第 {first} 行。请删去或合并其中一处。",
        "The key `{key}` is written twice here; the first is on line {first}. "
        "Remove or merge one of them.",
    ),
    "P006": Message(
        "alias",
        "方案包中不允许使用锚点和别名（&、*）。请把内容直接写在这里。",
        "Anchors and aliases (&, *) are not allowed in a pack. Write the content out here.",
    ),
    "P007": Message(
        "tag",
        "方案包中不允许使用类型标签（如 !!str）。请删去“{tag}”；需要文字时请加引号。",
        "Type tags (such as !!str) are not allowed in a pack. Remove `{tag}`; "
        "put quotes around what is meant as text.",
    ),
    "P008": Message(
        "empty-file",
        "本文件没有内容。请按格式写入，或者删去本文件。",
        "The file is empty. Fill it in as the format says, or remove it.",
    ),
    "P009": Message(
        "several-documents",
        "一个文件只能有一份内容，这里又以“---”开始了第二份。请分成两个文件，或删去“---”。",
        "A file holds one document, and `---` begins a second one here. "
        "Split the file, or remove `---`.",
    ),
    "P010": Message(
        "missing-file",
        "方案包中缺少文件 {path}。请补上；其格式见 docs/pack/README.md。",
        "The pack lacks the file {path}. Add it; docs/pack/README.md describes its format.",
    ),
    "P011": Message(
        "unknown-file",
        "方案包的格式中没有 {path}，它不会被读取。请检查文件名和位置。{hint}",
        "The format of packs knows no {path}; it is not read. Check its name and place. {hint}",
        "warning",
    ),
    "P012": Message(
        "symbolic-link",
        "{path} 是符号链接，方案包中不允许使用。请把文件本身放在这里。",
        "{path} is a symbolic link, which a pack may not contain. Put the file itself here.",
    ),
    "P013": Message(
        "file-too-large",
        "本文件有 {size} 字节，上限为 {limit} 字节。请缩小或拆分。",
        "The file has {size} bytes; the limit is {limit}. Make it smaller or split it.",
    ),
    "P014": Message(
        "pack-too-large",
        "方案包过大：至少 {count} 个文件、{size} 字节；上限为 {max_count} 个文件、{max_size} 字节。"
        "请检查路径是否指向了方案包以外的文件夹。",
        "The pack is too large: at least {count} files, {size} bytes; the limits are {max_count} "
        "files and {max_size} bytes. Check that the path names a pack and not some other folder.",
    ),
    "P015": Message(
        "unreadable",
        "无法读取 {path}：{cause}。请检查路径和权限。",
        "{path} cannot be read: {cause}. Check the path and its permissions.",
    ),
    "P016": Message(
        "too-deep",
        "这里嵌套超过 {limit} 层。请对照格式检查括号和缩进。",
        "This is nested more than {limit} levels deep. Compare brackets and indentation with the "
        "format.",
    ),
    "P017": Message(
        "path-leaves-pack",
        "路径“{path}”指向方案包之外。请把文件放进方案包，并写它的相对路径。",
        "The path `{path}` leads out of the pack. Put the file into the pack and write its "
        "relative path.",
    ),
    "P018": Message(
        "key-not-text",
        "键只能是一个词，不能是列表或对照表。请检查这里的冒号和括号。",
        "A key is a single word, never a list or a mapping. Check the colons and brackets here.",
    ),
}
