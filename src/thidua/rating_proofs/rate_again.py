"""Xếp loại lại một trường hợp từ tệp căn cứ của họ và kiểm tra niêm phong, không cần phần mềm Thi
Đua, chỉ cần Python 3.10 và PyYAML:
    python rate_again.py TỆP [--head "mã niêm phong in trên quyết định"]

Rates one subject again from its file, and checks the seals; needs nothing of Thi Đua:
    python rate_again.py FILE [--head "123 · 9f3c1a2b …"]

The file says what it holds (`format`). Of every decision about the subject this checks: that the
subject's leaf lies in the decision, the decision in its link of the chain; that the rules' text is
the sealed one; that rules and facts give the same range, and of each condition the same outcome,
value seen and value wanted. Ends with 0 when all of it holds.
"""

import hashlib
import json
import re
import sys
import unicodedata
from decimal import Decimal
from functools import reduce
from typing import Any

import yaml

Truth = bool | None
Both = tuple[str, str]
LEVELS = ("not_completed", "completed", "good", "outstanding")
GRADES = ("poor", "average", "good", "excellent")
LOWEST, HIGHEST = 1, 4
UNKNOWN = ("chưa có", "not known")


class RejectedError(Exception):
    """What does not hold, in a sentence."""


def hold(held: object, vi: str, en: str) -> None:
    if not held:
        raise RejectedError(f"{vi} / {en}")


# Seals ------------------------------------------------------------------------------------------


def canonical(content: object) -> bytes:
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", written).encode()


