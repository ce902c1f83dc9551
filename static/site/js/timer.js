/* A timer where steps show a stretch and the words beside them say to hold it. */

import { button, words } from "./tools.js";
import { planOf } from "./plan.js";

/** Put the button on the line that closes the steps, where nothing has to move for it. */
export function start(steps) {
  const language = steps.closest("[lang]").lang;
  const said = steps.closest(".prose").querySelectorAll("p, li");
  const plan = planOf([...said].map(own), language);
  if (!plan) return;
  const go = button(words.count(plan.hold, plan.times), async () => {
    const { open } = await import("./panel.js");
    open(plan, go);
  }, "tool.timer__go");
  steps.after(go);
}

/* An item's own words, not those of what stands in it, which come by themselves. */
function own(block) {
  return block.querySelector("p, li") ? "" : block.textContent.replace(/\s+/g, " ");
}
