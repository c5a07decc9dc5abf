"""A screen for Easy Finnish (selkokieli): is a text as easy as it says it is?

`measures.measure(text)` counts; `limits.broken_limits(measures)` says what to mend, and where;
`review.review(text)` tells it sentence by sentence, quickly, to whoever is writing.
The limits catch what is certainly too hard. That a text is good, only its readers can say.

A *block* is a heading, a list item or a paragraph. A *trait* is what makes a word heavy for its
sentence. A *limit* has a rule, a highest figure and one line on how to mend what passes it.
"""
