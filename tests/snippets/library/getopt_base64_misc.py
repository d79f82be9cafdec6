import getopt, base64, types, numbers, warnings
print(getopt.getopt(["-a", "-b", "val", "--long=x", "--flag", "rest"], "ab:", ["long=", "flag"]))
try:
    getopt.getopt(["-z"], "a")
except getopt.GetoptError as e:
    print(e)
print(base64.b64encode(b"hello world"), base64.b64decode("aGVsbG8="), base64.b16encode(b"\x01\xab"), base64.urlsafe_b64encode(b"\xff\xfe"), base64.b32encode(b"abc"))
print(types.SimpleNamespace(a=1, b="x"), types.SimpleNamespace(a=1) == types.SimpleNamespace(a=1), types.FunctionType.__name__, isinstance(types, types.ModuleType), isinstance((x for x in []), types.GeneratorType), types.NoneType)
print(isinstance(1, numbers.Number), isinstance(1.5, numbers.Real), isinstance(1j, numbers.Complex), isinstance(1.5, numbers.Integral), isinstance(True, numbers.Integral))
warnings.filterwarnings("ignore")
warnings.warn("unseen")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("unseen too", DeprecationWarning)
print("done")
