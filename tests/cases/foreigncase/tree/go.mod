module example.com/tree/v2

go 1.25
