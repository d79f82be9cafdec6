#include "workloads/interpreter/text/codecs.h"

#include <catch2/catch.hpp>

#include "tests/oracle/differential.h"

using namespace midden::text;
using midden::oracle::Case;
using midden::oracle::show;

namespace {

std::string failure(const CodecError& error, const std::string& message) {
  return "!" + std::to_string(error.start) + "-" + std::to_string(error.end) + " " + message;
}

Codec codec_of(const Case& c) {
  Codec codec = Codec::kUtf8;
  REQUIRE(find_codec(c.string(0), codec));
  return codec;
}

ErrorHandler handler_of(const Case& c) {
  ErrorHandler handler = ErrorHandler::kStrict;
  REQUIRE(find_error_handler(c.string(1), handler));
  return handler;
}

}  // namespace

TEST_CASE("bytes and text convert, and fail, as CPython's codecs") {
  midden::oracle::compare_with_python(
      "tests/text/codec_cases.py",
      {
          {"decode",
           [](const Case& c) {
             StringBuilder out;
             const auto bytes = c.view(2).narrow();
             const CodecError error = decode(out, codec_of(c), bytes, handler_of(c));
             return error ? failure(error, decode_error_message(error, bytes)) : show(out);
           }},
          {"encode",
           [](const Case& c) {
             std::string out;
             const CodecError error = encode(out, codec_of(c), c.view(2), handler_of(c));
             return error ? failure(error, encode_error_message(error, c.view(2)))
                          : midden::oracle::show_latin1(out);
           }},
      });
}

TEST_CASE("codecs go by many names") {
  Codec codec;
  for (const char* name : {"UTF-8", "utf8", "U8", "utf_8"}) {
    REQUIRE(find_codec(name, codec));
    CHECK(codec == Codec::kUtf8);
  }
  for (const char* name : {"latin1", "ISO-8859-1", "L1", "iso8859-1"}) {
    REQUIRE(find_codec(name, codec));
    CHECK(codec == Codec::kLatin1);
  }
  CHECK(!find_codec("klingon", codec));
  ErrorHandler handler;
  CHECK(!find_error_handler("Strict", handler));
}
