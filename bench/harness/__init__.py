"""The harness behind `make bench`. bench/README.md says how to read its figures.

Each file or folder imports only those above it.

    report         the tables of `make bench`
    machine        what a run was made on
    measure        minima of interleaved rounds
    case           what a case is
    bulk           the cases that are about much data, as data
    cases          all that is measured, as data
    workspace       where things are built and with which Python
    program        what the commands have in common
    peers/         how each peer is built: one file each
    calls          the cases, of all peers in one process
    threads        a function that takes long, in threads and processes
    fresh_process  imports one peer and calls it once
    fresh          import, first call and memory, by such processes
    idle_process   calls one peer after pauses
    idle           calls after pauses, by such processes
    builds         cold build and rebuild
    columns        the rows of `make bench-columns`, in a process of their own
    parquet        JSON lines to Parquet by each tool of `make bench-parquet`, in a process of its own
    convert        such processes, measured
    free_threads   the rows of `make bench-free-threaded`, in a process of their own
    building/      the rows of `make bench-build`
    proof/         the claims of `make proof`
    aio/           the sections of `make bench-async`
    web/           the server of `make bench-http`
"""
