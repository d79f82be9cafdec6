// The page: tables and figures made of the data that the lab put into it.

const report = JSON.parse(document.getElementById("data").textContent);
const allConfigurations = [...new Set(report.programs.flatMap((program) => program.configurations))];
const lookIndex = (configuration) => allConfigurations.indexOf(configuration);
const charts = [];
const choice = { program: 0, heap: 0 };

const programTitle = (program) => [program.name, program.arguments].filter((text) => text).join(" ");
const fileName = (...parts) => parts.filter((part) => part).join("-").replace(/[^\w.=,-]+/g, "_") + ".csv";

// Overview.

const COLUMNS = [
  ["wall_s", "wall time, s", (row) => range(secondsText(row.wall_s), row.wall_low_s, row.wall_high_s, secondsText)],
  ["to_best", "to fastest", (row) => range(fixed(row.to_best, 2), row.to_best_low, row.to_best_high, (v) => v.toFixed(2))],
  ["cpu_s", "CPU time, s", (row) => range(secondsText(row.cpu_s), row.cpu_low_s, row.cpu_high_s, secondsText)],
  ["overhead_wall", "lower-bound overhead", (row) => range(fixed(row.overhead_wall, 2), row.overhead_wall_low, row.overhead_wall_high, (v) => v.toFixed(2))],
  ["collector_cpu_share", "GC, % of CPU", (row) => [fixed(row.collector_cpu_share, 0, 100)]],
  ["pauses", "pauses", (row) => [fixed(row.pauses, 0)]],
  ["pause_p99_s", "p99 pause, ms", (row) => [millisecondsText(row.pause_p99_s)]],
  ["pause_max_s", "longest pause, ms", (row) => [millisecondsText(row.pause_max_s)]],
  ["utilisation_10ms", "runs in worst 10 ms, %", (row) => [fixed(row.utilisation_10ms, 0, 100)]],
  ["garbage_max_bytes", "most garbage, MB", (row) => [fixed(row.garbage_max_bytes, 1, 1 / MEGABYTE)]],
  ["peak_rss_bytes", "peak RSS, MB", (row) => [fixed(row.peak_rss_bytes, 0, 1 / MEGABYTE)]],
];

function range(text, low, high, format) {
  return isNumber(low) && isNumber(high) ? [text, `${format(low)}–${format(high)}`] : [text];
}

function overview() {
  const severalPrograms = report.programs.length > 1;
  const heaps = report.programs.some((program) => program.rows.some((row) => row.heap));
  const head = element("tr");
  if (severalPrograms) head.append(element("th", { class: "text" }, "program"));
  head.append(element("th", { class: "text" }, "configuration"));
  if (heaps) head.append(element("th", {}, "heap"));
  for (const [, title] of COLUMNS) head.append(element("th", {}, title));
  const body = element("tbody");
  for (const program of report.programs) {
    program.rows.forEach((row, index) => {
      const line = element("tr", { class: index === 0 && severalPrograms ? "first" : null });
      if (severalPrograms) line.append(element("td", { class: "text" }, index === 0 ? programTitle(program) : ""));
      const swatch = element("span", { class: "swatch", style: `background:${lookOf(lookIndex(row.configuration)).borderColor}` });
      line.append(element("td", { class: "text" }, swatch, row.configuration));
      if (heaps) line.append(element("td", {}, row.heap || "–"));
      if (!isNumber(row.wall_s)) {
        line.append(element("td", { class: "failed", colspan: COLUMNS.length }, row.outcome));
      } else {
        for (const [column, , cell] of COLUMNS) {
          const [text, interval] = cell(row);
          line.append(element("td", { "data-column": column }, text, interval ? element("span", { class: "range" }, interval) : null));
        }
      }
      body.append(line);
    });
  }
  document.getElementById("rows").append(element("thead", {}, head), body);
  const columns = [...new Set(report.programs.flatMap((program) => program.rows.flatMap((row) => Object.keys(row))))];
  offerCsv(document.getElementById("rows-csv"), "overview.csv", columns,
           report.programs.flatMap((program) => program.rows.map((row) => columns.map((column) => row[column]))));
  document.getElementById("overview-finding").textContent =
    "Medians over the invocations; below them 95 % bootstrap intervals. Where intervals overlap, the figures support no ranking.";
}

