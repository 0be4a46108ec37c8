module example.com/stresscase

go 1.25
