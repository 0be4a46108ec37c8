module example.com/sharedcase

go 1.25
