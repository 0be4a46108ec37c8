"""The sections of `make bench-async`. bench/README.md says how to read its figures.

Each file imports only those above it.

    report          what a figure is, and the tables
    fixture           the peers and the event loop that a section runs on
    clock           wall and CPU time of one measurement
    section         what a section and its rows are, as data
    awaits          one await after another, many at once, tasks, timers
    idle            what waiting costs
    work            Go that computes, beside a loop that shall stay quick
    streams         async iteration
    cancel          how soon the work hears of it
    back            Go (or Rust) that awaits Python
    memory_process  holds many awaits at once
    memory          what an await holds, by such processes
    sections        all of them
    runner          the process that runs one
    environment          a Python and the peers built for it
"""
