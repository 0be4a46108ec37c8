module example.com/livecase

go 1.25
