module example.com/errorscase

go 1.25
