#pragma once

// What one configuration's executable says of itself. The command line and the record of a run are compiled
// once for all configurations; main.cpp fills this in from its configuration.h.

#include "collectors/common/options.h"

namespace midden::python {

struct ConfigurationFacts {
  const char* name;  // also the first word of messages
  const char* model;
  const char* collector;
  const char* summary;  // of the collector
  bool moves;
  bool counts;
  OptionTable options;
  // How it was built.
  const char* version;
  const char* build_type;
  const char* flags;
  const char* sanitizer;
};

}  // namespace midden::python
