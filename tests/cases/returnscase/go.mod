module example.com/returnscase

go 1.25
