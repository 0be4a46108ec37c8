module example.com/equalitycase

go 1.25
