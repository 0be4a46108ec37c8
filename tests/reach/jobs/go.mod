// Each folder is a program of its own, built with the version of its module in modules.py.
module jobs

go 1.26
