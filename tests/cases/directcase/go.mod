module example.com/directcase

go 1.25
