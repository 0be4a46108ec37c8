module example.com/processcase

go 1.25
