"""The grammar: leaves and operators, put in order by sqlglot's parser.

Leaves go in under names of their own (`L12`), so the parser decides precedence and nothing else.
"""

from collections.abc import Sequence
from types import MappingProxyType

from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.errors import ParseError
from sqlglot.tokenizer_core import Token, TokenType

from yingshang.engines.rules.faults import Fault, fault
from yingshang.engines.rules.leaves import Leaves, name_of
from yingshang.engines.rules.lexing import Lexeme

_SIGNS = MappingProxyType(
    {
        "=": TokenType.EQ,
        "<>": TokenType.NEQ,
        "!=": TokenType.NEQ,
        "<": TokenType.LT,
        "<=": TokenType.LTE,
        ">": TokenType.GT,
        ">=": TokenType.GTE,
        "+": TokenType.PLUS,
        "-": TokenType.DASH,
        "*": TokenType.STAR,
        "/": TokenType.SLASH,
        "(": TokenType.L_PAREN,
        ")": TokenType.R_PAREN,
        ",": TokenType.COMMA,
    }
)


def parse(lexemes: Sequence[Lexeme], leaves: Leaves) -> exp.Expression | None:
    """The tree of operators over `leaves`; None where `leaves.faults` says why there is none."""
    tokens = _tokens(lexemes, leaves)
    if leaves.faults:
        return None
    try:
        trees = DuckDB().parser().parse(tokens, "")
    except ParseError as error:
        leaves.faults.append(_unreadable(error, lexemes))
        return None
    tree = trees[0] if len(trees) == 1 else None
    if not isinstance(tree, exp.Expression):
        leaves.faults.append(fault(lexemes[0].place, "syntax", found=lexemes[0].text))
        return None
    return tree


def _tokens(lexemes: Sequence[Lexeme], leaves: Leaves) -> list[Token]:
    tokens: list[Token] = []
    at = 0
    while at < len(lexemes):
        lexeme = lexemes[at]
        bare_null = lexeme.word == "NULL" and bool(tokens) and _after_is(tokens)
        taken = 0 if bare_null else leaves.take(lexemes[at : at + 3])
        tokens.append(_token(lexeme, leaf=taken > 0 and name_of(lexeme) not in leaves.calls))
        at += taken or 1
    return tokens


def _after_is(tokens: Sequence[Token]) -> bool:
    kinds = [token.token_type for token in tokens[-2:]]
    return kinds[-1] == TokenType.IS or kinds == [TokenType.IS, TokenType.NOT]


def _token(lexeme: Lexeme, *, leaf: bool) -> Token:
    if leaf:
        kind = TokenType.IDENTIFIER
    elif lexeme.kind == "sign":
        kind = _SIGNS[lexeme.text]
    else:
        kind = TokenType[lexeme.word] if lexeme.word else TokenType.VAR
    named = leaf or kind == TokenType.VAR
    text = name_of(lexeme) if named else lexeme.text
    return Token(kind, text, lexeme.line, lexeme.column, lexeme.start, lexeme.start)


def _unreadable(error: ParseError, lexemes: Sequence[Lexeme]) -> Fault:
    """Where sqlglot stopped: at a lexeme, or past the last one."""
    last = lexemes[-1]
    at = error.errors[0] if error.errors else {}
    place = (at.get("line"), at.get("col"))
    stopped = next((lexeme for lexeme in lexemes if lexeme.place == place), last)
    if stopped is last:
        return fault(last.place, "unfinished")
    return fault(stopped.place, "syntax", found=stopped.text)
