module example.com/timescase

go 1.25
