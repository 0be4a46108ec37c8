module example.com/bigintcase

go 1.25
