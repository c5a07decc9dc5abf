"""The year in figures, for those who run the groups and those who pay for them.

A *scope* says of what is told: an organisation, a period and perhaps a *grant* (what someone pays
for, and the groups that belong to it). A *figure* is one number of it; its *basis* says how it is
known: collected, from a sample, or an estimate. STEA, who gives grants to associations in Finland,
asks that of each number: https://www.stea.fi/-/tuloksellisuusraportit-verkkoasiointiin-14.1.2021
"""
