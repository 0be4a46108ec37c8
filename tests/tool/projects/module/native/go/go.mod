module example.com/odd/native.go/v2

go 1.13
