module example.com/pyobjectcase

go 1.25
