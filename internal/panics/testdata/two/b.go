package two

import "os"

func B() { os.Getpid() }
