"""How fast the house is: one table, ours beside the limit, on both databases in one bounded run (`make bench`).

Absolute figures drift with the machine. So almost everything is a ratio to an anchor (`minimal.py`) that is measured on the
same server and the same database, right before ours.
"""
