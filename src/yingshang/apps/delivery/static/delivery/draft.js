// Correcting an imported plan by keyboard and by marking words. Every act is a form of the page,
// so that nothing here is needed to do it; this only chooses, fills in and presses.

const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const cards = () => all("[data-yingshang-card]");
const text = () => document.querySelector("[data-yingshang-text]");
const marking = () => document.querySelector("[data-yingshang-marking]");

let chosen = location.hash.slice(1);

function card() {
  return cards().find((each) => each.dataset.yingshangCard === chosen);
}

function choose(next, focus = true) {
  if (!next) return;
  chosen = next.dataset.yingshangCard;
  for (const each of cards()) each.toggleAttribute("aria-current", false);
  next.setAttribute("aria-current", "true");
  if (focus) next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  for (const each of all("[data-yingshang-for]", text())) {
    each.toggleAttribute("data-yingshang-chosen", each.dataset.yingshangFor === chosen);
  }
  show(text().querySelector("[data-yingshang-chosen]"));
  aim();
}

// Scrolls the text, and only the text, until `words` can be seen.
function show(words) {
  if (!words) return;
  const frame = text().getBoundingClientRect();
  const place = words.getBoundingClientRect();
  if (place.top < frame.top || place.bottom > frame.bottom) {
    text().scrollTop += place.top - frame.top - frame.height / 3;
  }
}

// Tells the marking form which finding would move.
function aim() {
  const form = marking();
  if (!form) return;
  const finding = card()?.dataset.yingshangFinding ?? "";
  form.elements.finding.value = finding;
  form.querySelector("[data-yingshang-moves]").hidden = !finding;
}

// Code points, as the server counts, before `offset` of `node` in its piece of the text.
function place(node, offset) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(
    "[data-yingshang-at]",
  );
  if (!piece || !text().contains(piece)) return null;
  const before = document.createRange();
  before.setStart(piece, 0);
  before.setEnd(node, offset);
  return Number(piece.dataset.yingshangAt) + [...before.toString()].length;
}

function mark() {
  const form = marking();
  const selection = document.getSelection();
  if (!form || !selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const start = place(range.startContainer, range.startOffset);
  const end = place(range.endContainer, range.endOffset);
  if (start === null || end === null || start >= end) return;
  form.elements.start.value = start;
  form.elements.end.value = end;
  form.elements.words.value = selection.toString().replaceAll("\n", "");
}

// Words that are typed are looked for by the server; marked places no longer hold.
function typed(event) {
  if (event.target.closest("[data-yingshang-marking]") && event.target.name === "words") {
    event.target.form.elements.start.value = "";
    event.target.form.elements.end.value = "";
  }
}

function step(by) {
  const list = cards();
  const at = list.indexOf(card());
  choose(list[Math.min(Math.max(at < 0 ? 0 : at + by, 0), list.length - 1)]);
}

function keyed(key) {
  return `[data-yingshang-key="${CSS.escape(key)}"]`;
}

// The button or link for a key: of the chosen finding first, then of the page.
function pressed(key) {
  const own = keyed(key);
  return (
    card()?.querySelector(own) ??
    all(own).find((each) => !each.closest("[data-yingshang-card]") && !each.hidden)
  );
}

function isTyping(target) {
  return target.closest("input, textarea, select, summary, [contenteditable]");
}

// What a key does: moves the choice, or presses its button. False when it means nothing here.
function act(key) {
  if (key === "j" || key === "k") {
    step(key === "j" ? 1 : -1);
    return true;
  }
  const button = pressed(key);
  if (!button && (key !== "Enter" || !card())) return false;
  if (button) button.click();
  else step(1);
  return true;
}

function isMeant(key) {
  return ["j", "k", "Enter"].includes(key) || Boolean(document.querySelector(keyed(key)));
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (!document.querySelector("[data-yingshang-work]")) return;
  if (event.key === "Enter" && event.target.closest("a, button")) return;
  if (!isUnderWay) {
    if (act(event.key)) event.preventDefault();
  } else if (isMeant(event.key)) {
    event.preventDefault();
    waiting.push(event.key);
  }
}

// While a correction is under way the page shows what was. Keys wait for the fresh fragment, so
// that fast typing acts on what it means; what was refused is looked at before anything follows.
let isUnderWay = false;
let waiting = [];

function isOfWork(event) {
  return event.detail.target?.id === "work";
}

function depart(event) {
  if (isOfWork(event)) isUnderWay = true;
}

function arrive(event) {
  if (!isOfWork(event)) return;
  isUnderWay = false;
  if (!event.detail.successful || document.querySelector("#refusal")) waiting = [];
  while (waiting.length && !isUnderWay) act(waiting.shift());
}

function click(event) {
  const words = event.target.closest("[data-yingshang-for]");
  if (words && document.getSelection().isCollapsed) {
    choose(cards().find((each) => each.dataset.yingshangCard === words.dataset.yingshangFor));
    return;
  }
  const inside = event.target.closest("[data-yingshang-card]");
  if (inside && inside !== card()) choose(inside, false);
}

// After each correction the same finding stays chosen, or the one that took its place.
let former = 0;
function remember() {
  former = Math.max(cards().indexOf(card()), 0);
}

function resume() {
  const list = cards();
  choose(card() ?? list[Math.min(former, list.length - 1)]);
  aim();
}

function begin() {
  show(document.querySelector("[data-yingshang-task]"));
  choose(card() ?? cards()[0], false);
  aim();
  document.addEventListener("keydown", press);
}

document.addEventListener("selectionchange", mark);
document.addEventListener("input", typed);
document.addEventListener("click", click);
document.addEventListener("htmx:beforeRequest", depart);
document.addEventListener("htmx:beforeSwap", remember);
document.addEventListener("htmx:afterSwap", (event) => {
  if (isOfWork(event)) resume();
});
document.addEventListener("htmx:afterRequest", arrive);
// htmx takes hold of the forms at this event, and listened for it first. A key before that would
// post a form as a whole page.
document.addEventListener("DOMContentLoaded", begin);