def sha256(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()


def check_link(link: dict[str, Any]) -> None:
    said = {name: value for name, value in link.items() if name != "hash"}
    hold(sha256(canonical(said)) == link["hash"], "mắt xích bị sửa", "a link was changed")


def check_seals(one: dict[str, Any], texts: dict[str, str]) -> None:
    level, decision, link = one["level"], one["decision"], one["link"]
    leaf = sha256(bytes.fromhex(one["salt"]), canonical(level))
    hold(leaf in one["leaves"], "mức không có trong quyết định", "the level is not in the decision")
    hold(level["decision"] == decision["key"] == link["key"], "sai quyết định", "other decision")
    sealed = canonical({**decision, "leaves": sorted(one["leaves"])})
    digest = sha256(bytes.fromhex(one["decision_salt"]), sealed)
    hold(digest == link["digest"], "quyết định khác bản niêm phong", "the decision was changed")
    check_link(link)
    text = texts.get(level["framework"]["sha256"], "")
    same = sha256(text.encode()) == level["framework"]["sha256"]
    hold(same, "quy định khác bản niêm phong", "the rules are not the sealed ones")
    rested = {part["decision"]["key"] for part in level["rests_on"] if part["decision"]}
    for other in one["rests_on_links"]:
        check_link(other)
        hold(other["key"] in rested, "mắt xích lạ", "a link of something else")


# Values and words -------------------------------------------------------------------------------


def both(form: Both, **values: Any) -> Both:
    told = {key: (v if isinstance(v, tuple) else (str(v), str(v))) for key, v in values.items()}
    vi, en = (form[at].format(**{key: v[at] for key, v in told.items()}) for at in (0, 1))
    return vi, en


def join(parts: list[Both], vi: str, en: str) -> Both:
    return vi.join(part[0] for part in parts), en.join(part[1] for part in parts)


def title(raw: dict[str, str]) -> Both:
    vi, en = (re.sub("(?<=[0-9])[ \u00a0]%", "%", raw[at]) for at in ("vi", "en"))
    return vi, en


def number(value: Decimal, unit: str = "") -> Both:
    plain = f"{value:,f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    plain = "−" + plain[1:] if plain.startswith("-") else plain
    return plain.translate(str.maketrans(",.", ".,")) + unit, plain + unit


def share_text(part: Decimal | None, whole: Decimal | None) -> Both:
    if part is None or whole is None:
        return UNKNOWN
    if whole == 0:
        return "0/0", "0/0"
    hundredths = part * 10_000 // whole
    about = "" if hundredths * whole == part * 10_000 else "≈ "
    values = {"p": number(part), "w": number(whole), "s": number(hundredths / 100, "%")}
    return both(("{p}/{w} ({a}{s})",) * 2, a=about, **values)


def all_(parts: list[Truth]) -> Truth:
    return False if False in parts else None if None in parts else True


def any_(parts: list[Truth]) -> Truth:
    return True if True in parts else None if None in parts else False


def not_(part: Truth) -> Truth:
    return None if part is None else not part


PHRASES = {
    "at_least": ("từ {x} trở lên", "at least {x}"),
    "above": ("trên {x}", "more than {x}"),
    "at_most": ("không quá {x}", "at most {x}"),
    "below": ("dưới {x}", "less than {x}"),
}
WHO = {
    "members": ("đảng viên", "members"),
    "subordinates": ("tổ chức trực thuộc", "subordinate organisations"),
}


def compare(verb: str, one: Any, other: Any) -> Truth:
    if one is None or other is None:
        return None
    outcomes = {
        "at_least": one >= other,
        "above": one > other,
        "at_most": one <= other,
        "below": one < other,
    }
    outcome: bool = outcomes[verb]
    return outcome


class Rules:
    """One rule text with one subject's facts: what each condition comes to, sees and wants."""

    def __init__(self, text: str, facts: dict[str, Any], words: dict[str, Any]) -> None:
        self.text: dict[str, Any] = yaml.safe_load(text)
        self.words = words
        groups = self.text["criteria"]
        self.groups = {name: list(group["criteria"]) for name, group in groups.items()}
        self.specs: dict[str, dict[str, Any]] = {
            name: {"type": "grade", "title": told}
            for group in groups.values()
            for name, told in group["criteria"].items()
        }
        self.specs.update(self.text["facts"])
        for of in ("unit", "collective"):
            for end in ("low", "high"):
                self.specs[f"cap.{of}.{end}"] = {"type": "level", "not_applicable": True}
        self.facts = {name: self.value(name, raw) for name, raw in facts.items()}

    def spec(self, name: str) -> dict[str, Any]:
        return self.specs.get(name, {"type": "count"})

    def value(self, name: str, raw: Any) -> Any:
        """A stored value as it is compared: grades and levels by their rank, numbers exact."""
        kind = self.spec(name)["type"]
        if raw is None:
            return None
        if kind == "grade":
            return GRADES.index(raw) + 1
        if kind == "level":
            return 0 if raw == "not_applicable" else LEVELS.index(raw) + 1
        if kind in {"percent", "number", "count"}:
            return Decimal(str(raw).replace(",", "."))
        return str(raw).lower() == "true" if kind == "bool" else raw

    def read(self, name: str) -> Any:
        """A fact as conditions read it: what nobody stated is taken as the text says."""
        value = self.facts.get(name)
        assumed = self.spec(name).get("unless_stated")
        return self.value(name, assumed) if value is None else value

    def setting(self, raw: Any) -> Any:
        while isinstance(raw, dict) and set(raw) == {"param"}:
            raw = self.text["parameters"][raw["param"]].get("value")
        return raw

    def shown(self, name: str, value: Any) -> Both:
        spec = self.spec(name)
        kind = spec["type"]
        if kind == "bool":
            return ("có", "yes") if value else ("không", "no")
        if kind in {"percent", "number", "count"}:
            return number(value, "%" if kind == "percent" else "")
        if kind in {"grade", "level"}:
            value = "not_applicable" if value == 0 else (GRADES, LEVELS)[kind == "level"][value - 1]
        own = spec.get("choices")
        if isinstance(own, dict):
            return title(own[value])
        vi, en = self.words[own or kind][value]
        return vi, en

    def told(self, name: str) -> Both:
        """“Kỷ luật: không”: a fact and its value as people read it."""
        value = self.facts.get(name)
        if value is not None:
            told = self.shown(name, value)
        elif "unless_stated" in self.spec(name):
            form = ("không ghi, coi là {v}", "not stated, taken as {v}")
            told = both(form, v=self.shown(name, self.read(name)))
        else:
            told = UNKNOWN
        return both(("{w}: {v}",) * 2, w=title(self.spec(name)["title"]), v=told)

    # Conditions ---------------------------------------------------------------------------------

    def bound(self, test: dict[str, Any]) -> tuple[str, Any]:
        verb = next(verb for verb in PHRASES if verb in test)
        return verb, self.setting(test[verb])

    def named(self, test: dict[str, Any]) -> list[Any]:
        """The values that a test of a fact names."""
        if "is_one_of" in test:
            return list(test["is_one_of"])
        return [test["is"] if "is" in test else test["is_not"]]

    def counts(self, test: dict[str, Any]) -> tuple[Decimal, Decimal, Decimal] | None:
        """The fewest and the most children that a share counts, and all; None: not known."""
        who = test["share"]
        whole = self.facts.get(f"{who}.total")
        ends = {
            (end, code): self.facts.get(f"{who}.{end}_ge_{code}")
            for end in ("sure", "possible")
            for code in (2, 3, 4)
        }
        if whole is None or None in ends.values():
            return None
        above = "at_or_above" in test
        code = LEVELS.index(self.setting(test["at_or_above" if above else "at_or_below"])) + 1
        if above:
            return ends.get(("sure", code), whole), ends.get(("possible", code), whole), whole
        worse = code + 1
        most = whole - ends.get(("sure", worse), Decimal(0))
        return whole - ends.get(("possible", worse), Decimal(0)), most, whole

    def parts(self, test: dict[str, Any]) -> list[dict[str, Any]]:
        """The conditions that a condition is made of."""
        limits: dict[str, Any] = {
            verb: test[verb] for verb in ("at_least", "at_most") if verb in test
        }
        if "every" in test or "any" in test:
            only, but = test.get("groups"), test.get("except_groups") or ()
            return [
                {"criterion": name, **limits}
                for group, names in self.groups.items()
                if (only is None or group in only) and group not in but
                for name in names
            ]
        if "bodies" in test:
            return [{"level": name, **limits} for name in test["bodies"]]
        if "not" in test:
            return [test["not"]]
        return list(test.get("all_of") or test.get("any_of") or ())

    def check(self, test: dict[str, Any], *, against: bool = False) -> Truth:
        """True met, False not met, None cannot tell. A case `against` the subject that does not
        apply is not given; any other condition that does not apply is met."""
        outcome = self.alone(test, against=against)
        for excuse in self.excuses(test):
            outcome = all_([outcome, not_(excuse)]) if against else any_([outcome, excuse])
        return outcome

    def excuses(self, test: dict[str, Any]) -> list[Truth]:
        found = [self.check(test["unless"], against=True)] if test.get("unless") else []
        when = [test["when"]] if test.get("when") else []
        if "civil_servant" in test:
            when = [{"all_of": [{"fact": "civil_servant", "is": True}, *when]}]
        found += [not_(self.check(clause, against=True)) for clause in when]
        if "share" in test:
            total = self.facts.get(f"{test['share']}.total")
            found.append(None if total is None else total == 0)
        return found

    def alone(self, test: dict[str, Any], *, against: bool) -> Truth:
        if "not" in test:
            return not_(self.check(test["not"], against=not against))
        parts = self.parts(test)
        if parts:
            outcomes = [self.check(part, against=against) for part in parts]
            return any_(outcomes) if "any" in test or "any_of" in test else all_(outcomes)
        for head in ("fact", "share", "ratio"):
            if head in test:
                outcome: Truth = getattr(self, head)(test)
                return outcome
        return self.compared(test, against=against)

    def compared(self, test: dict[str, Any], *, against: bool) -> Truth:
        verb, limit = self.bound(test)
        if "number" in test:
            return compare(verb, self.read(test["number"]), Decimal(str(limit)))
        if "criterion" in test:
            return compare(verb, self.facts.get(test["criterion"]), GRADES.index(limit) + 1)
        name = test.get("level", "civil_servant_level")
        value = self.facts.get(name)
        held = compare(verb, value, LEVELS.index(limit) + 1)
        if "level" not in test or not self.spec(name).get("not_applicable"):
            return held
        exists = None if value is None else value > 0
        return all_([held, exists]) if against else any_([held, not_(exists)])

    def ratio(self, test: dict[str, Any]) -> Truth:
        verb, limit = self.bound(test)
        part, whole = (self.facts.get(test["ratio"][at]) for at in ("part", "whole"))
        return self.of_whole(verb, part, whole, limit)

    def fact(self, test: dict[str, Any]) -> Truth:
        value, name = self.read(test["fact"]), test["fact"]
        found = any_([None if value is None else value == self.value(name, raw)
                      for raw in self.named(test)])  # fmt: skip
        return not_(found) if "is_not" in test else found

    @staticmethod
    def of_whole(verb: str, part: Any, whole: Any, limit: Any) -> Truth:
        if part is None or whole is None or whole <= 0:
            return None
        return compare(verb, part * 100, whole * Decimal(str(limit)))

    def share(self, test: dict[str, Any]) -> Truth:
        verb, limit = self.bound(test)
        counted = self.counts(test)
        if counted is None:
            return None
        fewest, most, whole = counted
        if verb in {"at_most", "below"}:
            fewest, most = most, fewest
        surely = self.of_whole(verb, fewest, whole, limit)
        return any_([surely, all_([self.of_whole(verb, most, whole, limit), None])])

    # What is seen and what is wanted ------------------------------------------------------------

    def wanted(self, test: dict[str, Any]) -> Both:
        if "all_of" in test:
            return join([self.wanted(part) for part in test["all_of"]], " và ", " and ")
        if "any_of" in test:
            return join([self.wanted(part) for part in test["any_of"]], " hoặc ", " or ")
        if "not" in test:
            return both(("không phải: {p}", "not: {p}"), p=self.wanted(test["not"]))
        if "fact" in test:
            words = [self.shown(test["fact"], self.value(test["fact"], raw))
                     for raw in self.named(test)]  # fmt: skip
            told = join(words, " hoặc ", " or ")
            return both(("không phải “{w}”", "not “{w}”"), w=told) if "is_not" in test else told
        verb, limit = self.bound(test)
        if "number" in test or "ratio" in test or "share" in test:
            percent = "number" not in test or self.spec(test["number"])["type"] == "percent"
            told = both(PHRASES[verb], x=number(Decimal(str(limit)), "%" if percent else ""))
            return self.of_children(test, told) if "share" in test else told
        return self.of_words(test, verb, limit)

    def of_children(self, test: dict[str, Any], told: Both) -> Both:
        side, level = ("trở lên", "or better"), test.get("at_or_above")
        if level is None:
            side, level = ("trở xuống", "or worse"), test["at_or_below"]
        vi, en = self.words["level"][self.setting(level)]
        form = ("{b} {w} ở mức {l} {s}", "{b} of the {w} at {l} {s}")
        return both(form, b=told, w=WHO[test["share"]], l=(vi, en), s=side)

    def of_words(self, test: dict[str, Any], verb: str, limit: str) -> Both:
        kind, ranks = ("level", LEVELS)
        if "criterion" in test or "every" in test or "any" in test:
            kind, ranks = ("grade", GRADES)
        vi, en = self.words[kind][limit]
        told: Both = (vi, en)
        if verb == "at_most":
            told = both(("nhiều nhất {x}", "{x} or worse"), x=told)
        elif limit != ranks[-1]:
            told = both(("từ {x} trở lên", "{x} or better"), x=told)
        forms = {
            "every": ("mọi tiêu chí: {x}", "every criterion: {x}"),
            "any": ("ít nhất một tiêu chí: {x}", "at least one criterion: {x}"),
            "bodies": ("mỗi tổ chức cùng cấp: {x}", "each body at the same level: {x}"),
        }
        head = next((head for head in forms if head in test), None)
        return told if head is None else both(forms[head], x=told)

    def seen(self, test: dict[str, Any], *, against: bool = False, top: bool = True) -> Both:
        """What was found; on top, of more than two parts only those that are not met."""
        if "not" in test:
            return self.seen(test["not"], top=False)
        parts = self.parts(test)
        if not parts:
            return self.seen_alone(test)
        if not top:
            told = dict.fromkeys(self.seen(part, top=False) for part in parts)
            return join(list(told), "; ", "; ")
        if len(parts) > 2:
            open_parts = [part for part in parts if self.check(part, against=against) is not True]
            if not open_parts:
                return both(("cả {n} đều đạt", "all {n} met"), n=len(parts))
            parts = open_parts
        return join([self.seen(part, against=against) for part in parts], "; ", "; ")

    def seen_alone(self, test: dict[str, Any]) -> Both:
        if "ratio" in test:
            part, whole = test["ratio"]["part"], test["ratio"]["whole"]
            told = share_text(self.facts.get(part), self.facts.get(whole))
            return both(("{w}: {v}",) * 2, w=title(self.spec(part)["title"]), v=told)
        if "share" not in test:
            heads = ("criterion", "fact", "number", "level")
            name = next((test[head] for head in heads if head in test), "civil_servant_level")
            return self.told(name)
        counted, who = self.counts(test), WHO[test["share"]]
        if counted is None:
            return both(("{w}: chưa có", "{w}: not known"), w=who)
        fewest, most, whole = counted
        if not whole:
            vi = "không có {w} nào được xếp loại nên điều kiện này không áp dụng"
            return both((vi, "none of the {w} is rated, so this does not apply"), w=who)
        told = share_text(fewest, whole)
        form = ("{s}, có thể đến {m}", "{s}, possibly up to {m}")
        return told if most == fewest else both(form, s=told, m=share_text(most, whole))

    # The ladder ---------------------------------------------------------------------------------

    def rate(self) -> tuple[list[int] | None, list[dict[str, Any]]]:
        """The reached range (None: not rated), and every condition as it came out."""
        self.told_of: list[dict[str, Any]] = []
        levels = self.text["levels"]
        excluded = self.section(self.text.get("subjects", {}).get("excluded", ()), against=True)
        ready = self.section(self.text.get("prerequisites", ()))
        cases = self.section(levels["not_completed"].get("any_of", ()), against=True)
        climbed = not_(any_(cases))
        low = high = LOWEST
        for level in LEVELS[1:]:
            climbed = all_([climbed, *self.section(levels[level]["require"])])
            low, high = low + (climbed is True), high + (climbed is not False)
        for step in self.text.get("procedure", ()):
            if step.get("when") and self.check(step["when"]) is True:
                wanted = self.wanted(step["when"])
                self.tell(step["id"], self.check(step["when"]), title(step["text"]), wanted)
        low, high = self.capped(low, high)
        if any_(excluded) is True:
            return None, self.told_of
        if all_([not_(any_(excluded)), *ready]) is not True:
            low, high = LOWEST, HIGHEST
        return [low, high], self.told_of

    def section(self, rules: Any, *, against: bool = False) -> list[Truth]:
        outcomes = [self.check(rule["test"], against=against) for rule in rules]
        for rule, outcome in zip(rules, outcomes, strict=True):
            seen = self.seen(rule["test"], against=against)
            self.tell(rule["id"], outcome, seen, self.wanted(rule["test"]))
        return outcomes

    def tell(self, name: str, outcome: Truth, seen: Both, wanted: Both) -> None:
        words = {True: "met", False: "not_met", None: "cannot_tell"}
        told = [{"vi": vi, "en": en} for vi, en in (seen, wanted)]
        told_of = {"id": name, "outcome": words[outcome], "seen": told[0], "wanted": told[1]}
        self.told_of.append(told_of)

    def capped(self, low: int, high: int) -> tuple[int, int]:
        reached = low, high
        for cap in self.text.get("caps", ()):
            applies = self.check(cap["when"], against=True) if cap.get("when") else True
            cap_low, cap_high = self.limit(cap, "low", LOWEST), self.limit(cap, "high", HIGHEST)
            within = any_([reached[1] <= cap_low, all_([reached[0] <= cap_high, None])])
            outcome = any_([within, not_(applies)])
            self.tell(cap["id"], outcome, self.seen_cap(cap), ("không cao hơn", "not above it"))
            low = cap_low if applies is not False and cap_low < low else low
            high = cap_high if applies is True and cap_high < high else high
        return low, high

    def limit(self, cap: dict[str, Any], end: str, unknown: int) -> int:
        if "at_most" in cap:
            return LEVELS.index(cap["at_most"]) + 1
        held = self.facts.get(f"cap.{cap['of']}.{end}")
        held = unknown if held is None else int(held)
        only = cap.get("only_if_at_most")
        binds = held >= LOWEST and (only is None or held <= LEVELS.index(only) + 1)
        return held if binds else HIGHEST

    def seen_cap(self, cap: dict[str, Any]) -> Both:
        if "of" not in cap:
            return self.seen(cap["when"], top=False) if cap.get("when") else title(cap["title"])
        who = {
            "unit": ("Tổ chức, đơn vị", "The organisation"),
            "collective": ("Tập thể lãnh đạo", "The collective"),
        }
        low, high = (self.facts.get(f"cap.{cap['of']}.{end}") for end in ("low", "high"))
        held = UNKNOWN if low is None else ("không được xếp loại", "not rated")
        if low:
            held = self.shown(f"cap.{cap['of']}.low", low)
        if low is not None and high is not None and low != high:
            held = both(("{l} – {h}",) * 2, l=held, h=self.shown(f"cap.{cap['of']}.high", high))
        return both(("{w}: {h}",) * 2, w=who[cap["of"]], h=held)


# One file ---------------------------------------------------------------------------------------


def check_rating(one: dict[str, Any], proof: dict[str, Any]) -> str:
    level = one["level"]
    facts: dict[str, Any] = reduce(
        lambda known, part: {**known, **part}, level["facts"].values(), {}
    )
    rules = Rules(proof["texts"][level["framework"]["sha256"]], facts, proof["words"])
    reached, told = rules.rate()
    hold(reached == level["reached"], "xếp lại ra mức khác", "rated again it is another level")
    for mine, theirs in zip(told, one["explanation"], strict=False):
        name = theirs.get("id")
        hold(mine == theirs, f"điều kiện {name} khác", f"condition {name} differs")
    hold(len(told) == len(one["explanation"]), "thiếu điều kiện", "conditions are missing")
    return found(one, proof["words"]["level"], len(told))


def found(one: dict[str, Any], words: dict[str, list[str]], conditions: int) -> str:
    """What holds of one decision, in Vietnamese and in English; the seal as papers print it."""
    level, decision, link = one["level"], one["decision"], one["link"]
    year, month, day = decision["decided_on"].split("-")
    seal = " ".join(link["hash"][at : at + 8] for at in range(0, 64, 8))
    ends = dict.fromkeys(LEVELS[code - 1] for code in level["reached"])
    vi, en = (" – ".join(words[end][language] for end in ends) for language in (0, 1))
    return (
        f"{level['subject']['name']} ({level['subject']['code']}), {level['year']}, "
        f"{decision['number']}, {day}/{month}/{year}\n"
        f"  {words[level['level']][0]} (đạt: {vi}); cả {conditions} điều kiện đều khớp\n"
        f"  {words[level['level']][1]} (reached: {en}); all {conditions} conditions hold\n"
        f"  Niêm phong / seal: {link['position']} · {seal}"
    )


def check(data: bytes, head: str = "") -> list[str]:
    """What holds, a line a decision. Raises RejectedError for the first thing that does not."""
    try:
        proof = json.loads(data)
        said = {name: value for name, value in proof.items() if name != "sha256"}
        hold(canonical(proof) == data, "tệp bị sửa", "the file was changed")
        hold(sha256(canonical(said)) == proof["sha256"], "tệp bị sửa", "the file was changed")
        hold(proof["format"] == "thidua/rating-proof/1", "dạng tệp lạ", "an unknown format")
        for one in proof["decisions"]:
            check_seals(one, proof["texts"])
        lines = [check_rating(one, proof) for one in proof["decisions"]]
        hold(lines, "không có quyết định nào", "there is no decision")
        asked = re.sub(r"[^0-9a-f]", "", head.partition("·")[2] or head)
        known = {one["link"]["hash"] for one in proof["decisions"]}
        hold(not head or asked in known, "khác mã in trên giấy", "not the seal on the paper")
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, ArithmeticError) as error:
        raise RejectedError(f"không đọc được / cannot be read: {error!r}") from None
    except (yaml.YAMLError, StopIteration, RecursionError) as error:
        raise RejectedError(f"không đọc được / cannot be read: {error!r}") from None
    return lines


def main(arguments: list[str]) -> int:
    head = arguments[2] if arguments[1:2] == ["--head"] and len(arguments) == 3 else ""
    asks = not arguments or arguments[0] in ("-h", "--help")
    if asks or (len(arguments) > 1 and not head):
        sys.stderr.write(__doc__ or "")
        return 2
    try:
        with open(arguments[0], "rb") as file:
            lines = check(file.read(), head)
    except OSError as error:
        sys.stdout.write(f"Không mở được tệp / the file cannot be opened: {error}\n")
        return 2
    except RejectedError as error:
        sys.stdout.write(f"KHÔNG KHỚP / REJECTED: {error}\n")
        return 1
    sys.stdout.write("".join(f"KHỚP / HOLDS: {line}\n" for line in lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
