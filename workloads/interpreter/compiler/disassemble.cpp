#include "workloads/interpreter/compiler/disassemble.h"

#include <fmt/format.h>

#include <algorithm>

#include "workloads/interpreter/compiler/code_builder.h"
#include "workloads/interpreter/compiler/operand_shapes.h"

namespace midden {
namespace {

using compiler::operand_shape;

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (char c : text) {
    if (c == '\n') {
      result += "\\n";
    } else if (c == '\'' || c == '\\') {
      result += {'\\', c};
    } else {
      result += c;
    }
  }
  return result + "'";
}

std::string joined(const std::vector<ConstantValue>& items) {
  std::string result;
  for (const ConstantValue& item : items) {
    if (!result.empty()) result += ", ";
    result += constant_text(item);
  }
  return result;
}

class Listing {
 public:
  Listing(const CodeTemplate& code, DisassembleOptions options) : code_(code), options_(options) {
    name_registers();
  }

  std::string write() {
    header();
    for (std::uint32_t at = 0; at < code_.instructions.size();) {
      const Instruction& instruction = code_.instructions[at];
      line(at, instruction);
      at += 1 + cache_words(instruction.opcode);
    }
    for (const HandlerRange& handler : code_.handlers) {
      out_ += fmt::format("  handler {}..{} -> {} depth {}\n", handler.start, handler.end, handler.target,
                          register_name(handler.depth));
    }
    if (options_.nested) {
      for (const ConstantValue& constant : code_.constants) {
        if (constant.code) out_ += "\n" + disassemble(*constant.code, options_);
      }
    }
    return std::move(out_);
  }

 private:
  void name_registers() {
    names_ = code_.local_names;
    auto set = [&](std::uint16_t reg, std::string name) {
      if (reg >= names_.size()) names_.resize(reg + 1u);
      names_[reg] = std::move(name);
    };
    if (code_.is_class_body) set(0, "namespace");
    for (std::size_t i = 0; i < code_.cell_registers.size(); i++) {
      set(code_.cell_registers[i], "cell " + code_.cell_names[i]);
    }
    for (std::size_t i = 0; i < code_.free_registers.size(); i++) {
      set(code_.free_registers[i], "free " + code_.free_names[i]);
    }
  }

  std::string register_name(std::uint32_t reg) const {
    return reg < names_.size() ? names_[reg] : fmt::format("t{}", reg - names_.size());
  }

  void header() {
    out_ += fmt::format("{} (line {}, {} registers", code_.qualified_name, code_.first_line,
                        code_.register_count);
    if (code_.is_generator) out_ += ", generator";
    if (code_.is_coroutine) out_ += ", coroutine";
    if (code_.is_async_generator) out_ += ", asynchronous generator";
    out_ += "):\n";
  }

  std::string operand(char shape, std::uint16_t value, bool killed) const {
    switch (shape) {
      case 'w':
      case 'r':
      case 'u':
      case 'e':
        return register_name(value) + (killed ? "!" : "");
      case 'k': {
        if (value == kNoOperand) return "-";
        auto index = static_cast<std::int16_t>(value);
        if (index < 0) return constant_text(code_.constants[static_cast<std::size_t>(-(index + 1))]);
        return register_name(value) + (killed ? "!" : "");
      }
      case 'n':
        return "." + code_.names[value];
      case 'c':
        return constant_text(code_.constants[value]);
      default:
        return std::to_string(value);
    }
  }

  void line(std::uint32_t at, const Instruction& instruction) {
    const char* shape = operand_shape(instruction.opcode);
    std::string text = fmt::format("{:5}  {}", at, opcode_name(instruction.opcode));
    const std::uint16_t values[] = {instruction.a, instruction.b, instruction.c};
    const char* separator = " ";
    std::string target;
    for (int i = 0; i < 3; i++) {
      if (shape[i] == '.') continue;
      if (shape[i] == 'o' && instruction.opcode == Opcode::LoadConstant) {
        text += separator + constant_text(code_.constants[static_cast<std::size_t>(instruction.off32())]);
      } else if (shape[i] == 'o') {
        std::int32_t offset = instruction.off32();
        target = std::to_string(static_cast<std::int32_t>(at) +
                                (instruction.opcode == Opcode::JumpBack ? -offset : offset));
      } else if (shape[i] == 'j') {
        target = std::to_string(at + values[i]);
      } else {
        text += separator + operand(shape[i], values[i], instruction.kill >> i & 1);
        separator = ", ";
      }
    }
    if (!target.empty()) text += " -> " + target;
    if (options_.positions) {
      const SourceRange& position = code_.positions[at];
      text = fmt::format("{:<56} {}:{}-{}:{}", text, position.line, position.column, position.end_line,
                         position.end_column);
    }
    out_ += text + "\n";
  }

  const CodeTemplate& code_;
  DisassembleOptions options_;
  std::vector<std::string> names_;
  std::string out_;
};

}  // namespace

std::string constant_text(const ConstantValue& value) {
  using Type = ConstantValue::Type;
  switch (value.type) {
    case Type::none:
      return "None";
    case Type::false_:
      return "False";
    case Type::true_:
      return "True";
    case Type::ellipsis:
      return "...";
    case Type::integer:
      return std::to_string(value.integer);
    case Type::big_integer:
      return value.text;
    case Type::floating: {
      std::string text = fmt::format("{}", value.floating);
      return text.find_first_of(".einf") == std::string::npos ? text + ".0" : text;
    }
    case Type::complex:
      return fmt::format("{}j", value.floating);
    case Type::string:
      return quoted(value.text);
    case Type::bytes:
      return "b" + quoted(value.text);
    case Type::tuple:
      return "(" + joined(value.items) + (value.items.size() == 1 ? ",)" : ")");
    case Type::frozenset:
      return "frozenset({" + joined(value.items) + "})";
    case Type::code:
      return "<code " + value.code->qualified_name + ">";
  }
  return "?";
}

std::string disassemble(const CodeTemplate& code, DisassembleOptions options) {
  return Listing(code, options).write();
}

}  // namespace midden
