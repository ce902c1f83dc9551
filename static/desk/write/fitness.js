/* What stands between a text and its readers, advice, and the outline. Each line of it leads to the
   place that it is about. All of it comes from the server, and goes in as words. */

import { newest } from "./asking.js";
import { goTo, lineAt } from "./text.js";

const NOT_HERE = "Only the words themselves are checked here. The rest is checked when it is submitted.";
const NOT_NOW = "The text cannot be checked just now. Go on writing; saving works.";
const NOTHING = { unmet: "Nothing that can be seen from here.", advice: "No advice.", outline: "No sections yet." };

/** Show what is found, each time that it is told to look. */
export function start({ form, field, ask }) {
  const lists = Object.fromEntries(["unmet", "advice", "outline"].map((name) => [name, document.getElementById(`fitness-${name}`)]));
  const count = document.getElementById("fitness-count");
  const told = document.getElementById("fitness-told");
  const said = document.getElementById("fitness-said");
  const grade = document.getElementById("fitness-grade");
  let isThere = true;
  let isTold = false;
  let problems = [];

  const fill = (name, items) => {
    const rows = items.map(lists[name].tagName === "OL" ? section : notice);
    lists[name].replaceChildren(...(rows.length ? rows : [nothing(name)]));
  };
  const notice = (item) => row(item, item.line ? `Line ${item.line}` : place(item.field));
  const section = (item) => row({ ...item, message: item.title, field: "body" }, "", item.level);

  const row = (item, where, level = 0) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "mark";
    button.append(words("span", item.message, "mark__words"));
    if (where) button.append(" ", words("span", where, "mark__where"));
    button.addEventListener("click", () => lead(item));
    const line = document.createElement("li");
    if (level) line.className = `marks__level-${level}`;
    line.append(button);
    return line;
  };

  const lead = (item) => {
    const there = item.field && item.field !== "body" ? form.elements[item.field] : field;
    if (!there || there === field) {
      goTo(field, ...(item.start == null ? lineAt(field.value, item.line ?? 1) : [item.start, item.end]));
      return;
    }
    const first = there instanceof RadioNodeList ? there[0] : there;
    first.closest("details")?.setAttribute("open", "");
    first.focus();
  };

  const place = (name) => {
    const label = name && name !== "body" && document.querySelector(`label[for="id_${CSS.escape(name)}"]`);
    return label ? label.textContent : "";
  };

  const say = (unmet) => {
    const found = unmet.length ? `${unmet.length} to put right` : "nothing found";
    count.textContent = found;
    // Whoever listens to the page is told when it changes, and not each time that it is looked at.
    if (said.textContent !== found) said.textContent = found;
    fill("unmet", unmet);
  };

  const look = newest(async (signal) => {
    if (!isThere) return;
    const answer = await ask(form.dataset.fitness, { fields: new FormData(form), signal });
    if (signal.aborted) return;
    isThere = answer.status !== 404;
    // A text that cannot be read at all has its reason, and nothing else can be said of it.
    isTold = Boolean(answer.data);
    told.textContent = isTold ? "" : isThere ? answer.words || NOT_NOW : NOT_HERE;
    for (const part of document.querySelectorAll(".fitness__more")) part.hidden = !isThere;
    if (!isTold) {
      say(problems);
      return;
    }
    say(answer.data.unmet);
    if (!answer.ok) return;
    fill("advice", answer.data.advice);
    fill("outline", answer.data.outline);
    grade.textContent = graded(answer.data);
  });

  document.getElementById("fitness").hidden = false;
  return {
    look: () => look().catch(() => { told.textContent = NOT_NOW; }),
    /** Show the problems that the preview found, where nothing more is known. */
    shown: (found) => {
      problems = found;
      if (!isTold) say(problems);
    },
  };
}

function graded({ grade, grade_before: before }) {
  if (grade == null) return "";
  return before == null || before === grade ? `Reading grade ${grade}.` : `Reading grade ${grade}; it was ${before}.`;
}

function nothing(name) {
  return words("li", NOTHING[name], "marks__none");
}

function words(tag, content, name) {
  const made = document.createElement(tag);
  made.textContent = content;
  made.className = name;
  return made;
}