// Figures. Each has a title, a sentence, panels, and its data.

function figure(parent, { id, title, finding, note, panels, columns, rows, before }) {
  const made = element("figure", { id });
  made.append(element("h3", {}, title), element("p", { class: "finding" }, finding));
  if (before) made.append(before);
  const grid = element("div", { class: "panels" });
  const canvases = panels.map((panel) => {
    const canvas = element("canvas", { role: "img", "aria-label": `${panel.title || title}. ${finding}` });
    grid.append(element("div", { class: "panel" }, panel.title ? element("h4", {}, panel.title) : null,
                        element("div", { class: "canvas", style: panel.height ? `height:${panel.height}px` : null }, canvas)));
    return canvas;
  });
  const link = element("a", {}, "Data (CSV)");
  offerCsv(link, fileName(report.programs[choice.program].name, id), columns, rows);
  made.append(grid, element("figcaption", {}, note ? note + " " : "", link));
  parent.append(made);
  panels.forEach((panel, index) => charts.push(panel.draw(canvases[index])));
}

// What is shown: the rows at the chosen heap, and real interpreters, which have none.
function chosen() {
  const program = report.programs[choice.program];
  const heap = program.heaps.length ? program.heaps[choice.heap] : null;
  const shown = program.rows
    .map((row, index) => ({ row, cell: program.cells[index], name: row.configuration, look: lookIndex(row.configuration) }))
    .filter(({ row }) => isNumber(row.wall_s) && (heap === null || row.peer || row.heap === heap));
  return { program, heap, shown, finding: program.findings[heap === null ? 0 : choice.heap] };
}

function timeFigure(parent) {
  const { program, heap, shown, finding } = chosen();
  const panel = (title, metric) => ({
    title,
    height: 70 + 34 * shown.length,
    draw: (canvas) =>
      dotChart(canvas, shown.map(({ row, name, look }) => ({
        name, look, value: row[`${metric}_s`], low: row[`${metric}_low_s`], high: row[`${metric}_high_s`],
      })), `${title}, s`, (value) => `${secondsText(value)} s`),
  });
  figure(parent, {
    id: "time",
    title: heap ? `Time at ${heap}` : "Time",
    finding: finding.time,
    note: "Median and 95 % interval of an invocation.",
    panels: [panel("wall time", "wall"), panel("CPU time of all threads", "cpu")],
    columns: ["configuration", "wall_s", "wall_low_s", "wall_high_s", "cpu_s", "cpu_low_s", "cpu_high_s"],
    rows: shown.map(({ row }) => [row.configuration, row.wall_s, row.wall_low_s, row.wall_high_s, row.cpu_s, row.cpu_low_s, row.cpu_high_s]),
  });
}

