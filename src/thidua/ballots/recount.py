"""Count a ballot again from its list: `python recount.py FILE`. Python's standard library, nothing
of Thi Đua. Compare the seal that it prints with the one on the minutes: whoever forges a whole list
can seal it anew, but not the paper."""

import hashlib
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def sealed(salt: str, content: Any) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(
        bytes.fromhex(salt) + unicodedata.normalize("NFC", text).encode()
    ).hexdigest()


def outcome(rule: Any, size: Any, counts: Counter[str], less: int) -> str:
    """What comes of one candidate; `less`: 1 where they are called and have no vote here."""
    valid = sum(
        number for mark, number in counts.items() if mark not in ("blank", "invalid", "own")
    )
    own = counts["own"] * (not rule["self_vote"])
    known = {"called": size["called"] - less, "present": size["present"] - less, "valid": valid}
    base = ({"members": size["members"], "cast": size["cast"] - own} | known)[rule["base"]]
    part, whole = rule["part"] * max(0, base), rule["whole"]
    need = max(1, part // whole + 1 if rule["more_than"] else -(-part // whole))
    if rule["kind"] == "yes_no":
        return "yes" if counts["yes"] >= need else "no"
    ranked = sorted(rule["options"], key=rule["options"].__getitem__, reverse=True)
    if rule["kind"] == "one_of":
        most = max(counts[option] for option in ranked)
        leading = [option for option in ranked if counts[option] == most]
        return "none" if most < need else leading[0] if len(leading) == 1 else "tie"
    sums = [(sum(counts[one] for one in ranked[: n + 1]), ranked[n]) for n in range(len(ranked))]
    return next((option for so_far, option in sums if so_far >= need), "none")


def complaints(told: Any) -> Iterator[str]:
    """What does not agree, before any slip is counted."""
    size, voters, receipts = told["size"], told["voters"], told["receipts"]
    rest = {name: value for name, value in told.items() if name != "seal"}
    if sealed(told["seal"]["salt"], rest) != told["seal"]["sha256"]:
        yield "seal · niêm phong"
    if sealed(voters["salt"], voters["list"]) != voters["sha256"]:
        yield "list of voters · danh sách người bỏ phiếu"
    called = len(voters["list"]) - len(voters["struck"])
    if size["called"] != called or size["cast"] > called:
        yield "called, cast · số người có tên, số phiếu"
    if receipts != sorted(set(receipts)) or len(receipts) != size["cast"] * told["electronic"]:
        yield "receipts · biên nhận"
    if len({(no, slip) for no, slip, _ in told["votes"]}) != len(told["votes"]):
        yield "a slip twice · lá phiếu trùng"


def miscounted(told: Any) -> Iterator[str]:
    """The candidates whose slips come to something else than is told."""
    rule, size = told["rule"], told["size"]
    counts: dict[int, Counter[str]] = {one["no"]: Counter() for one in told["candidates"]}
    for no, _, mark in told["votes"]:
        counts[no][mark] += 1
    for one in told["candidates"]:
        no, marks = one["no"], counts[one["no"]]
        if one["hidden"]:
            if marks:
                yield f"{no}: slips that should not be there · lá phiếu không được ghi"
            continue
        found = outcome(rule, size, marks, int(one["own"] and not rule["self_vote"]))
        if marks.total() != size["cast"] or marks != one["counts"] or found != one["outcome"]:
            yield f"{no}. {one['name']}: {dict(marks)}, {found} · {one['counts']}, {one['outcome']}"


def main(path: str) -> int:
    """0: it agrees; 1: it does not, or is no such list."""
    try:
        told: Any = json.loads(Path(path).read_bytes())
        said = [*complaints(told), *miscounted(told)]
        wrong = bool(said)
        said += [
            f"{one['no']}. {one['name']}: {one['counts'] or '< 5'}, {one['outcome']}"
            for one in told["candidates"] * (not wrong)
        ]
        said.append("✗" if wrong else f"✓ {told['seal']['sha256']}")
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        wrong, said = True, [f"✗ no list of a ballot · không phải danh sách phiếu: {error!r}"]
    print(*said, sep="\n")  # noqa: T201
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
