# only: refcount
# not: incremental
# skip-stress
# Which kinds of objects the cycle collector looks at, before and after a collection.
import gc, types, collections, functools, weakref, itertools, operator, sys, io, array
gc.collect()
gc.disable()
class C: pass
class S: __slots__=('a',)
class E: __slots__=()
class I(int): pass
class T(tuple): pass
class D(dict): pass
class L(list): pass
class St(str): pass
def f(): pass
def g():
    x=1
    def h(): return x
    return h
def gen(): yield 1
N=collections.namedtuple('N','a b')
cands = {
 'list':[], 'set':set(),'frozenset':frozenset(),'frozenset1':frozenset([1]),'tuple1':(C(),), 'C':C(),'S':S(),'E':E(),'I':I(3),'T':T(),'T1':T((1,)),'D':D(),'L':L(),'St':St('x'),
 'class':C,'f':f,'method':C().__init__,'bm':[].append,'len':len,'cell':g().__closure__[0],'gen':gen(),
 'listiter':iter([]),'keys':{}.keys(),'values':{}.values(),'items':{}.items(),'slice':slice(1),'module':gc,'weakref':weakref.ref(C),'exc':ValueError(),
 'property':property(),'mp':C.__dict__,'mv':memoryview(b'x'),'sm':staticmethod(f),'cm':classmethod(f),'enum':enumerate([]),'zip':zip(),'map':map(len,[]),'filter':filter(None,[]),'striter':iter('abc'),
 'deque':collections.deque(),'N':N(1,2),'OD':collections.OrderedDict(),'dd':collections.defaultdict(),'SN':types.SimpleNamespace(),'partial':functools.partial(f),'lru':functools.lru_cache(f),
 'int':1,'str':'a','bytes':b'a','ba':bytearray(),'float':1.0,'complex':1j,'bool':True,'None':None,'Ell':...,'object':object(),'range':range(3),'rangeiter':iter(range(3)),'code':f.__code__,'()':(),'type int':int,'type list':list,
 'dict0':{}, 'dict1':{1:2}, 'dictC':{1:C()}, 'dictempty':{'a':{}}, 'dicttuple':{'a':(1,2)}, 'tup12':(1,int('2')),
 'tupleiter':iter((1,)), 'dictiter':iter({}), 'setiter':iter(set()), 'reversed':reversed([]), 'chain':itertools.chain(), 'count':itertools.count(), 'repeat':itertools.repeat(1),'cycle':itertools.cycle([]),
 'islice':itertools.islice([],1),'product':itertools.product([]),'itemgetter':operator.itemgetter(1),'attrgetter':operator.attrgetter('a'),'methodcaller':operator.methodcaller('a'),
 'StringIO':io.StringIO(),'BytesIO':io.BytesIO(),'array':array.array('i'),'super':super(C,C()),'genalias':list[int],'union':int|str,'wrapper_descriptor':int.__add__,'method-wrapper':(1).__add__,'method_descriptor':str.join,'member':S.a,
 'NotImpl':NotImplemented,'dictproxy':types.MappingProxyType({}),'coroutine_type':types.CoroutineType,'callable_iterator':iter(int,1),
 'tee':itertools.tee([])[0],'accumulate':itertools.accumulate([]),'groupby':itertools.groupby([]),'groups':itertools.zip_longest(),'starmap':itertools.starmap(f,[]),'dictviewmap':types.MappingProxyType({}), 'weakproxy':weakref.proxy(C),'weakset':weakref.WeakSet(),'random':__import__('random').Random(),
}
try: 1/0
except Exception as e: cands['tb']=e.__traceback__; cands['frame']=e.__traceback__.tb_frame
for k,v in cands.items(): print(k, gc.is_tracked(v))
gc.collect()
print('after')
for k,v in cands.items(): print(k, gc.is_tracked(v))
