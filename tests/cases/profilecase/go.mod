module example.com/profilecase

go 1.25
