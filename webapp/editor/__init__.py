"""Where people write texts of several languages, with help for Easy Finnish as they write.

A feature gives its form a `TextField` and is an `EditorForm`; its page shows the field with
`ui.editor(field, tag)`. The help is asked for while one types, or with a button that sends the
form without saving anything: what has been typed stays either way.
"""
