#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/vm/exceptions.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/native.h"
namespace midden::python {
__attribute__((weak)) std::string format_exception(Vm& vm, Value e){ Local x(vm,e); Owned s=repr(vm,x); std::string r = s? to_utf8(s.value()):"?"; 
  Value tb=exception_slot(x,kExceptionTraceback); while(tb&&!tb.is_none()){ auto*t=tb.as<Traceback>(); r+="\n  line "+std::to_string(t->code->position(t->instruction).line)+" in "+to_utf8(load(t->function_name)); tb=load(t->next);} return r; }
__attribute__((weak)) int report_uncaught(Vm& vm){ Owned e=take_pending(vm); fprintf(stderr,"%s\n",format_exception(vm,e.value()).c_str()); return 1; }
__attribute__((weak)) void report_unraisable(Vm& vm, Value){ report_uncaught(vm); }
__attribute__((weak)) Owned unicode_error_text(Vm& vm, Value, bool){ return make_str_utf8(vm,"?"); }
__attribute__((weak)) bool match_exception_group(Vm&, Word*, Value, Word*){ return false; }
__attribute__((weak)) Owned prepare_reraise_star(Vm&, Value, Value){ return nullptr; }
static Owned b_print(Vm& vm, Arguments a){ for(uint32_t i=0;i<a.count();++i){ Owned s=str(vm,a[i]); if(!s) return nullptr; if(i) fputc(' ',stdout); std::string t=to_utf8(unwrap(s.value(),Kind::Str)); fwrite(t.data(),1,t.size(),stdout);} fputc('\n',stdout); return retain(Value::none()); }
static Owned b_len(Vm& vm, Arguments a){ auto n=length(vm,a[0]); return n<0?Owned():make_int(vm,n); }
static Owned b_isinstance(Vm& vm, Arguments a){ return retain(Value::boolean(is_subtype(vm,type_of(vm,a[0]),a[1]))); }
static constexpr NativeDefinition kB[]={{"print",b_print,"*args"},{"len",b_len,"object, /"},{"isinstance",b_isinstance,"object, cls, /"}};
std::span<const NativeDefinition> bringup_functions(){ return kB; }
}
