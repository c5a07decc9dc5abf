"""The guide library: what helps in leading a group, to be found in seconds.

A *guide* is anything worth reading or using (a handbook, a form, a video …) that stands elsewhere
on the web; we keep what is known of it and where it is. A *topic* is a term of the controlled
vocabulary. The *catalogue* is the library as CSV files. A guide is a *copy* when its address leads
to a document service instead of the publisher's own site.
"""
