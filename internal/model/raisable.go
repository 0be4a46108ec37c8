package model

// Raisable are the classes of Python's that //py:raises can name.
var Raisable = []string{"ArithmeticError", "AssertionError", "AttributeError", "BlockingIOError", "BrokenPipeError", "BufferError",
	"ChildProcessError", "ConnectionAbortedError", "ConnectionError", "ConnectionRefusedError", "ConnectionResetError", "EOFError",
	"FileExistsError", "FileNotFoundError", "FloatingPointError", "ImportError", "IndexError", "InterruptedError", "IsADirectoryError",
	"KeyError", "LookupError", "MemoryError", "ModuleNotFoundError", "NameError", "NotADirectoryError", "NotImplementedError", "OSError",
	"OverflowError", "PermissionError", "ProcessLookupError", "RecursionError", "ReferenceError", "RuntimeError", "TimeoutError",
	"TypeError", "UnicodeError", "ValueError", "ZeroDivisionError"}
