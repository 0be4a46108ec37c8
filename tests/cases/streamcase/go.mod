module example.com/streamcase

go 1.25
