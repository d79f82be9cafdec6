#pragma once

// The compiler's inside: one class, its members spread over the files of this folder by concern.

#include <memory>
#include <string>
#include <vector>

#include "workloads/interpreter/compiler/code_builder.h"
#include "workloads/interpreter/compiler/compile.h"
#include "workloads/interpreter/compiler/constant_folding.h"
#include "workloads/interpreter/compiler/operand.h"

namespace midden::compiler {

using syntax::Expr;
using syntax::ExprContext;
using syntax::ExprKind;
using syntax::Identifier;
using syntax::List;
using syntax::Location;
using syntax::Pattern;
using syntax::Scope;
using syntax::Stmt;

// What a name means in the code block being compiled.
struct Variable {
  enum class Kind : std::uint8_t { local, cell, class_free, global, in_namespace };
  Kind kind;
  Register reg = 0;  // local: of the value; cell, class_free: of the cell
  Identifier name;   // mangled
};

// A statement that something must be done about when control leaves it early.
struct Block {
  enum class Kind : std::uint8_t {
    while_loop,
    for_loop,     // reg: the iterator
    try_except,   // nothing to do but to end its coverage
    finally_try,  // statement: its finally body is to be run
    finally_end,  // reg: the pushed exception
    handler,      // reg: the pushed exception; name, if not empty, is to be deleted
    with,         // reg: the bound __exit__
    kept_value    // reg: the value of a return under way
  };
  Block(Kind kind) : kind(kind) {}  // NOLINT(google-explicit-constructor)

  Kind kind;
  bool is_async = false;
  Register reg = 0;
  Label continue_label = kNoLabel;
  Label break_label = kNoLabel;
  const Stmt* statement = nullptr;
  Identifier name;

  // Coverage by an exception handler, if any.
  Label handler = kNoLabel;
  Register depth = 0;
  std::uint32_t start = 0;
  BoundSet bound;  // what is bound wherever the block may raise
};

// One code block being compiled.
struct Unit {
  Unit(const Scope* scope, std::uint32_t first_temporary, Unit* parent)
      : scope(scope), parent(parent), builder(first_temporary), code(std::make_shared<CodeTemplate>()) {}
  const Scope* scope;
  Unit* parent;
  CodeBuilder builder;
  std::shared_ptr<CodeTemplate> code;
  std::vector<Block> blocks;
  bool by_name = false;  // plain names live in the namespace r[0]
};

class Compiler {
 public:
  Compiler(const syntax::SymbolTable& symbols, const std::string& file_name, CompileOptions options)
      : symbols_(symbols), file_name_(file_name), options_(options) {}

  CompileResult module(const syntax::Module& module);
  CompileResult expression_code(const syntax::Expression& expression);

 private:
  // Sets the position of the instructions emitted in its lifetime.
  class At {
   public:
    At(Compiler& compiler, const Location& at);
    ~At() { builder_.position = saved_; }
    At(const At&) = delete;
    At& operator=(const At&) = delete;

   private:
    CodeBuilder& builder_;
    SourceRange saved_;
  };

  // --- units (units.cpp)
  void enter_unit(const Scope* scope, std::string_view name, int first_line);
  std::shared_ptr<CodeTemplate> leave_unit();
  void prologue();
  std::string qualified_name(std::string_view name) const;
  CompileResult finish(std::shared_ptr<CodeTemplate> code);
  void fail(syntax::ProblemKind kind, std::string message);
  CodeBuilder& builder() { return unit_->builder; }

  // --- registers and operands (operands.cpp)
  Register top() { return builder().registers.top(); }
  Register allocate(std::uint32_t count = 1) { return builder().registers.allocate(count); }
  void release_to(Register mark) { builder().registers.release_to(mark); }
  Register result_register(Target target, Register mark);
  Operand result(Target target, Register reg);
  Operand place(Operand value, Target target, Register mark);
  bool is_temporary_target(Target target);
  Register accumulator(Target target);
  Operand accumulated(Register reg, Target target, Register mark);
  Register in_register(Operand& operand);
  Operand protect(Operand operand, const Expr* evaluated_later);
  Operand constant(ConstantValue value) { return builder().constant(std::move(value)); }
  Operand none() { return constant(none_constant()); }
  void empty_temporaries(Register mark, Register height);

  // --- names (names.cpp)
  Variable lookup(Identifier name);
  Operand load_name(Identifier name, Target target);
  void store_name(Identifier name, Operand value);
  void delete_name(Identifier name);
  void forget_name(Identifier name);  // at the end of `except … as name`
  void unbind(Register reg);
  Operand load_variable(const Variable& variable, Target target);
  bool local_register(const Expr* target, Register& reg);
  bool local_register(Identifier name, Register& reg);

