"""Organisations, the people who work in them, and signing in.

A *membership* gives a *user* a *role* in an *organisation*. Someone in several organisations acts
in one at a time: `g.organisation`, and `user.role` is the role there.
"""
