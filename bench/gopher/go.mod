module gopher

go 1.25.0
