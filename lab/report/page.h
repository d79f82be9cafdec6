// A report: one HTML file that needs nothing else. Page, style and scripts are the files beside this one,
// compiled in; the chart library is the distribution's (libjs-chart.js), read when the report is written.
#pragma once

#include <string>
#include <vector>

#include "lab/report/sources.h"

namespace midden::lab {

// Empty, or why there can be no report here.
std::string report_problem();

// Throws UserError when the chart library is not installed.
std::string report_page(const std::vector<ReportSource>& sources);

// All that the page shows, as its scripts get it: {"schema": "midden-report/1", title, programs,
// environments, methods}. A program has its figure_rows (rows.h) as "rows", the findings for each heap size,
// and "cells" with what pictures are drawn from.
nlohmann::json report_data(const std::vector<ReportSource>& sources);

}  // namespace midden::lab
