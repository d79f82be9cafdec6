for e in (BaseException, Exception, ArithmeticError, ZeroDivisionError, OverflowError, FloatingPointError, LookupError, IndexError, KeyError, AttributeError, NameError, UnboundLocalError, TypeError, ValueError,
          UnicodeError, UnicodeDecodeError, UnicodeEncodeError, RuntimeError, RecursionError, NotImplementedError, StopIteration, StopAsyncIteration, GeneratorExit, KeyboardInterrupt, SystemExit, ImportError, ModuleNotFoundError,
          OSError, FileNotFoundError, FileExistsError, PermissionError, IsADirectoryError, NotADirectoryError, EOFError, MemoryError, AssertionError, SyntaxError, IndentationError, TabError, SystemError, ReferenceError, BufferError,
          Warning, UserWarning, DeprecationWarning, RuntimeWarning, SyntaxWarning, FutureWarning, ImportWarning, UnicodeWarning, BytesWarning, ResourceWarning, PendingDeprecationWarning, TimeoutError, ConnectionError, BrokenPipeError, InterruptedError, BlockingIOError, ChildProcessError, ProcessLookupError):
    print(e.__name__, [b.__name__ for b in e.__mro__[1:]])
print(IOError is OSError, EnvironmentError is OSError)
