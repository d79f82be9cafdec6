// Charts, by the words of this report: each function draws on a canvas and returns the chart.

// Okabe and Ito's colours, which remain apart under all common kinds of colour blindness; a lighter set for dark
// pages. Marks and dashes tell the same once more.
const COLOURS = {
  light: ["#0072b2", "#d55e00", "#009e73", "#b0568b", "#c58a00", "#3f9bd6", "#4d4d4d", "#7a6a00"],
  dark: ["#56b4e9", "#ff9a57", "#3fd0a4", "#e8a3cb", "#f3c552", "#a8b8ff", "#d6d6d6", "#cdbb4d"],
};
const MARKS = ["circle", "rect", "triangle", "rectRot", "star", "crossRot", "cross", "dash"];
const DASHES = [[], [7, 3], [2, 2], [9, 3, 2, 3], [12, 4], [4, 4], [1, 3], [6, 2, 2, 2]];

const darkScheme = window.matchMedia("(prefers-color-scheme: dark)");
const pageColour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function lookOf(index) {
  const colours = darkScheme.matches ? COLOURS.dark : COLOURS.light;
  const colour = colours[index % colours.length];
  return {
    borderColor: colour,
    backgroundColor: colour,
    pointStyle: MARKS[index % MARKS.length],
    borderDash: DASHES[index % DASHES.length],
  };
}

// Bars from `low` to `high` of each point that has them, and a mark that the chart was drawn.
const intervalBars = {
  id: "intervalBars",
  afterDatasetsDraw(chart) {
    const { ctx } = chart;
    chart.data.datasets.forEach((set, index) => {
      if (!chart.isDatasetVisible(index)) return;
      ctx.save();
      ctx.strokeStyle = set.borderColor;
      ctx.lineWidth = 1.5;
      for (const point of set.data) {
        if (!point || !isNumber(point.low) || !isNumber(point.high)) continue;
        const across = set.horizontal ? chart.scales.y.getPixelForValue(point.y) : chart.scales.x.getPixelForValue(point.x);
        const scale = set.horizontal ? chart.scales.x : chart.scales.y;
        const [from, to] = [scale.getPixelForValue(point.low), scale.getPixelForValue(point.high)];
        const line = (along1, across1, along2, across2) => {
          ctx.beginPath();
          if (set.horizontal) {
            ctx.moveTo(along1, across1);
            ctx.lineTo(along2, across2);
          } else {
            ctx.moveTo(across1, along1);
            ctx.lineTo(across2, along2);
          }
          ctx.stroke();
        };
        line(from, across, to, across);
        line(from, across - 4, from, across + 4);
        line(to, across - 4, to, across + 4);
      }
      ctx.restore();
    });
  },
  afterRender(chart) {
    chart.canvas.dataset.drawn = "yes";
  },
};

function axis(title, more = {}) {
  return {
    title: { display: true, text: title, color: pageColour("--ink") },
    ticks: { color: pageColour("--faint"), maxRotation: 0, ...(more.ticks || {}) },
    grid: { color: pageColour("--line"), ...(more.grid || {}) },
    ...Object.fromEntries(Object.entries(more).filter(([key]) => key !== "ticks" && key !== "grid")),
  };
}

// Only powers of ten have names, and only they have lines.
function logAxis(title, name, more = {}) {
  const isPower = (value) => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-6;
  return axis(title, {
    type: "logarithmic",
    ticks: { callback: (value) => (isPower(value) ? name(value) : ""), autoSkip: false },
    grid: { color: (context) => (context.tick && isPower(context.tick.value) ? pageColour("--line") : "transparent") },
    ...more,
  });
}

function draw(canvas, type, datasets, x, y, { label, legend = true, more = {}, data = {} }) {
  return new Chart(canvas, {
    type,
    data: { ...data, datasets },
    plugins: [intervalBars],
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: "nearest", intersect: false, ...(more.interaction || {}) },
      scales: { x, y },
      plugins: {
        legend: {
          display: legend,
          position: "bottom",
          labels: { usePointStyle: true, color: pageColour("--ink"), boxWidth: 9, boxHeight: 9 },
        },
        tooltip: { callbacks: { title: () => "", label } },
      },
      ...(more.options || {}),
    },
  });
}

// One line for each of `series` ({name, look, points}).
function lineSets(series, more = {}) {
  return series.map(({ name, look, points }) => ({
    label: name,
    ...lookOf(look),
    data: points,
    borderWidth: 2,
    pointRadius: points.length > 40 ? 0 : 3.5,
    pointHitRadius: 6,
    ...more,
  }));
}

