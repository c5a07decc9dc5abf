from collections.abc import Collection as Ids
from dataclasses import replace
from functools import partial

from flask_babel import gettext as _

from webapp import texts
from webapp.db import db, now, roomy
from webapp.guides import catalogue, index, queries, versions, vocabulary
from webapp.guides.catalogue import Entry, Plan, Problem, Report
from webapp.guides.models import Guide, GuideKind, Topic
from webapp.guides.states import GuideState

AT_A_TIME = 500
INDEXED_AT_A_TIME = 4_000  # the more at once, the fewer pages of the index are written anew


def import_topics(data: bytes, only_new: bool = False) -> Report:
    """Add or update the topics of a CSV file; rows that can't go in are reported."""
    report = Report()
    entries = catalogue.entries(data, catalogue.TOPIC_COLUMNS, catalogue.topic_entry, report)
    known, former = vocabulary.topics_by_slug(), vocabulary.former_topics()
    entries = [entry for entry in entries if entry.slug not in former]  # merged since
    if only_new:
        entries = [entry for entry in entries if entry.slug not in known]
    slugs = {*known, *(entry.slug for entry in entries)}
    entries = [_with_a_known_broader(entry, slugs, report) for entry in entries]
    before = {slug: catalogue.topic_as_entry(topic) for slug, topic in known.items()}
    for entry in entries:
        topic = known.setdefault(entry.slug, Topic(slug=entry.slug))
        _fill(topic, entry)
        db.session.add(topic)
    for entry in entries:
        known[entry.slug].broader = known[entry.broader] if entry.broader else None
    db.session.flush()
    touched = [known[entry.slug] for entry in entries if _counted(entry, before, report)]
    index.put(queries.guides_on(touched))
    return report


def import_guides(data: bytes, organisation_id: int | None = None) -> Report:
    """Add or update the guides of a CSV file; rows that can't go in are reported."""
    plan = read_guides(data, organisation_id)
    carry_out(plan, organisation_id)
    return plan.report


def read_guides(data: bytes, organisation_id: int | None = None, kept: Ids[int] = ()) -> Plan:
    """What a CSV file would change among the shared guides, or among an organisation's own.

    The guides whose ids are in `kept` are let be.
    """
    plan = Plan()
    topics = vocabulary.topics_by_slug() | vocabulary.former_topics()
    make = partial(catalogue.guide_entry, set(topics))
    newer = catalogue.NEWER_COLUMNS
    entries = catalogue.entries(data, catalogue.GUIDE_COLUMNS, make, plan.report, newer)
    for start in range(0, len(entries), AT_A_TIME):
        _compare(entries[start : start + AT_A_TIME], topics, plan, organisation_id, kept)
    return plan


def _compare(
    entries: list[Entry],
    topics: dict[str, Topic],
    plan: Plan,
    organisation_id: int | None,
    kept: Ids[int],
) -> None:
    known = queries.guides_by_slug(entry.slug for entry in entries)
    before = {slug: catalogue.guide_as_entry(guide) for slug, guide in known.items()}
    for entry in (_up_to_date(entry, before, topics) for entry in entries):
        guide = known.get(entry.slug)
        if guide and guide.organisation_id != organisation_id:
            plan.refuse(entry, _("The id “%(id)s” belongs to another guide.", id=entry.slug))
        elif _is_practice(entry) != (guide is not None and guide.kind == GuideKind.PRACTICE):
            plan.refuse(entry, _("Working models are not written by a file."))
        elif _retires(entry, guide):
            plan.refuse(entry, _("A guide is taken out of the library on its page, with a reason."))
        elif guide and guide.id in kept:
            plan.report.unchanged += 1
        elif _counted(entry, before, plan.report):
            plan.entries.append((entry, before.get(entry.slug)))


def _retires(entry: Entry, guide: Guide | None) -> bool:
    is_out = guide is not None and guide.state == GuideState.RETIRED
    return entry.columns.get("state") == GuideState.RETIRED and not is_out


def carry_out(plan: Plan, organisation_id: int | None = None) -> None:
    """Write what was planned; each change leaves a version of before and after."""
    topics = vocabulary.topics_by_slug()
    for start in range(0, len(plan.entries), AT_A_TIME):
        entries = [entry for entry, _before in plan.entries[start : start + AT_A_TIME]]
        known = queries.guides_by_slug(entry.slug for entry in entries)
        guides = []
        for entry in entries:
            own = {"organisation_id": organisation_id}
            guide = known.get(entry.slug) or Guide(slug=entry.slug, **own)
            _save_guide(guide, entry, topics)
            guides.append(guide)
        index.put(guides)


def _save_guide(guide: Guide, entry: Entry, topics: dict[str, Topic]) -> None:
    is_new = guide.id is None
    if not is_new:
        versions.begin(guide)
    _fill(guide, entry)
    if guide.state != GuideState.DRAFT:
        guide.published_at = guide.published_at or now()
    guide.topics = [topics[slug] for slug in entry.topics]
    guide.audiences = set(entry.audiences)
    guide.contents = set(entry.contents or ())
    db.session.add(guide)
    db.session.flush()
    for tag, body in entry.summary.items():
        texts.write(guide, "summary", tag, body)
    if not is_new:
        versions.keep(guide, "imported")


def _fill(thing: Guide | Topic, entry: Entry) -> None:
    for name, value in entry.columns.items():
        setattr(thing, name, value)


def _up_to_date(entry: Entry, before: dict[str, Entry], topics: dict[str, Topic]) -> Entry:
    """An older file knows topics merged since, and there is much it doesn't tell: this stays."""
    was = before.get(entry.slug)
    columns = was.columns if was else {"state": GuideState.PUBLISHED}
    contents = was.contents if was else frozenset()
    return replace(
        entry,
        columns=columns | entry.columns,
        contents=contents if entry.contents is None else entry.contents,
        summary=(was.summary if was else {}) | entry.summary,
        topics=frozenset(topics[slug].slug for slug in entry.topics),
    )


def _is_practice(entry: Entry) -> bool:
    return bool(entry.columns["kind"] == GuideKind.PRACTICE)


def _counted(entry: Entry, before: dict[str, Entry], report: Report) -> bool:
    """Whether the row brings anything new; the report counts it either way."""
    if entry.slug not in before:
        report.new += 1
    elif entry != before[entry.slug]:
        report.changed += 1
    else:
        report.unchanged += 1
        return False
    return True


def _with_a_known_broader(entry: Entry, slugs: set[str], report: Report) -> Entry:
    if not entry.broader or (entry.broader in slugs and entry.broader != entry.slug):
        return entry
    reason = _("The broader topic “%(slug)s” is not known, so it was left out.", slug=entry.broader)
    report.problems.append(Problem(entry.line, reason))
    return replace(entry, broader="")


def confirm_wording(guide: Guide, tag: str) -> None:
    """The summary in one language is still right, though its source has changed."""
    texts.confirm(guide, "summary", tag)


def refresh_index() -> int:
    """Index anew the guides that an older analysis took apart; how many there were."""
    number = 0
    with roomy():
        while old := queries.guides_indexed_otherwise(INDEXED_AT_A_TIME):
            index.put(old)
            number += len(old)
    return number
