"""What `make proof` measures, and the page that it writes.

    claims     each claim: what was said, what is measured, and its unit, as data
    loops      the measures in one process, in which the peers take turns
    processes  the measures that need a process of their own
    files      what wheels need and weigh
    plots      bars as SVG
    page       docs/proof.md
"""
