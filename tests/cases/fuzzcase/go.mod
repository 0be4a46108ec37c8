module example.com/fuzzcase

go 1.25
