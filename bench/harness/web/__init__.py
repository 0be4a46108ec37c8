"""What `make bench-http` measures. bench/README.md says how to read its figures.

Each file imports only those above it.

    ways       how an endpoint comes to its answer, and what is tried beside it
    calibrate  how many steps of a loop take a millisecond
    app        the app of one way, in a process of its own
    measure    one server, one load
    report     the tables
"""