function overheadFigure(parent) {
  const { program } = chosen();
  const rows = program.rows.filter((row) => isNumber(row.overhead_wall));
  if (rows.length === 0) return;
  const own = program.configurations.filter((name) => rows.some((row) => row.configuration === name));
  const panel = (title, metric) => ({
    title,
    height: program.heaps.length > 1 ? null : 70 + 34 * own.length,
    draw: (canvas) => {
      const point = (row) => ({ low: row[`${metric}_low`], high: row[`${metric}_high`] });
      if (program.heaps.length < 2) {
        return dotChart(canvas, rows.map((row) => ({ name: row.configuration, look: lookIndex(row.configuration), value: row[metric], ...point(row) })),
                        "times the least cost", (value) => value.toFixed(2));
      }
      const series = own.map((name) => ({
        name,
        look: lookIndex(name),
        points: rows.filter((row) => row.configuration === name)
          .map((row) => ({ x: program.heaps.indexOf(row.heap), y: row[metric], ...point(row) })),
      }));
      return heapChart(canvas, series, program.heaps, "times the least cost");
    },
  });
  figure(parent, {
    id: "overhead",
    title: program.heaps.length > 1 ? "Overhead against heap size" : "Lower-bound overhead",
    finding: program.overhead_finding,
    note: "Lower-bound overhead: the whole cost over the least cost that any configuration had without pauses, helpers and assists. The true overhead is larger.",
    panels: [panel("in wall time", "overhead_wall"), panel("in CPU time", "overhead_cpu")],
    columns: ["configuration", "heap", "overhead_wall", "overhead_wall_low", "overhead_wall_high", "overhead_cpu", "overhead_cpu_low", "overhead_cpu_high"],
    rows: rows.map((row) => [row.configuration, row.heap, row.overhead_wall, row.overhead_wall_low, row.overhead_wall_high,
                             row.overhead_cpu, row.overhead_cpu_low, row.overhead_cpu_high]),
  });
}

// Who spent the CPU time. A real interpreter tells its pauses alone.
function cpuFigure(parent) {
  const { shown } = chosen();
  const known = shown.filter(({ row }) => isNumber(row.cpu_pause_s));
  if (known.length === 0) return;
  const spent = (row) => [row.cpu_in_mutator_s || 0, row.cpu_pause_s || 0, row.cpu_helpers_s || 0];
  const values = known.map(({ row }) => {
    const [assists, pauses, helpers] = spent(row);
    return [Math.max(0, row.cpu_s - assists - pauses - helpers), assists, pauses, helpers];
  });
  const most = known.reduce((a, b) => (b.row.collector_cpu_share > a.row.collector_cpu_share ? b : a));
  const parts = [["the program", null], ["assists and slow paths", 4], ["pauses", 1], ["helper threads", 5]]
    .map(([name, look], i) => [name, look, values.map((one) => one[i])]);
  figure(parent, {
    id: "cpu",
    title: "CPU time by who spent it",
    finding: `The collector's plain share of the CPU time was largest under ${most.name}: ${fixed(most.row.collector_cpu_share, 0, 100)} % (median).`,
    note: "Medians; the program's part is what is left, start-up, counting and barriers included. Real interpreters tell their pauses only.",
    panels: [{
      height: 110 + 30 * known.length,
      draw: (canvas) => stackedChart(canvas, known.map(({ name }) => name), parts, "CPU time, s", (value) => `${secondsText(value)} s`),
    }],
    columns: ["configuration", "program_s", "in_mutator_s", "pauses_s", "helpers_s"],
    rows: known.map(({ name }, i) => [name, ...values[i]]),
  });
}

const LATENCIES = [["simple", "simple: from a request's own start"], ["metered_100ms", "metered, 100 ms windows"],
                   ["metered_1s", "metered, 1 s windows"], ["metered_run", "metered, the whole run"]];

function latencyFigure(parent) {
  const { shown } = chosen();
  const known = shown.filter(({ cell }) => cell.latencies && cell.latencies.simple);
  if (known.length === 0) return;
  const seriesOf = (kind) => known.map(({ name, look, cell }) => ({
    name, look, points: (cell.latencies[kind] || []).filter(([, value]) => value > 0).map(([part, y]) => ({ part, y })),
  }));
  const longest = (kind) => known.map(({ name, cell }) => [name, cell.latencies[kind].at(-1)[1]]).sort((a, b) => a[1] - b[1]);
  const simple = longest("simple");
  const [best, worst] = [simple[0], simple.at(-1)];
  figure(parent, {
    id: "latency",
    title: "Latency of requests",
    finding: `The longest simple latency of a run was ${timeText(worst[1])} under ${worst[0]}` +
      (known.length > 1 ? ` and ${timeText(best[1])} under ${best[0]}` : "") + " (medians over the invocations; maxima have no intervals here).",
    note: "Simple: end minus start. Metered: as if requests came evenly over a window, whether the program stands still or not, so that a pause also counts for those that would have waited.",
    panels: LATENCIES.filter(([kind]) => known.some(({ cell }) => cell.latencies[kind]))
      .map(([kind, title]) => ({ title, draw: (canvas) => percentileChart(canvas, seriesOf(kind), "requests", "latency") })),
    columns: ["configuration", "latency", "percentile", "seconds"],
    rows: known.flatMap(({ name, cell }) => Object.entries(cell.latencies).flatMap(([kind, parts]) =>
      parts.map(([part, value]) => [name, kind, partText(part), value]))),
  });
}

