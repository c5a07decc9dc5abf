"""Signing up to a circle without an account: places, the queue, and each participant's own page.

A *place* is offered to the first in the queue when one becomes free, for a time. Whoever signs up
gets an address of their own; it is the only key to their page.
"""
