module example.com/listscase

go 1.25
