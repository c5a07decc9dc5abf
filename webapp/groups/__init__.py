"""Peer-support groups: how they are started, and the page that tells of them.

A *group* is a circle with an audience and a topic; a *draft* is one still being prepared.
"""
