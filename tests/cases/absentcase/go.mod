module example.com/absentcase

go 1.25
