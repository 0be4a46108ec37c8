"""The harness behind `make bench`. bench/README.md says how to read its figures.

    case      what a case is
    cases     what is measured, as data
    bulk      the part of it that is about much data
    peers/    how each peer is built: one file each
    workshop  where things are built and with which Python
    measure   minima of interleaved rounds
    calls     the cases, of all peers in one process
    threads   a function that takes long, in threads and processes
    fresh     import, first call and memory, each in a process of its own
    builds    cold build and rebuild
    report    the table and the JSON
    machine   what a run was made on
    aio/      the sections of `make bench-async`
    web/      the server of `make bench-http`
"""
