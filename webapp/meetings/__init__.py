"""Meetings of circles.

A *series* keeps the rule (every Tuesday at 17.00, Helsinki time); each *meeting* is a row of its
own with its moment in UTC, so one evening can be moved, cancelled or corrected alone.
"""
