"""A strict reader of iCalendar: it knows nothing of the library that writes ours.

It holds a calendar to the rules of RFC 5545 (and 7986) that matter for what we send, and gives
its events as plain dictionaries. Section numbers are those of RFC 5545.
"""

import re
from datetime import datetime, timedelta

NAME = re.compile(r"[A-Z0-9-]+")
UTC = re.compile(r"\d{8}T\d{6}Z")
LOCAL = re.compile(r"\d{8}T\d{6}")
URI = re.compile(r"(?:https?|webcal)://[^\s\"]+")
TEXTS = {"SUMMARY", "LOCATION", "DESCRIPTION", "NAME", "X-WR-CALNAME", "COMMENT", "TZNAME"}
ONCE = {
    "VCALENDAR": {"PRODID", "VERSION", "CALSCALE", "METHOD", "NAME", "REFRESH-INTERVAL"},
    "VEVENT": {
        *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION", "URL"),
        *("SEQUENCE", "STATUS", "TRANSP", "CLASS", "CREATED", "LAST-MODIFIED"),
    },
    "VTIMEZONE": {"TZID", "LAST-MODIFIED", "TZURL"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "TZNAME"},
}
ONCE["DAYLIGHT"] = ONCE["STANDARD"]
NEEDED = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
}
NEEDED["DAYLIGHT"] = NEEDED["STANDARD"]


class Part:
    """A component: its properties as (parameters, value), and the components inside it."""

    def __init__(self, kind):
        self.kind, self.properties, self.parts = kind, {}, []

    def value(self, name):
        return self.properties[name][0][1] if name in self.properties else None

    def inside(self, kind):
        return [part for part in self.parts if part.kind == kind]


def read(body):
    """The calendar, checked."""
    calendar = _parse(_unfold(body))
    assert calendar.kind == "VCALENDAR" and calendar.value("VERSION") == "2.0"
    _check(calendar)
    zones = {zone.value("TZID") for zone in calendar.inside("VTIMEZONE")}
    uids = [event.value("UID") for event in calendar.inside("VEVENT")]
    assert len(uids) == len(set(uids)), "two events have one UID (3.8.4.7)"
    for event in calendar.inside("VEVENT"):
        _check_event(event, zones)
    return calendar


def events(body):
    """What is told of each event, by name."""
    return [
        {name: _said(name, had[0][1]) for name, had in event.properties.items()}
        for event in read(body).inside("VEVENT")
    ]


def _unfold(body):
    """Content lines (3.1): each ends with CRLF and is at most 75 octets long."""
    assert body.endswith(b"\r\n"), "the last line has no end"
    lines = body.split(b"\r\n")[:-1]
    assert not any(b"\n" in line or b"\r" in line for line in lines), "a bare line end"
    assert max(map(len, lines)) <= 75, "a line of more than 75 octets"
    for line in lines:
        line.decode()  # no character is cut in two
    return body.decode().replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")[:-1]


def _parse(lines):
    whole, open_parts = None, []
    for line in lines:
        name, parameters, value = _content_line(line)
        if name == "BEGIN":
            part = Part(value)
            if open_parts:
                open_parts[-1].parts.append(part)
            open_parts.append(part)
        elif name == "END":
            assert open_parts[-1].kind == value, f"{value} ends before {open_parts[-1].kind}"
            whole = open_parts.pop()
        else:
            open_parts[-1].properties.setdefault(name, []).append((parameters, value))
    assert not open_parts and lines[-1] == "END:VCALENDAR"
    return whole


def _content_line(line):
    head = re.match(r'((?:[^:"]|"[^"]*")+):(.*)$', line)
    assert head, f"no property: {line}"
    name, *parameters = head[1].split(";")
    assert NAME.fullmatch(name), f"no name of a property: {name}"
    given = dict(parameter.split("=", 1) for parameter in parameters)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", head[2]), f"a control character: {line!r}"
    return name, given, head[2]


def _check(part):
    """Each component has what it must have, and once what it may have once (3.6)."""
    assert part.kind in ONCE, f"a component that we don't send: {part.kind}"
    assert {*part.properties} >= NEEDED[part.kind], f"{part.kind} lacks something"
    for name, had in part.properties.items():
        assert name in ONCE[part.kind] or name.startswith("X-"), f"{name} in {part.kind}"
        assert len(had) == 1, f"{name} twice in {part.kind}"
        if name in TEXTS:
            _said(name, had[0][1])
    if part.kind == "VTIMEZONE":
        assert part.inside("STANDARD") or part.inside("DAYLIGHT")
    for inner in part.parts:
        _check(inner)


def _check_event(event, zones):
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        assert UTC.fullmatch(event.value(name) or "")
    (start,), (end,) = event.properties["DTSTART"], event.properties["DTEND"]
    for parameters, value in (start, end):
        assert parameters.get("TZID") in zones, "a zone that the calendar doesn't define (3.2.19)"
        assert LOCAL.fullmatch(value)
    length = _moment(end[1]) - _moment(start[1])
    assert timedelta() < length < timedelta(days=1), "it ends before it starts (3.8.2.2)"
    assert re.fullmatch(r"\d+", event.value("SEQUENCE"))
    assert event.value("STATUS") in {"TENTATIVE", "CONFIRMED", "CANCELLED"}
    assert event.value("TRANSP") in {"OPAQUE", "TRANSPARENT"}
    assert event.value("URL") is None or URI.fullmatch(event.value("URL"))


def _moment(value):
    return datetime.strptime(value, "%Y%m%dT%H%M%S")


def _said(name, value):
    """A text without its escapes (3.3.11): no bare comma or semicolon stands in one."""
    if name not in TEXTS:
        return value
    assert re.fullmatch(r"(?:[^\\,;]|\\[\\,;nN])*", value), f"not escaped: {value}"
    return re.sub(r"\\(.)", lambda had: "\n" if had[1] in "nN" else had[1], value)
