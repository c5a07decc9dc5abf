"""Where each kind of circle is started. Features of other kinds add theirs."""

STARTS: dict[str, str] = {}
"""By the kind of circle, the endpoint of the page; it is given `practice`, a slug."""
