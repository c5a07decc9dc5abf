"""Practices: working models, described in the sections of the portal Innokylä, and taken into use.

A *practice* is found among the guides: it owns a guide of its own kind, which leads to its page.
A *use* is a circle that was started from it.
"""
