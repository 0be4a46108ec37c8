module bench/threads

go 1.25
