module example.com/lendcase

go 1.25
