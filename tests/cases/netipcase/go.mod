module example.com/netipcase

go 1.25