  // --- expressions (expressions.cpp)
  Operand expression(const Expr* expr, Target target = {});
  Operand expression_kind(const Expr* expr, Target target);
  void expression_into(const Expr* expr, Register reg) { expression(expr, Target::exact(reg)); }
  Operand binary(const syntax::BinOp* expr, Target target);
  Operand unary(const syntax::UnaryOp* expr, Target target);
  Operand conditional(const syntax::IfExp* expr, Target target);
  Operand named(const syntax::NamedExpr* expr, Target target);
  Operand attribute(const syntax::Attribute* expr, Target target);
  Operand subscript(const syntax::Subscript* expr, Target target);
  Operand slice(const syntax::Slice* expr, Target target);
  Operand yield(const syntax::Yield* expr, Target target);
  Operand yield_from(const syntax::YieldFrom* expr, Target target);
  Operand await(const syntax::Await* expr, Target target);
  void await_value(Operand awaitable, Register result, int origin);
  void run_iterator(Register result, Register iterator);
  void start_at_attribute(const syntax::Attribute* attribute);

  // --- conditions (conditions.cpp)
  void jump_if(const Expr* condition, Label label, bool when);
  void jump_if_compare(const syntax::Compare* compare, Label label, bool when);
  Operand bool_op(const syntax::BoolOp* expr, Target target);
  void bool_operand(const syntax::Expr* value, Register out, bool decides, Label decided);
  Operand compare(const syntax::Compare* expr, Target target);
  Operand compare_as(const syntax::Compare* expr, Opcode opcode, Target target);
  Operand comparand(const syntax::Compare* expr, std::size_t index);

  // --- displays (displays.cpp)
  Operand list_display(const syntax::ListExpr* expr, Target target);
  Operand tuple_display(const syntax::Tuple* expr, Target target);
  Operand set_display(const syntax::Set* expr, Target target);
  Operand dict_display(const syntax::Dict* expr, Target target);
  Operand build(Opcode opcode, List<Expr*> elements, Target target);
  void append_elements(Register list, List<Expr*> elements, bool to_set);

  // --- formatting (formatting.cpp)
  Operand literal_format(const syntax::BinOp* expr, Target target);
  void added_part(Register first, std::uint32_t& parts);
  Operand joined_string(const syntax::JoinedStr* expr, Target target);
  Operand formatted_value(const syntax::FormattedValue* expr, Target target);

  // --- calls (calls.cpp)
  Operand call(const syntax::Call* expr, Target target);
  Operand method_call(const syntax::Call* expr, Target target);
  Operand unpacked_call(const syntax::Call* expr, Target target);
  void unpacked_arguments(List<Expr*> args, List<syntax::Keyword> keywords, Register window);
  void unpacked_keywords(List<syntax::Keyword> keywords, Register window);
  std::uint32_t keyword_names(List<syntax::Keyword> keywords);

  // --- functions and classes (functions.cpp, classes.cpp)
  void function_def(const syntax::FunctionDef* statement);
  Operand lambda(const syntax::Lambda* expr, Target target);
  std::uint32_t function_parts(const syntax::Arguments& args, const Expr* returns, const Scope* scope,
                               bool with_annotations);
  bool push_defaults(const syntax::Arguments& args);
  bool push_keyword_defaults(const syntax::Arguments& args);
  bool push_annotations(const syntax::Arguments& args, const Expr* returns);
  void push_annotation(Identifier name, const Expr* value, std::uint32_t& count);
  bool push_closure(const Scope* scope);
  Operand make_function(std::shared_ptr<CodeTemplate> code, std::uint32_t parts, Register first,
                        Target target);
  Operand annotation(const Expr* expr, Target target);
  void class_def(const syntax::ClassDef* statement);
  std::shared_ptr<CodeTemplate> class_body(const syntax::ClassDef* statement, int first_line);
  Register push_decorators(List<Expr*> decorators);
  void apply_decorators(List<Expr*> decorators, Register first);

  // --- comprehensions (comprehensions.cpp)
  Operand comprehension(const Expr* expr, std::string_view name, const Expr* element, const Expr* value,
                        List<syntax::Comprehension> generators, Target target);
  void comprehension_loop(const Expr* expr, const Expr* element, const Expr* value,
                          List<syntax::Comprehension> generators, std::size_t index, Register accumulator);
  void comprehension_element(const Expr* expr, const Expr* target, const Expr* element, const Expr* value,
                             Register accumulator);

