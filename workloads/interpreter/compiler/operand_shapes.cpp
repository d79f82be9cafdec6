#include "workloads/interpreter/compiler/operand_shapes.h"

#include "workloads/interpreter/compiler/code_builder.h"

namespace midden::compiler {

const char* operand_shape(Opcode opcode) {
  if (opcode >= Opcode::Add && opcode <= Opcode::InplaceBitXor) return "wkk";
  if (opcode >= Opcode::Negate && opcode <= Opcode::Not) return "wk.";
  if (opcode >= Opcode::Less && opcode <= Opcode::NotContains) return "wkk";
  if (is_fused_jump(opcode)) return "jkk";
  switch (opcode) {
    case Opcode::Move:
      return "wk.";
    case Opcode::LoadConstant:
      return "wo.";
    case Opcode::Clear:
      return "ei.";
    case Opcode::CheckLocal:
      return "un.";
    case Opcode::DeleteLocal:
      return "en.";
    case Opcode::MakeCell:
      return "w..";
    case Opcode::LoadFree:
      return "wi.";
    case Opcode::LoadCell:
      return "wrn";
    case Opcode::StoreCell:
      return "rk.";
    case Opcode::DeleteCell:
      return "rn.";
    case Opcode::LoadGlobal:
      return "wn.";
    case Opcode::StoreGlobal:
      return "nk.";
    case Opcode::DeleteGlobal:
      return "n..";
    case Opcode::LoadName:
      return "wn.";
    case Opcode::StoreName:
      return "nk.";
    case Opcode::DeleteName:
      return "n..";
    case Opcode::LoadClassCell:
      return "wrn";
    case Opcode::GetAttribute:
      return "wkn";
    case Opcode::SetAttribute:
      return "rkn";
    case Opcode::DeleteAttribute:
      return "r.n";
    case Opcode::LoadMethod:
      return "wkn";
    case Opcode::GetItem:
      return "wkk";
    case Opcode::SetItem:
      return "rkk";
    case Opcode::DeleteItem:
      return "rk.";
    case Opcode::BuildSlice:
      return "wr.";
    case Opcode::Jump:
    case Opcode::JumpBack:
      return ".o.";
    case Opcode::JumpIfFalse:
    case Opcode::JumpIfTrue:
    case Opcode::JumpIfNone:
    case Opcode::JumpIfNotNone:
      return "ko.";
    case Opcode::GetIterator:
      return "wk.";
    case Opcode::ForIterate:
      return "wrj";
    case Opcode::ForIterateFar:
      return "wo.";
    case Opcode::UnpackSequence:
      return "wki";
    case Opcode::UnpackStarred:
      return "wri";
    case Opcode::BuildTuple:
    case Opcode::BuildList:
    case Opcode::BuildSet:
    case Opcode::BuildDict:
    case Opcode::BuildString:
      return "wii";
    case Opcode::ListAppend:
    case Opcode::ListExtend:
    case Opcode::SetAdd:
    case Opcode::SetUpdate:
    case Opcode::DictUpdate:
      return "rk.";
    case Opcode::ListToTuple:
      return "wr.";
    case Opcode::DictInsert:
      return "rkk";
    case Opcode::DictMerge:
      return "rkr";
    case Opcode::Convert:
      return "wki";
    case Opcode::Format:
      return "wkk";
    case Opcode::Call:
    case Opcode::CallMethod:
      return "riw";
    case Opcode::CallKeywords:
    case Opcode::CallMethodKeywords:
      return "uic";
    case Opcode::CallUnpacked:
      return "u..";
    case Opcode::Return:
      return ".k.";
    case Opcode::MakeFunction:
      return "wci";
    case Opcode::LoadBuildClass:
      return "w..";
    case Opcode::Yield:
      return "wk.";
    case Opcode::GetYieldFromIterator:
      return "wk.";
    case Opcode::YieldFrom:
      return "ur.";
    case Opcode::GetAwaitable:
      return "wki";
    case Opcode::GetAsyncIterator:
      return "wk.";
    case Opcode::GetAsyncNext:
      return "wr.";
    case Opcode::EndAsyncFor:
      return "e..";
    case Opcode::Raise:
      return "kk.";
    case Opcode::PushException:
      return "w..";
    case Opcode::PopException:
      return "e..";
    case Opcode::Reraise:
      return "rr.";
    case Opcode::MatchException:
      return "wrk";
    case Opcode::MatchExceptionGroup:
      return "wuk";
    case Opcode::PrepareReraiseStar:
      return "wrr";
    case Opcode::BeforeWith:
    case Opcode::BeforeAsyncWith:
      return "wk.";
    case Opcode::WithException:
      return "wrr";
    case Opcode::LoadAssertionError:
      return "w..";
    case Opcode::ImportName:
      return "un.";
    case Opcode::ImportFrom:
      return "wrn";
    case Opcode::ImportStar:
      return ".k.";
    case Opcode::SetupAnnotations:
      return "i..";
    case Opcode::GetLength:
    case Opcode::MatchSequence:
    case Opcode::MatchMapping:
      return "wr.";
    case Opcode::MatchKeys:
      return "wrk";
    case Opcode::MatchClass:
      return "uri";
    case Opcode::CopyDictWithoutKeys:
      return "wrk";
    default:
      return "...";
  }
}

bool is_off32_jump(Opcode opcode) {
  return (opcode >= Opcode::Jump && opcode <= Opcode::JumpIfNotNone) || opcode == Opcode::ForIterateFar;
}

bool ends_flow(Opcode opcode) {
  return opcode == Opcode::Jump || opcode == Opcode::JumpBack || opcode == Opcode::Return ||
         opcode == Opcode::Raise || opcode == Opcode::Reraise;
}

}  // namespace midden::compiler
