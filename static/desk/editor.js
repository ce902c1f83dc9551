/* The editor's help: a preview while writing, pictures, and a copy kept in this browser.
   Without it the form works: it saves, and its own button shows the page in the same frame.
   Nothing from the server becomes part of this page as HTML: words go in as text, and the page
   itself goes into a sandboxed frame that runs no script. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("write");
  if (!form) return;
  const body = form.elements.body;
  const frame = document.getElementById("page-as-read");
  const told = document.getElementById("preview-told");
  const problems = document.getElementById("preview-problems");
  const token = form.elements.csrfmiddlewaretoken.value;
  const wait = Number(body.dataset.markdownxLatency) || 500;

  const say = (words) => { told.textContent = words; };

  const list = (found) => {
    problems.replaceChildren(...found.map((problem) => {
      const item = document.createElement("li");
      item.textContent = problem.line ? `Line ${problem.line}: ${problem.message}` : problem.message;
      return item;
    }));
  };

  /* --- The preview ------------------------------------------------------------------------- */
  let sequence = 0;
  let asked = null;
  let timer = 0;

  const put = (page) => {
    const inside = frame.contentWindow;
    const before = inside ? inside.scrollY : 0;
    frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, before), { once: true });
    frame.srcdoc = page;
  };

  const preview = async () => {
    const mine = ++sequence;
    if (asked) asked.abort();
    asked = new AbortController();
    const fields = new FormData();
    fields.set("content", body.value);
    for (const name of ["title", "summary", "key_points"]) fields.set(name, form.elements[name].value);
    try {
      const answer = await fetch(body.dataset.markdownxUrlsPath, {
        method: "POST",
        body: fields,
        headers: { "X-CSRFToken": token, Accept: "application/json" },
        credentials: "same-origin",
        redirect: "error",
        signal: asked.signal,
      });
      const isData = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      const found = isData ? await answer.json() : null;
      const words = isData ? "" : await answer.text();
      if (mine !== sequence) return;
      if (!found) {
        say(answer.status === 403 ? words.slice(0, 300) : "There is no preview just now. Go on writing; saving works.");
        return;
      }
      list(found.problems);
      if (answer.ok) put(found.page);
      const count = found.problems.length;
      say(!answer.ok ? "This text cannot be shown yet:" : count ? `${count} to put right before it can be published:` : "No problem found.");
    } catch (error) {
      if (error.name !== "AbortError" && mine === sequence) say("There is no preview just now. Go on writing; saving works.");
    }
  };

  const soon = () => { clearTimeout(timer); timer = setTimeout(preview, wait); };

  for (const button of document.querySelectorAll("[data-width]")) {
    button.addEventListener("click", () => {
      frame.classList.toggle("frame--phone", button.dataset.width === "phone");
      for (const other of document.querySelectorAll("[data-width]")) {
        other.setAttribute("aria-pressed", String(other === button));
      }
    });
  }

  /* --- Pictures ---------------------------------------------------------------------------- */
  const insert = (words) => {
    body.focus();
    // This way the browser's own undo knows of it.
    if (!document.execCommand("insertText", false, words)) {
      body.setRangeText(words, body.selectionStart, body.selectionEnd, "end");
      body.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  const upload = async (file) => {
    say("Adding the picture …");
    const fields = new FormData();
    fields.set("image", file);
    try {
      const answer = await fetch(body.dataset.markdownxUploadUrlsPath, {
        method: "POST",
        body: fields,
        headers: { "X-CSRFToken": token },
        credentials: "same-origin",
        redirect: "error",
      });
      const isData = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      const found = isData ? await answer.json() : { error: (await answer.text()).slice(0, 300) };
      if (!answer.ok) { say(found.error); return; }
      insert(`\n\n${found.image_code}\n\n`);
      say("The picture is in the text. Now say what it shows, for those who do not see it.");
    } catch {
      say("The picture did not arrive. Try again.");
    }
  };

  document.getElementById("picture").addEventListener("change", (event) => {
    const file = event.target.files[0];
    event.target.value = "";
    if (file) upload(file);
  });
  body.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  });
  body.addEventListener("drop", (event) => {
    const file = event.dataTransfer.files[0];
    if (!file) return;
    event.preventDefault();
    upload(file);
  });

  /* --- A copy in this browser, until the text is saved --------------------------------------- */
  const place = `desk-text-${form.dataset.keeps}`;
  const secret = new Set(["csrfmiddlewaretoken", "based_on"]);
  const fields = () => [...new FormData(form)].filter(([name]) => !secret.has(name));
  const asLeft = JSON.stringify(fields());
  const offer = document.getElementById("offer");

  const stored = () => {
    try { return JSON.parse(localStorage.getItem(place)); } catch { return null; }
  };
  const forget = () => { try { localStorage.removeItem(place); } catch { /* kept nowhere */ } };
  const keep = () => {
    const now = JSON.stringify(fields());
    try {
      if (now === asLeft) localStorage.removeItem(place);
      else localStorage.setItem(place, JSON.stringify({ at: Date.now(), fields: now }));
    } catch { /* no room or not allowed: the form itself still holds the text */ }
  };
  const fill = (kept) => {
    for (const [name, value] of JSON.parse(kept.fields)) {
      const field = form.elements[name];
      if (field) field.value = value;
    }
  };

  const before = stored();
  // The server shows what was typed after a refused save; then there is nothing to offer.
  if (before && before.fields !== asLeft && !document.querySelector(".desk__refused")) {
    document.getElementById("offer-when").textContent = new Date(before.at).toLocaleString();
    offer.hidden = false;
    document.getElementById("offer-take").addEventListener("click", () => {
      fill(before); offer.hidden = true; body.focus(); keep(); preview();
    });
    document.getElementById("offer-drop").addEventListener("click", () => {
      forget(); offer.hidden = true; body.focus();
    });
  }

  form.addEventListener("input", () => { offer.hidden = true; keep(); soon(); });
  preview();
});