// Values with intervals, one row for each series: [{name, look, value, low, high}].
function dotChart(canvas, entries, title, text) {
  const names = entries.map((entry) => entry.name);
  const sets = entries.map((entry, row) => ({
    label: entry.name,
    ...lookOf(entry.look),
    data: [{ x: entry.value, y: row, low: entry.low, high: entry.high }],
    pointRadius: 5,
    horizontal: true,
  }));
  const y = axis("", {
    min: -0.5,
    max: names.length - 0.5,
    reverse: true,
    title: { display: false },
    ticks: { stepSize: 1, autoSkip: false, color: pageColour("--ink"), callback: (value) => names[value] || "" },
    grid: { display: false },
    afterBuildTicks: (scale) => (scale.ticks = names.map((_, value) => ({ value }))),
  });
  const label = ({ raw, dataset }) =>
    `${dataset.label}: ${text(raw.x)}` + (isNumber(raw.low) ? ` (${text(raw.low)}–${text(raw.high)})` : "");
  const most = Math.max(...entries.map((entry) => (isNumber(entry.high) ? entry.high : entry.value)));
  return draw(canvas, "scatter", sets, axis(title, { beginAtZero: true, suggestedMax: most * 1.03 }), y, { label, legend: false });
}

// Overheads with intervals against heap sizes, which stand at equal distances.
function heapChart(canvas, series, heaps, title) {
  const shifted = series.map((one, index) => ({
    ...one,
    points: one.points.map((point) => ({ ...point, x: point.x + (index - (series.length - 1) / 2) * 0.04 })),
  }));
  const x = axis("heap size (x: times the minimum heap)", {
    type: "linear",
    min: -0.3,
    max: heaps.length - 0.7,
    ticks: { callback: (value) => heaps[value] || "" },
    afterBuildTicks: (scale) => (scale.ticks = heaps.map((_, value) => ({ value }))),
  });
  const label = ({ raw, dataset }) =>
    `${dataset.label} at ${heaps[Math.round(raw.x)]}: ${raw.y.toFixed(2)}` +
    (isNumber(raw.low) ? ` (${raw.low.toFixed(2)}–${raw.high.toFixed(2)})` : "");
  const most = Math.max(...series.flatMap(({ points }) => points.map(({ y, high }) => (isNumber(high) ? high : y))));
  return draw(canvas, "line", lineSets(shifted), x, axis(title, { suggestedMin: 1, suggestedMax: most * 1.02 }), { label });
}

// Where the least value stands that a part of all do not exceed: by the nines of the part, the largest at the end.
const LAST_NINE = 6;
const nines = (part) => (part === 1 ? LAST_NINE : -Math.log10(1 - part));
const partText = (part) => (part === 1 ? "max" : `${Number((part * 100).toPrecision(10))} %`);

// Points have `part` and `y` in seconds.
function percentileChart(canvas, series, ofWhat, title) {
  const parts = [0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999, 1];
  const placed = series.map((one) => ({ ...one, points: one.points.map((point) => ({ ...point, x: nines(point.part) })) }));
  const x = axis(`percentile of the ${ofWhat} (by nines)`, {
    type: "linear",
    min: 0.1,
    max: LAST_NINE + 0.2,
    ticks: { autoSkip: false, font: { size: 11 }, callback: (value) => partText(parts.find((part) => nines(part) === value)).replace(" %", "") },
    afterBuildTicks: (scale) => (scale.ticks = parts.map((part) => ({ value: nines(part) }))),
  });
  const label = ({ raw, dataset }) => `${dataset.label}, ${partText(raw.part)}: ${timeText(raw.y)}`;
  return draw(canvas, "line", lineSets(placed), x, logAxis(title, timeText), { label });
}

// Parts of a whole, one bar for each configuration: `parts` are [name, colour index, values].
function stackedChart(canvas, names, parts, title, text) {
  const sets = parts.map(([name, look, values]) => ({
    label: name,
    data: values.map((x, i) => ({ x, y: names[i] })),
    backgroundColor: look === null ? pageColour("--line") : lookOf(look).backgroundColor,
    barThickness: 18,
  }));
  const label = ({ raw, dataset }) => `${raw.y}, ${dataset.label}: ${text(raw.x)}`;
  const y = axis("", { title: { display: false }, stacked: true, ticks: { color: pageColour("--ink") }, grid: { display: false } });
  return draw(canvas, "bar", sets, axis(title, { stacked: true, beginAtZero: true }), y, {
    label,
    data: { labels: names },
    more: { options: { indexAxis: "y" }, interaction: { mode: "nearest", intersect: true } },
  });
}

