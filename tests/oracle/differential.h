// Runs the cases that a Python script writes (see cases.py) against functions of ours, when there is a
// CPython 3.11.
#pragma once

#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "workloads/interpreter/numeric/big_integer.h"
#include "workloads/interpreter/text/codecs.h"
#include "workloads/interpreter/text/search.h"
#include "workloads/interpreter/text/string_builder.h"

namespace midden::oracle {

inline const char* error_name(numeric::ErrorKind kind) {
  switch (kind) {
    case numeric::ErrorKind::kValueError:
      return "ValueError";
    case numeric::ErrorKind::kTypeError:
      return "TypeError";
    case numeric::ErrorKind::kOverflowError:
      return "OverflowError";
    case numeric::ErrorKind::kZeroDivisionError:
      return "ZeroDivisionError";
    case numeric::ErrorKind::kMemoryError:
      return "MemoryError";
    case numeric::ErrorKind::kIndexError:
      return "IndexError";
    case numeric::ErrorKind::kKeyError:
      return "KeyError";
    default:
      return "Exception";
  }
}

inline std::string show(const numeric::Error& error) {
  return std::string("!") + error_name(error.kind) + " " + error.message;
}

inline std::string show(double value) {
  if (std::isnan(value)) return "nan";
  char buffer[17];
  std::snprintf(buffer, sizeof buffer, "%016lx", std::bit_cast<unsigned long>(value));
  return buffer;
}

inline std::string show(const numeric::BigInteger& value) {
  std::string out;
  if (auto error = numeric::append_integer(out, value, 10, 0)) return show(error);
  return out;
}

inline std::string show(text::StringView view) { return text::to_utf8(view); }
inline std::string show(const text::StringBuilder& builder) { return builder.to_utf8(); }
inline std::string show(bool value) { return value ? "1" : "0"; }
inline std::string show(int64_t value) { return std::to_string(value); }
inline std::string show_latin1(const std::string& bytes) {
  return text::to_utf8(text::StringView(std::string_view(bytes)));
}

// An error if there is one, else the value.
template <class Value>
std::string show(const numeric::Error& error, const Value& value) {
  return error ? show(error) : show(value);
}

inline text::StringBuilder decode_field(std::string_view field) {
  text::StringBuilder out;
  for (size_t i = 0; i < field.size(); ++i) {
    if (field[i] == '\\') {
      const size_t close = field.find('}', i);
      out.append(
          static_cast<char32_t>(std::stoul(std::string(field.substr(i + 2, close - i - 2)), nullptr, 16)));
      i = close;
    } else {
      out.append(static_cast<char32_t>(static_cast<unsigned char>(field[i])));
    }
  }
  return out;
}

class Case {
 public:
  explicit Case(std::string_view line) : line_(line) {
    while (true) {
      const size_t tab = line.find('\t');
      raw_.emplace_back(line.substr(0, tab));
      fields_.push_back(decode_field(raw_.back()));
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
  }
  const std::string& line() const { return line_; }
  const std::string& operation() const { return raw_[0]; }
  std::string expected() const { return fields_.back().to_utf8(); }
  // The arguments, from 0.
  text::StringView view(size_t i) const { return fields_[i + 1].view(); }
  std::string string(size_t i) const { return fields_[i + 1].to_utf8(); }
  std::string_view bytes(size_t i) const {
    return {static_cast<const char*>(view(i).data), view(i).length};  // of a field that holds bytes
  }
  int64_t integer(size_t i) const { return std::stoll(raw_[i + 1]); }
  double real(size_t i) const {
    return raw_[i + 1] == "nan" ? std::nan("") : std::bit_cast<double>(std::stoul(raw_[i + 1], nullptr, 16));
  }
  numeric::BigInteger big(size_t i) const {
    numeric::BigInteger out;
    mpz_set_str(out.mpz(), raw_[i + 1].c_str(), 10);
    return out;
  }

 private:
  std::string line_;
  std::vector<std::string> raw_;
  std::vector<text::StringBuilder> fields_;
};

using Operations = std::map<std::string, std::string (*)(const Case&)>;

// Runs MIDDEN_SOURCE_DIR/script and compares every case; reports the first few differences of each operation.
inline void compare_with_python(const char* script, const Operations& operations) {
  const char* root = std::getenv("MIDDEN_SOURCE_DIR");
  const std::string command =
      "PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=" + std::string(root != nullptr ? root : ".") +
      "/tests/oracle /usr/bin/python3 " + (root != nullptr ? root : ".") + "/" + script;
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string output;
  char buffer[65536];
  for (size_t got; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) output.append(buffer, got);
  const int status = pclose(pipe);
  if (WEXITSTATUS(status) == 77 || WEXITSTATUS(status) == 127) {
    WARN("no CPython 3.11 at /usr/bin/python3: nothing to compare with");
    return;
  }
  REQUIRE(status == 0);
  std::map<std::string, int> seen, wrong;
  std::string_view rest = output;
  while (!rest.empty()) {
    const size_t end = rest.find('\n');
    const Case test(rest.substr(0, end));
    rest.remove_prefix(end + 1);
    const auto operation = operations.find(test.operation());
    if (operation == operations.end()) {
      if (wrong[test.operation()]++ == 0) FAIL_CHECK("no operation " << test.operation());
      continue;
    }
    ++seen[test.operation()];
    const std::string actual = operation->second(test);
    if (actual != test.expected() && ++wrong[test.operation()] <= 5) {
      FAIL_CHECK(test.line() << "\n  gives " << actual << "\n  not   " << test.expected());
    }
  }
  for (const auto& [name, unused] : operations) {
    INFO("operation " << name);
    CHECK(seen[name] > 0);
  }
}

}  // namespace midden::oracle
