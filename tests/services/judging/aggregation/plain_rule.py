"""Rules of ranking, written again as plainly as they can be: every entry by everything that may decide."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from statistics import median

from services.judging.aggregation.rule import Method, Rule
from services.judging.aggregation.sheets import Candidate, Sheet

HALF = Fraction(1, 2)


def together(values: Sequence[Fraction], method: Method) -> Fraction:
    """Figures of judges as one."""
    kept = sorted(values)
    if method.drop and len(kept) >= method.drop_from and len(kept) > 2 * method.drop:
        kept = kept[method.drop : -method.drop]
    return {"mean": sum(kept) / len(kept), "median": median(kept), "sum": sum(kept)}[method.name]


def score(rule: Rule, entry: Candidate) -> Fraction:
    """Before it is rounded."""
    points: dict[str, Fraction] = {}
    for panel in rule.panels:
        sheets = [sheet.marks for sheet in entry.sheets if sheet.panel == panel.key]
        marked = [one for one in rule.criteria if panel.criteria is None or one.key in panel.criteria]
        for part in {one.part for one in marked}:
            own = [one for one in marked if one.part == part]
            if panel.method.of == "criteria":
                each = [together([Fraction(s[one.key]) for s in sheets], panel.method) * one.worth for one in own]
                reached = sum(each, Fraction(0))
            else:
                reached = together(
                    [sum((s[one.key] * one.worth for one in own), Fraction(0)) for s in sheets], panel.method
                )
            points[part] = points.get(part, Fraction(0)) + panel.share * reached * entry.factors.get(part, Fraction(1))
    return together(list(points.values()), Method(rule.parts))


def rounded(rule: Rule, value: Fraction) -> Fraction:
    """To the places of the rule; the value is in hundredths."""
    if rule.rounding.way == "none":
        return value
    unit = Fraction(100) / 10**rule.rounding.places
    if rule.rounding.way == "half-even":
        return Fraction(round(value / unit)) * unit
    return Fraction((value / unit + HALF).__floor__()) * unit


def ties(rule: Rule, entry: Candidate) -> tuple[Fraction, ...]:
    """What equals are compared by, the first difference deciding."""

    def total(sheet: Sheet) -> Fraction:
        return sum((sheet.marks[one.key] * one.worth for one in rule.criteria if one.key in sheet.marks), Fraction(0))

    totals = [total(sheet) for sheet in entry.sheets]
    found = {"sum": sum(totals, Fraction(0)) / len(totals), "median": Fraction(median(totals))}
    for one in rule.criteria:
        marks = [sheet.marks[one.key] for sheet in entry.sheets if one.key in sheet.marks]
        if marks:
            found[f"criterion:{one.key}"] = Fraction(sum(marks), len(marks))
    return tuple(found[tie] for tie in rule.ties)


def places(rule: Rule, entries: Sequence[Candidate]) -> list[tuple[str, int | None]]:
    """Number and place of every entry in the order of the ranking."""
    panels = {panel.key for panel in rule.panels}
    whole = [entry for entry in entries if {sheet.panel for sheet in entry.sheets} >= panels]
    reached: Mapping[str, tuple[Fraction, ...]] = {
        entry.number: (rounded(rule, score(rule, entry)), *ties(rule, entry)) for entry in whole
    }
    ranks = {number: 1 + sum(other > own for other in reached.values()) for number, own in reached.items()}
    ranked = sorted(reached, key=lambda number: (ranks[number], number))
    rest = sorted({entry.number for entry in entries} - set(reached))
    return [(number, ranks[number]) for number in ranked] + [(number, None) for number in rest]
