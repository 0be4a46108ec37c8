module example.com/asynccase

go 1.25
