"use strict";
const detail = document.getElementById("detail");
const marks = [...document.querySelectorAll("main mark")];
let kept = null;

function show(mark) {
  detail.replaceChildren(...(mark ? mark.dataset.told.split("\n") : []).map((line) => {
    const cut = line.indexOf("：");
    const item = document.createElement("div");
    const name = document.createElement("span");
    name.textContent = line.slice(0, cut);
    item.append(name, line.slice(cut + 1));
    return item;
  }));
  detail.hidden = !mark;
}

function keep(mark) {
  if (kept) kept.classList.remove("kept");
  kept = kept === mark ? null : mark;
  if (kept) kept.classList.add("kept");
  show(kept);
}

for (const mark of marks) {
  mark.dataset.told = mark.title;
  mark.removeAttribute("title");
  mark.addEventListener("mouseenter", () => show(mark));
  mark.addEventListener("mouseleave", () => show(kept));
  mark.addEventListener("focus", () => show(mark));
  mark.addEventListener("click", () => keep(mark));
  mark.addEventListener("keydown", (event) => { if (event.key === "Enter") keep(mark); });
}
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && kept) keep(kept); });

const roles = [...document.querySelectorAll("nav input[value]")].filter((box) => box.id !== "unlinked");
const unlinked = document.getElementById("unlinked");

function filter() {
  const on = new Set(roles.filter((box) => box.checked).map((box) => box.value));
  for (const mark of marks) {
    const seen = on.has(mark.classList[0]) && (!unlinked.checked || mark.classList.contains("loose"));
    mark.classList.toggle("off", !seen);
  }
}
for (const box of [...roles, unlinked]) box.addEventListener("change", filter);
filter();