function pauseFigure(parent) {
  const { shown, finding } = chosen();
  const paused = shown.filter(({ row }) => row.pauses > 0);
  if (paused.length === 0) return;
  const percentiles = paused.map(({ name, look, cell }) => ({
    name,
    look,
    points: cell.percentiles.filter(([, value]) => value > 0).map(([part, y]) => ({ part, y })),
  }));
  // Buckets without a pause interrupt the line.
  const histograms = paused.map(({ name, look, cell }) => ({
    name,
    look,
    points: cell.histogram.flatMap(([from, to, y], index) => {
      const next = cell.histogram[index + 1];
      const point = { x: Math.sqrt(from * to), y, from, to };
      return next && next[0] > to * 1.01 ? [point, { x: to * 1.05, y: NaN }] : [point];
    }),
  }));
  figure(parent, {
    id: "pauses",
    title: "Pauses",
    finding: finding.pauses,
    note: "Left: medians over the invocations of each one's exact percentiles, where so many pauses say something; max is the median of the longest. Right: pauses of a run on average, by length, ten steps to a decade.",
    panels: [
      { title: "percentiles", draw: (canvas) => percentileChart(canvas, percentiles, "pauses", "length of a pause") },
      { title: "distribution", draw: (canvas) => histogramChart(canvas, histograms) },
    ],
    columns: ["configuration", "figure", "from_s", "to_s", "value"],
    rows: paused.flatMap(({ name, cell }) => [
      ...cell.percentiles.map(([part, value]) => [name, `percentile ${partText(part)}`, null, null, value]),
      ...cell.histogram.map(([from, to, count]) => [name, "pauses in a run", from, to, count]),
    ]),
  });
}

function utilisationFigure(parent) {
  const { shown, finding } = chosen();
  const paused = shown.filter(({ row, cell }) => row.pauses > 0 && cell.utilisation.length > 0);
  if (paused.length === 0) return;
  const series = paused.map(({ name, look, cell }) => ({ name, look, points: cell.utilisation.map(([x, y]) => ({ x, y: y * 100 })) }));
  figure(parent, {
    id: "utilisation",
    title: "Mutator utilisation",
    finding: finding.utilisation,
    note: "Bounded minimum mutator utilisation: the least share of any window of this length or longer in which the program ran. Median over the invocations. The higher, the better.",
    panels: [{ draw: (canvas) => utilisationChart(canvas, series) }],
    columns: ["configuration", "window_s", "utilisation"],
    rows: paused.flatMap(({ name, cell }) => cell.utilisation.map(([window, value]) => [name, window, value])),
  });
}

