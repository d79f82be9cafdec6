// Words and elements.
"use strict";

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

const isNumber = (value) => typeof value === "number" && Number.isFinite(value);

// Seconds as the lab's tables show them.
function secondsText(value) {
  if (!isNumber(value)) return "–";
  return value.toFixed(value < 10 ? 3 : value < 100 ? 2 : 1);
}

function millisecondsText(seconds) {
  if (!isNumber(seconds)) return "–";
  const ms = seconds * 1e3;
  if (ms === 0) return "0";
  return ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0);
}

const fixed = (value, digits, factor = 1) => (isNumber(value) ? (value * factor).toFixed(digits) : "–");

// A time with its unit: 20 µs, 1.5 ms, 3 s.
function timeText(seconds) {
  if (seconds === 0) return "0";
  const [factor, unit] = seconds < 0.9995e-3 ? [1e6, "µs"] : seconds < 0.9995 ? [1e3, "ms"] : [1, "s"];
  return `${Number((seconds * factor).toPrecision(3))} ${unit}`;
}

const MEGABYTE = 1024 * 1024;

// RFC 4180.
function csvText(columns, rows) {
  const field = (value) => {
    if (value === null || value === undefined) return "";
    const text = String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows].map((row) => row.map(field).join(",") + "\r\n").join("");
}

function offerCsv(link, name, columns, rows) {
  link.setAttribute("href", "data:text/csv;charset=utf-8," + encodeURIComponent(csvText(columns, rows)));
  link.setAttribute("download", name);
}
