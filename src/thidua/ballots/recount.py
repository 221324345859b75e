"""Count a ballot again from its list: `python recount.py FILE`. Python's standard library, nothing
of Thi Đua. Compare the seal that it prints with the one on the minutes: whoever forges a whole list
can seal it anew, but not the paper."""

import hashlib
import json
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any


def sealed(salt: str, content: Any) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    salted = bytes.fromhex(salt) + unicodedata.normalize("NFC", text).encode()
    return hashlib.sha256(salted).hexdigest()


def outcome(rule: Any, size: Any, counts: Counter[str], less: int) -> str:
    """What comes of one candidate; `less`: 1 where they are called and have no vote here."""
    base: int = {
        "members": size["members"],
        "called": size["called"] - less,
        "present": size["present"] - less,
        "cast": size["cast"] - counts["own"] * (not rule["self_vote"]),
        "valid": counts.total() - counts["blank"] - counts["invalid"] - counts["own"],
    }[rule["base"]]
    part, whole = rule["part"] * max(0, base), rule["whole"]
    need = max(1, part // whole + 1 if rule["more_than"] else -(-part // whole))
    if rule["kind"] == "yes_no":
        return "yes" if counts["yes"] >= need else "no"
    ranked = sorted(rule["options"], key=rule["options"].__getitem__, reverse=True)
    if rule["kind"] == "one_of":
        most = max(counts[option] for option in ranked)
        leading = [option for option in ranked if counts[option] == most]
        return "none" if most < need else leading[0] if len(leading) == 1 else "tie"
    sums = ((sum(counts[one] for one in ranked[: n + 1]), ranked[n]) for n in range(len(ranked)))
    return next((option for so_far, option in sums if so_far >= need), "none")


def complaints(told: Any) -> list[str]:
    """What does not agree, before any slip is counted."""
    size, voters, receipts, votes = (told[name] for name in ("size", "voters", "receipts", "votes"))
    rest = {name: value for name, value in told.items() if name != "seal"}
    called, cast = len(voters["list"]) - len(voters["struck"]), size["cast"]
    handed_out = cast * told["electronic"]
    checks = {
        "seal · niêm phong": sealed(told["seal"]["salt"], rest) == told["seal"]["sha256"],
        "list of voters · danh sách người bỏ phiếu": (
            sealed(voters["salt"], voters["list"]) == voters["sha256"]
        ),
        "called, cast · số người có tên, số phiếu": size["called"] == called >= cast,
        "receipts · biên nhận": receipts == sorted(set(receipts)) and len(receipts) == handed_out,
        "a slip twice · lá phiếu trùng": len({(no, slip) for no, slip, _ in votes}) == len(votes),
    }
    return [words for words, agrees in checks.items() if not agrees]


def miscounted(told: Any) -> list[str]:
    """The candidates whose slips come to something else than is told; of a hidden one, any slip."""
    rule, size, found = told["rule"], told["size"], []
    counts: dict[int, Counter[str]] = {one["no"]: Counter() for one in told["candidates"]}
    for no, _, mark in told["votes"]:
        counts[no][mark] += 1
    for one in told["candidates"]:
        marks = counts[one["no"]]
        came = outcome(rule, size, marks, int(one["own"] and not rule["self_vote"]))
        counted = marks == one["counts"] and marks.total() == size["cast"]
        if marks if one["hidden"] else not (counted and came == one["outcome"]):
            name, said = f"{one['no']}. {one['name']}", f"{one['counts']}, {one['outcome']}"
            found.append(f"{name}: {dict(marks)}, {came} · {said}")
    return found


def main(path: str) -> int:
    """0: it agrees; 1: it does not, or is no such list."""
    try:
        told = json.loads(Path(path).read_bytes())
        said = wrong = [*complaints(told), *miscounted(told)]
        if not wrong:
            lines = ((one, one["counts"] or "< 5") for one in told["candidates"])
            said = [f"{one['no']}. {one['name']}: {n}, {one['outcome']}" for one, n in lines]
        said = [*said, "✗" if wrong else f"✓ {told['seal']['sha256']}"]
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        wrong = said = [f"✗ no list of a ballot · không phải danh sách phiếu: {error!r}"]
    print(*said, sep="\n")  # noqa: T201
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
