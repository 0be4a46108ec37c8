module example.com/textscase

go 1.25
