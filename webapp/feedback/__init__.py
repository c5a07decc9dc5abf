"""What people who met think of it, without anyone knowing who said what.

A *form* holds *questions* and never changes: a new version takes its place. An *ask* puts a form to
those who were somewhere, behind an address that anyone in the room may open. Each form sent is an
*answer* (only that it came, and the day); what it said is in *replies*, one a question, and nothing
joins a reply to its answer or to another reply.

Replies are *published* in batches: a question's replies wait until a threshold's worth (5, never
under 3) of them has come, then all that wait are published together, and the next wait again.
Every figure and text on any page is made of published replies only, so it is a sum of whole
batches; so is the difference of any two pages, at any two times, and no batch tells of fewer than
the threshold.

- On a scale the faces chosen are what is waited for. "Don't know" is counted apart and comes along.
- Words wait until as many have written; who wrote nothing has not replied.
- What is published is written anew among the others, so that no place in a file tells when it came.
- Steps run from 1, the worst, to 5 or 3, the best; a mean is of the faces only.
"""