function memoryFigure(parent) {
  const { shown, finding } = chosen();
  const rows = [];
  // [configuration, what, seconds, bytes] of one kind of curve, and the curve.
  const curve = (what, points) => shown.map(({ name, look, cell }) => {
    const known = points(cell).filter(([, bytes]) => isNumber(bytes));
    rows.push(...known.map(([time, bytes]) => [name, what, time, bytes]));
    return { name, look, points: known.map(([x, bytes]) => ({ x, y: bytes / MEGABYTE })) };
  }).filter(({ points }) => points.length > 0);
  const memory = (cell, pick) => (cell.memory ? cell.memory.time_s.flatMap((time, i) => pick(cell.memory, i).map((bytes) => [time, bytes])) : []);
  const kinds = [
    ["held by the heap, before and after each cycle", "held, MB", curve("held", (cell) => memory(cell, (m, i) => [m.held_before[i], m.held[i]]))],
    ["found alive by each cycle", "live, MB", curve("live", (cell) => memory(cell, (m, i) => [m.live[i]]))],
    ["resident memory of the process", "RSS, MB", curve("rss", (cell) => (cell.memory_over_time && cell.memory_over_time.rss) || [])],
    ["committed by the heap, after each cycle", "committed, MB", curve("committed", (cell) => memory(cell, (m, i) => [m.committed[i]]))],
  ];
  const panels = kinds.filter(([, , series]) => series.length > 0)
    .map(([title, unit, series]) => ({ title, draw: (canvas) => memoryChart(canvas, series, unit) }));
  if (panels.length === 0) return;
  figure(parent, {
    id: "memory",
    title: "Memory over time",
    finding: finding.memory,
    note: "Of the first invocation of each; at most 200 cycles. Counting collectors and real interpreters do not say what is alive.",
    panels,
    columns: ["configuration", "figure", "time_s", "bytes"],
    rows,
  });
}

function cyclesFigure(parent) {
  const { shown } = chosen();
  const rows = shown.filter(({ cell }) => cell.cycles && cell.cycles.length > 0).map(({ name, look, cell }) => ({
    name, look, cycles: cell.cycles, count: cell.cycle_count, end: cell.run_s,
  }));
  if (rows.length === 0) return;
  const end = Math.max(...rows.map((row) => row.end), ...rows.flatMap((row) => row.cycles.map((cycle) => cycle[0] + cycle[1])));
  const cut = rows.filter((row) => row.count > row.cycles.length);
  const finding = rows.map((row) => `${row.name}: ${row.count} cycles`).join("; ") + ". " +
    (cut.length ? `Of ${cut.map((row) => row.name).join(", ")} only the ${cut[0].cycles.length} longest are drawn.` : "All are drawn.");
  const tools = element("div", { class: "zoom" });
  let control = null;
  for (const [text, name, act] of [["+", "zoom in", () => control.zoom(0.5)], ["−", "zoom out", () => control.zoom(2)], ["all", "show all", () => control.reset()]]) {
    const button = element("button", { type: "button", "aria-label": name }, text);
    button.addEventListener("click", () => act());
    tools.append(button);
  }
  tools.append(element("p", { class: "note" }, "Wheel or two fingers zoom, dragging moves."));
  figure(parent, {
    id: "cycles",
    title: "Cycles",
    finding,
    note: "The first invocation of each. Full colour: the program stands still; pale: the cycle goes on while it runs. What is shorter than a pixel is drawn one pixel wide.",
    before: tools,
    panels: [{
      height: 80 + 46 * rows.length,
      draw: (canvas) => {
        const chart = timelineChart(canvas, rows, end);
        control = zoomable(chart, end);
        return chart;
      },
    }],
    columns: ["configuration", "kind", "cycle_start_s", "cycle_duration_s", "pause_start_s", "pause_duration_s"],
    rows: rows.flatMap((row) => row.cycles.flatMap(([start, duration, kind, pauses]) =>
      (pauses.length ? pauses : [[null, null]]).map((pause) => [row.name, kind, start, duration, ...pause]))),
  });
}

function drawFigures() {
  for (const chart of charts.splice(0)) chart.destroy();
  const parent = document.getElementById("figures");
  parent.replaceChildren(element("h2", {}, programTitle(report.programs[choice.program])));
  for (const make of [timeFigure, overheadFigure, cpuFigure, pauseFigure, utilisationFigure, latencyFigure, memoryFigure, cyclesFigure]) make(parent);
}