  // --- assignments (assignments.cpp)
  void assign_statement(const syntax::Assign* statement);
  void assign(const Expr* target, Operand value);
  void unpack(List<Expr*> targets, Operand value);
  bool assign_in_parallel(List<Expr*> targets, List<Expr*> values);
  void augmented_assign(const syntax::AugAssign* statement);
  void annotated_assign(const syntax::AnnAssign* statement);
  void delete_target(const Expr* target);

  // --- statements (statements.cpp)
  void statements(List<Stmt*> body);
  void statement(const Stmt* statement);
  void body(List<Stmt*> body, bool docstring_first);
  void expression_statement(const syntax::ExprStmt* statement);
  void if_statement(const syntax::If* statement);
  void assert_statement(const syntax::Assert* statement);
  void raise_statement(const syntax::Raise* statement);
  void return_statement(const syntax::Return* statement);
  void return_value(const Expr* expr);
  void import_statement(const syntax::Import* statement);
  void import_from(const syntax::ImportFrom* statement);
  Register import_module(std::string_view name, ConstantValue from_list, int level);

  // --- loops and blocks (loops.cpp, blocks.cpp)
  void while_statement(const syntax::While* statement);
  void for_statement(const syntax::For* statement);
  void async_for_statement(const syntax::For* statement);
  void async_next(Register iterator, Register result, Label end);
  void end_async_for(Register iterator, Label end, Register depth);
  Register iteration_register(const Expr* target);
  void store_iteration(const Expr* target, Register reg);
  void break_statement();
  void continue_statement();
  std::size_t innermost_loop() const;
  void enter_loop(List<Stmt*> body);
  void push_block(Block block) { unit_->blocks.push_back(std::move(block)); }
  void push_covered_block(Block block, Label handler, Register depth);
  void pop_block();
  void pop_block_keeping(std::vector<Block>& left);
  std::vector<Block> leave_blocks(std::size_t down_to, Operand kept);
  void reenter_blocks(std::vector<Block> left);
  void leave_block(const Block& block, bool code_follows);
  bool leaving_runs_code(std::size_t down_to) const;

  // --- exceptions and with (exceptions.cpp, with.cpp)
  void try_statement(const syntax::Try* statement);
  void try_finally(const syntax::Try* statement);
  void try_except(const syntax::Try* statement);
  void try_star(const syntax::Try* statement);
  void handler_body(const syntax::ExceptHandler& handler, Register pushed, Label cleanup, Label end);
  void star_handler(const syntax::ExceptHandler& handler, Register results, Register rest);
  void raise_again(Label cleanup, Register pushed, Identifier name);
  void with_statement(const syntax::With* statement, std::size_t item);
  void call_exit(Register window, bool is_async);

  // --- match (patterns.cpp)
  // One alternative being tried. Its temporaries pile up from `mark` on, captured values among them, and are
  // all emptied when it has succeeded or failed.
  struct Attempt {
    Label fail;
    Register mark;
    Register height;  // of the highest temporary that may be held at `fail`
    std::vector<std::pair<Identifier, Register>> captures;
  };
  void match_statement(const syntax::Match* statement);
  void match_case(const syntax::MatchCase& match_case, Operand subject, Label end);
  Attempt begin_attempt();
  void fail_attempt(Attempt& attempt);
  void fail_unless(Opcode jump, Operand condition, Attempt& attempt);
  void fail_unless_compared(Opcode jump, Operand left, Operand right, Attempt& attempt);
  void pattern(const Pattern* pattern, Register subject, Attempt& attempt);
  void sequence_pattern(const syntax::MatchSequence* pattern, Register subject, Attempt& attempt);
  void sequence_items(const syntax::MatchSequence* pattern, std::size_t star, Register subject,
                      Attempt& attempt);
  void mapping_pattern(const syntax::MatchMapping* pattern, Register subject, Attempt& attempt);
  Operand mapping_keys(List<Expr*> keys);
  void class_pattern(const syntax::MatchClass* pattern, Register subject, Attempt& attempt);
  void or_pattern(const syntax::MatchOr* pattern, Register subject, Attempt& attempt);

  const syntax::SymbolTable& symbols_;
  const std::string& file_name_;
  CompileOptions options_;
  std::vector<std::unique_ptr<Unit>> units_;
  Unit* unit_ = nullptr;
  int depth_ = 0;
  CompileResult outcome_;
};

// The text of an annotation as CPython restores it from the tree.
std::string unparse(const Expr* expr);

Opcode binary_opcode(syntax::BinaryOperator op);
Opcode comparison_opcode(syntax::CompareOperator op);
std::optional<Opcode> negated_comparison(const syntax::Compare* expr);
SourceRange source_range(const Location& at);

}  // namespace midden::compiler
