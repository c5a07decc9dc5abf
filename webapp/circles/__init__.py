"""A circle: a few people who meet. Every working model of the site is one kind of circle.

A circle has *members*: its leaders (people with an account) and its participants (nicknames).
"""
