module example.com/callscase

go 1.25
