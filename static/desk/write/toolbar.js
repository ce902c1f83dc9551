/* The toolbar: one stop of the Tab key, and the arrow keys within it. */

/** Show the toolbar, and call `act` with the name of the button that is pressed. */
export function start(toolbar, act) {
  const buttons = [...toolbar.querySelectorAll("button")];
  const stop = (chosen) => {
    for (const button of buttons) button.tabIndex = button === chosen ? 0 : -1;
  };
  const move = (from, step) => {
    const next = buttons[(buttons.indexOf(from) + step + buttons.length) % buttons.length];
    stop(next);
    next.focus();
  };
  const keys = {
    ArrowRight: (button) => move(button, 1),
    ArrowDown: (button) => move(button, 1),
    ArrowLeft: (button) => move(button, -1),
    ArrowUp: (button) => move(button, -1),
    Home: () => move(buttons[0], 0),
    End: () => move(buttons[buttons.length - 1], 0),
  };
  for (const button of buttons) {
    button.addEventListener("focus", () => stop(button));
    button.addEventListener("click", () => act(button.dataset.puts));
    button.addEventListener("keydown", (event) => {
      if (!keys[event.key]) return;
      event.preventDefault();
      keys[event.key](button);
    });
  }
  stop(buttons[0]);
  toolbar.hidden = false;
}
