module example.com/arraycase

go 1.25
