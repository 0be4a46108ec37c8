module example.com/logcase

go 1.25
