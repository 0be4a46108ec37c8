module example.com/sharecase

go 1.25
