/* What is left to do before an approval, kept up while somebody works, and the answers given so far
   kept in this browser until the review is decided. Without it the page works: the server counts,
   and says what is left when it refuses. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("decide");
  if (!form) return;
  const left = document.getElementById("left");
  const asked = [...form.querySelectorAll("fieldset.ask")];
  const ticks = [...document.querySelectorAll("input[name=looked_at]")];
  const shown = `review ${form.action} ${form.elements.shown.value}`;

  /* --- What is left -------------------------------------------------------------------------- */
  const answer = (question) => question.querySelector("input:checked");
  const forbids = Boolean(form.dataset.noForbids);
  const count = {
    changes: () => new Set(ticks.filter((tick) => !tick.checked).map((tick) => tick.value)).size,
    questions: () => asked.filter((question) => !answer(question)).length,
    denied: () => forbids ? asked.filter((question) => {
      const given = answer(question);
      return given && given.name !== "read_whole" && given.value === "no";
    }).length : 0,
  };

  const tell = () => {
    if (!left) return;
    let ready = true;
    for (const item of left.querySelectorAll("[data-left]")) {
      const number = item.querySelector("b");
      const counted = count[item.dataset.left];
      if (counted) number.textContent = counted();
      const many = Number(number.textContent);
      const words = item.querySelector("span");
      words.textContent = many === 1 ? words.dataset.one : words.dataset.many;
      item.hidden = many === 0;
      if (many) ready = false;
    }
    for (const line of left.querySelectorAll("[data-ready]")) line.hidden = (line.dataset.ready === "yes") !== ready;
  };

  /* --- What was done so far, kept in this browser ---------------------------------------------- */
  const kept = () => [...form.elements].filter((field) => /^(answer-|read_whole|looked_at|note)/.test(field.name));

  const keep = () => {
    const done = kept().filter((field) => field.type === "textarea" || field.checked).map((field) => [field.name, field.value]);
    try { sessionStorage.setItem(shown, JSON.stringify(done)); } catch { /* The browser keeps nothing. */ }
  };

  const restore = () => {
    let done = [];
    try { done = JSON.parse(sessionStorage.getItem(shown)) || []; } catch { return; }
    if (kept().some((field) => field.checked)) return;
    for (const [name, value] of done) {
      const field = kept().find((each) => each.name === name && (each.type === "textarea" || each.value === value));
      if (!field) continue;
      if (field.type === "textarea") field.value = field.value || value;
      else field.checked = true;
    }
  };

  const asLast = document.getElementById("as-last");
  if (asLast) asLast.addEventListener("click", (event) => {
    event.preventDefault();
    for (const question of asked) {
      const last = [...question.querySelectorAll("input")].find((field) => field.value === question.dataset.last);
      if (last && !answer(question)) last.checked = true;
    }
    keep();
    tell();
  });

  document.addEventListener("change", (event) => {
    if (event.target.form === form) { keep(); tell(); }
  });
  form.addEventListener("submit", (event) => {
    const step = event.submitter && event.submitter.name;
    if (step === "step") sessionStorage.removeItem(shown);
  });
  restore();
  tell();
});
