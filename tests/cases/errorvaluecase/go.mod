module example.com/errorvaluecase

go 1.25
