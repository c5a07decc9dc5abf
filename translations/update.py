"""Bring the catalogues up to date with the strings of the program (`./dev strings`).

fi and sv get every string, en too (empty: the string itself is English), and fi@simple none, for it
holds only what differs from fi. The participants' languages get what participants read. A string
that is gone from the program goes from all of them.

Beside `Native reader:` at the top of a catalogue stands who has read it as a native, and when.
"""

from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
PARTICIPANTS = "participants.cfg"
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "lazy_ngettext": (1, 2)}


def main() -> None:
    program, read_by_participants = strings_of_the_program(), strings_of_the_program(PARTICIPANTS)
    for name in ("fi", "fi@simple", "sv", "en"):
        bring_up_to_date(name, program)
    for name in ("et", "ru", "uk", "ar", "so", "se"):
        bring_up_to_date(name, read_by_participants)
    forget_in(HERE / "fi@simple" / "same.txt", program)


def bring_up_to_date(name: str, program: Catalog) -> None:
    folder = HERE / name / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    catalogue = update(read(folder / "messages.po", name), program, fill=name != "fi@simple")
    if "Native reader:" not in catalogue.header_comment:
        catalogue.header_comment = "# Native reader:"
    with (folder / "messages.po").open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, ignore_obsolete=True)
    without = sum(1 for m in catalogue if m.id and not (m.string and all(m.string)))
    print(f"{name:10} {len(catalogue)} strings, {without} of them empty")


def strings_of_the_program(which: str = "babel.cfg") -> Catalog:
    with (HERE / which).open() as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog()
    for _file, _line, message, _comments, _context in extract_from_dir(
        HERE.parent, methods, options, KEYWORDS
    ):
        if message not in found or isinstance(message, tuple):
            found.add(message)
    return found


def read(path: Path, name: str) -> Catalog:
    locale = name.split("@")[0]
    if not path.exists():
        return Catalog(locale=locale, project="Rinki", version="1")
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def update(catalogue: Catalog, program: Catalog, *, fill: bool) -> Catalog:
    """Drop what is gone or has got another plural, and, with `fill`, add what is missing."""
    for old in [message for message in catalogue if message.id]:
        new = program.get(old.id)
        if new is None or new.id != old.id:
            catalogue.delete(old.id)
    for new in program:
        if fill and new.id and new.id not in catalogue:
            catalogue.add(new.id)
    return catalogue


def forget_in(path: Path, program: Catalog) -> None:
    """The strings whose Easy Finnish is the Finnish on purpose: one a line."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    kept = [line for line in lines if line.replace("\\n", "\n") in program]
    path.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")


if __name__ == "__main__":
    main()
