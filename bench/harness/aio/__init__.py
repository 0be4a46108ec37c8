"""The sections of `make bench-async`. bench/README.md says how to read its figures.

    ground    a Python and the peers built for it
    stage     the peers and the event loop that a section runs on
    section   what a section is, and the process that runs one
    sections  all of them
    clock     wall and CPU time of one measurement
    awaits    one await after another, many at once, tasks, timers
    idle      what waiting costs
    work      Go that computes, beside a loop that shall stay quick
    streams   async iteration
    cancel    how soon the work hears of it
    back      Go (or Rust) that awaits Python
    memory    what an await holds, in a process of its own
    report    the tables
"""
