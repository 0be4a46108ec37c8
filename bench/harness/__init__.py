"""The harness behind `make bench`. bench/README.md says how to read its figures.

    cases     what is measured, as data
    peers/    how each peer is built: one file each
    workshop  where things are built and with which Python
    measure   minima of interleaved rounds
    calls     the cases, of all peers in one process
    fresh     import, first call and memory, each in a process of its own
    builds    cold build and rebuild
    report    the table and the JSON
"""
