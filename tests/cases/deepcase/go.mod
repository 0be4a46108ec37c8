module example.com/deepcase

go 1.25
