"""JSON as section 1 of docs/formats.md wants it, RFC 8785, base64url, digests, and the generated schemas."""

import base64
import hashlib
import json
import re
import unicodedata
from pathlib import Path

SCHEMAS = Path(__file__).resolve().parents[3] / "docs" / "schemas"
MAX_NESTING = 127
MAX_VALUES = 4_000_000
MIB = 1024 * 1024


class Fault(Exception):
    """Something that does not hold; the text says what."""


def demand(holds, what):
    if not holds:
        raise Fault(what)


# JSON


def parse(data, limit):
    """One JSON value out of bytes; everything that section 1 refuses is refused."""
    demand(len(data) <= limit, f"{len(data)} bytes, more than {limit}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Fault(f"not UTF-8: {error}") from None
    text = text.removeprefix("\ufeff")
    demand(nesting(text) <= MAX_NESTING, f"nested deeper than {MAX_NESTING}")
    try:
        value = json.loads(
            text, object_pairs_hook=members, parse_int=whole, parse_float=not_whole, parse_constant=not_whole
        )
    except (ValueError, RecursionError) as error:
        raise Fault(f"not JSON: {error}") from None
    check_texts(value)
    demand(count(value) <= MAX_VALUES, f"more than {MAX_VALUES} values")
    return value


def members(pairs):
    names = [name for name, _ in pairs]
    demand(len(set(names)) == len(names), "a member stands twice in one object")
    return dict(pairs)


def whole(text):
    number = int(text)
    demand(text != "-0", "the number -0")
    demand(-(2**63) <= number < 2**64, f"the number {text} does not fit 64 bits")
    return number


def not_whole(text):
    raise Fault(f"{text} is not a whole number")


def nesting(text):
    """The deepest nesting of brackets outside of strings."""
    deepest = depth = 0
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', text, re.DOTALL):
        if token[0] in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif token[0] in "]}":
            depth -= 1
    return deepest


def count(value):
    """Values and names of members, this one among them."""
    if isinstance(value, dict):
        return 1 + len(value) + sum(map(count, value.values()))
    return 1 + sum(map(count, value)) if isinstance(value, list) else 1


def check_texts(value):
    demand(value is not None, "null")
    if isinstance(value, dict):
        for name, member in value.items():
            check_texts(name)
            check_texts(member)
    elif isinstance(value, list):
        for item in value:
            check_texts(item)
    elif isinstance(value, str):
        demand(not any("\ud800" <= c <= "\udfff" for c in value), "a lone surrogate")
        demand(unicodedata.is_normalized("NFC", value), f"a text is not NFC: {value[:60]!r}")


def jcs(value):
    """RFC 8785. Whole numbers only, and our files have none beyond 2**53 where this is used."""
    if isinstance(value, dict):
        ordered = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be"))
        return b"{" + b",".join(jcs(name) + b":" + jcs(member) for name, member in ordered) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(map(jcs, value)) + b"]"
    return json.dumps(value, ensure_ascii=False).encode()


# Encodings and digests


def unbase64(text, length=None, what="base64url"):
    demand(isinstance(text, str) and re.fullmatch(r"[A-Za-z0-9_-]*", text), f"{what}: not base64url")
    demand(len(text) % 4 != 1, f"{what}: no base64url has this length")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    demand(tobase64(data) == text, f"{what}: trailing bits are not zero")
    demand(length is None or len(data) == length, f"{what}: {len(data)} bytes instead of {length}")
    return data


def tobase64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def sha256(data):
    return hashlib.sha256(data).digest()


def digest(value):
    """D(x) as the files write it."""
    return tobase64(sha256(jcs(value)))


def prefixed(label, *parts):
    """P(label; a, b, …): every part after its length."""
    return b"".join(len(part).to_bytes(8, "little") + part for part in (label, *parts))


def label(mode, purpose):
    return f"hom-phieu/v1/{mode}/{purpose}".encode()


# Schemas: the part of JSON Schema that docs/schemas uses. Anything else in them stops the program.


def check_schema(value, name):
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    check_node(value, schema, schema["$defs"], "")


BOUNDS = {"uint32": 2**32 - 1, "uint64": 2**64 - 1}
KNOWN = {
    *("$schema", "$defs", "title", "description", "type", "properties", "required", "additionalProperties", "items"),
    *("$ref", "oneOf", "anyOf", "const", "format", "minimum", "minItems", "maxItems", "pattern"),
}


def check_node(value, schema, defs, place):
    demand(set(schema) <= KNOWN, f"{place}: this program does not know {set(schema) - KNOWN} of a schema")
    # A member that may be left out is described as nullable too; `parse` has refused null.
    if "$ref" in schema:
        check_node(value, defs[schema["$ref"].removeprefix("#/$defs/")], defs, place)
    for choice in ("oneOf", "anyOf"):
        if choice in schema:
            check_choice(value, schema[choice], defs, place)
    if "const" in schema:
        demand(value == schema["const"], f"{place}: {value!r} is not {schema['const']!r}")
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    demand(not types or any(is_type(value, one) for one in types), f"{place}: not {'/'.join(types)}")
    if isinstance(value, dict) and "object" in types:
        properties = schema.get("properties", {})
        for name in schema.get("required", []):
            demand(name in value, f"{place}/{name}: missing")
        for name, member in value.items():
            demand(name in properties, f"{place}/{name}: unknown")
            check_node(member, properties[name], defs, f"{place}/{name}")
    if isinstance(value, list) and "items" in schema:
        least, most = schema.get("minItems", 0), schema.get("maxItems", len(value))
        demand(least <= len(value) <= most, f"{place}: {len(value)} items")
        for index, item in enumerate(value):
            check_node(item, schema["items"], defs, f"{place}/{index}")
    if is_type(value, "integer"):
        bound = BOUNDS[schema["format"]] if "format" in schema else value
        demand(schema.get("minimum", value) <= value <= bound, f"{place}: {value} is out of range")
    if isinstance(value, str) and "pattern" in schema:
        demand(re.search(schema["pattern"], value), f"{place}: {value[:60]!r} has another form")


def check_choice(value, schemas, defs, place):
    reasons = []
    for schema in schemas:
        try:
            return check_node(value, schema, defs, place)
        except Fault as fault:
            reasons.append(str(fault))
    raise Fault(reasons[0] if len(reasons) == 1 else f"{place}: none of what may stand here ({'; '.join(reasons)})")


def is_type(value, name):
    python = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}[name]
    return isinstance(value, python) and not (name == "integer" and isinstance(value, bool))


def is_moment(text):
    """A time of a day and an hour that exist, to the second, with its offset."""
    form = r"(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d[+-]([01]\d|2[0-3]):[0-5]\d"
    match = re.fullmatch(form, text, re.ASCII)
    if not match:
        return False
    year, month, day = map(int, match[1].split("-"))
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return 1 <= month <= 12 and 1 <= day <= days[month - 1]
