module example.com/vectorcase

go 1.25
