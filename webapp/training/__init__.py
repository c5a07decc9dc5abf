"""Training: a course is a circle whose participants learn to do something.

Its *trainers* are the circle's leaders. Its dates, attendance and feedback are those of any circle.
"""