function offerChoice() {
  const bar = document.getElementById("choice");
  const add = (title, options, key) => {
    const select = element("select", { id: `choose-${key}` });
    options.forEach((text, index) => select.append(element("option", { value: index }, text)));
    select.value = choice[key];
    select.addEventListener("change", () => {
      choice[key] = Number(select.value);
      if (key === "program") choice.heap = middleHeap();
      history.replaceState(null, "", `#program=${choice.program},heap=${choice.heap}`);
      offerChoice();
      drawFigures();
    });
    bar.append(element("label", {}, `${title} `, select));
  };
  bar.replaceChildren();
  if (report.programs.length > 1) {
    const several = new Set(report.programs.map((program) => program.source)).size > 1;
    add("Program", report.programs.map((program) => programTitle(program) + (several ? ` (${program.source})` : "")), "program");
  }
  const { heaps } = report.programs[choice.program];
  if (heaps.length > 1) add("Heap size", heaps, "heap");
  bar.hidden = bar.childElementCount === 0;
}

const middleHeap = () => Math.floor(report.programs[choice.program].heaps.length / 2);

// Method and environment.

function definitions(entries) {
  const list = element("dl");
  for (const [name, value] of entries) {
    if (value !== null && value !== undefined && value !== "") list.append(element("dt", {}, name), element("dd", {}, String(value)));
  }
  return list;
}

function method() {
  const parent = document.getElementById("method-text");
  for (const entry of report.methods) {
    if (report.methods.length > 1) parent.append(element("h3", {}, entry.source));
    parent.append(definitions(Object.entries(entry.facts)));
  }
  parent.append(element("p", {}, "Figures are medians over invocations, with 95 % percentile bootstrap intervals (4000 resamples, seeded); ratios are paired by round. " +
    "Pauses come from each run's log of collections, which costs about 0.6 µs a cycle outside the pauses. Lower-bound overhead after Cai et al. (ISPASS 2022); " +
    "minimum mutator utilisation after Cheng and Blelloch (PLDI 2001). Memory: what a heap holds counts all that its collector needs; RSS is the process's."));
  const place = document.getElementById("environment");
  for (const one of report.environments) {
    const build = one.build || {};
    place.append(definitions([
      ["machine", `${one.cpu || "unknown CPU"}, ${one.cores} cores${one.memory ? `, ${Math.round(one.memory / MEGABYTE / 1024)} GB` : ""}`],
      ["kernel", one.kernel], ["transparent huge pages", one.thp], ["frequency governor", one.governor],
      ["address randomisation", one.aslr], ["load before", one.load ? one.load.map((value) => value.toFixed(2)).join(", ") : null],
      ["date", one.date], ["host", one.host],
      ["Midden", one.midden ? [one.midden.version, one.midden.revision].filter((text) => text).join(", ") : null],
      ["build", [build.type, build.compiler, build.flags, build.sanitizer].filter((text) => text).join(", ")],
      ["libraries", one.versions ? Object.entries(one.versions).map(([name, version]) => `${name} ${version}`).join(", ") : null],
    ]));
  }
}

function start() {
  const [first] = report.environments;
  document.getElementById("about").textContent = [
    `${report.programs.length} program${report.programs.length === 1 ? "" : "s"}, ${allConfigurations.length} configuration${allConfigurations.length === 1 ? "" : "s"}`,
    first ? `${first.cpu || "unknown CPU"}, ${first.cores} cores, ${first.date}` : "",
  ].filter((text) => text).join(" · ");
  const remarks = document.getElementById("remarks");
  for (const remark of report.remarks) remarks.append(element("li", {}, remark));
  remarks.hidden = report.remarks.length === 0;
  // #program=1,heap=0 in the address chooses.
  const asked = Object.fromEntries([...location.hash.matchAll(/(program|heap)=(\d+)/g)].map(([, key, value]) => [key, Number(value)]));
  if (asked.program < report.programs.length) choice.program = asked.program;
  choice.heap = asked.heap < report.programs[choice.program].heaps.length ? asked.heap : middleHeap();
  overview();
  offerChoice();
  drawFigures();
  method();
  darkScheme.addEventListener("change", () => {
    document.getElementById("rows").replaceChildren();
    overview();
    drawFigures();
  });
}

start();