function histogramChart(canvas, series) {
  const label = ({ raw, dataset }) =>
    `${dataset.label}: ${Number(raw.y.toPrecision(3))} of ${timeText(raw.from)} to ${timeText(raw.to)}`;
  const number = (value) => (value >= 1 ? String(Math.round(value)) : String(value));
  return draw(canvas, "line", lineSets(series, { stepped: "middle", pointRadius: 0 }), logAxis("length of a pause", timeText),
              logAxis("pauses in a run", number), { label });
}

function utilisationChart(canvas, series) {
  const label = ({ raw, dataset }) => `${dataset.label}: at least ${(raw.y).toFixed(1)} % of any ${timeText(raw.x)} or more`;
  const y = axis("time for the program, %", { min: 0, max: 100 });
  return draw(canvas, "line", lineSets(series, { pointRadius: 0 }), logAxis("length of the window", timeText), y, { label });
}

function memoryChart(canvas, series, title) {
  const label = ({ raw, dataset }) => `${dataset.label}: ${raw.y.toFixed(1)} MB at ${raw.x.toFixed(3)} s`;
  const x = axis("time since the start, s", { type: "linear", beginAtZero: true });
  return draw(canvas, "line", lineSets(series, { pointRadius: 0, borderDash: [], borderWidth: 1.5 }), x, axis(title, { beginAtZero: true }), { label });
}

// Cycles as bars, pauses darker on top: [{name, look, cycles: [[start, duration, kind, pauses]]}].
function timelineChart(canvas, rows, end) {
  const bars = (label, pick, alpha) => ({
    label,
    data: rows.flatMap((row) => row.cycles.flatMap((cycle) => pick(cycle).map((bar) => ({ ...bar, y: row.name, kind: cycle[2] })))),
    backgroundColor: (context) => {
      const row = rows.find((one) => context.raw && one.name === context.raw.y);
      return row ? lookOf(row.look).backgroundColor + alpha : pageColour("--faint") + alpha;
    },
    grouped: false,
    barThickness: 22,
    minBarLength: 1,
  });
  const sets = [
    bars("pause", (cycle) => cycle[3].map(([start, length]) => ({ x: [start, start + length], length })), "ff"),
    bars("cycle", (cycle) => [{ x: [cycle[0], cycle[0] + cycle[1]], length: cycle[1] }], "55"),
  ];
  const label = ({ raw, dataset }) => `${raw.y}, ${raw.kind}: ${dataset.label} of ${timeText(raw.length)} at ${raw.x[0].toFixed(6)} s`;
  const y = axis("", { title: { display: false }, ticks: { color: pageColour("--ink") }, grid: { display: false } });
  const chart = draw(canvas, "bar", sets, axis("time since the start, s", { type: "linear", min: 0, max: end }), y, {
    label,
    legend: false,
    data: { labels: rows.map((row) => row.name) },
    more: { options: { indexAxis: "y" }, interaction: { mode: "nearest", intersect: true } },
  });
  return chart;
}

// Wheel, drag and two fingers change what part of [0, end] a chart shows; returns {zoom(factor), reset()}.
function zoomable(chart, end) {
  const canvas = chart.canvas;
  const range = chart.options.scales.x;
  const show = (from, to) => {
    const width = Math.min(end, Math.max(to - from, end * 1e-6));
    const start = Math.min(Math.max(0, from), end - width);
    range.min = start;
    range.max = start + width;
    canvas.dataset.shown = `${start} ${start + width}`;
    chart.update("none");
  };
  const valueAt = (event) => chart.scales.x.getValueForPixel(event.clientX - canvas.getBoundingClientRect().left);
  const zoomAround = (middle, factor) =>
    show(middle - (middle - range.min) * factor, middle + (range.max - middle) * factor);
  const fingers = new Map();
  canvas.classList.add("zoomable");
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoomAround(valueAt(event), event.deltaY > 0 ? 1.25 : 0.8);
  }, { passive: false });
  canvas.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, event);
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const others = [...fingers.values()].filter((other) => other.pointerId !== event.pointerId);
    if (others.length === 1) {
      const apart = (one) => Math.max(20, Math.abs(one.clientX - others[0].clientX));
      zoomAround(valueAt(others[0]), apart(before) / apart(event));
    } else {
      const moved = valueAt(before) - valueAt(event);
      show(range.min + moved, range.max + moved);
    }
    fingers.set(event.pointerId, event);
  });
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, (event) => fingers.delete(event.pointerId));
  canvas.addEventListener("dblclick", () => show(0, end));
  return { zoom: (factor) => zoomAround((range.min + range.max) / 2, factor), reset: () => show(0, end) };
}
