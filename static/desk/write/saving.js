/* Saving is the form's own: it is sent like any other. Before it goes, this makes sure that it will
   arrive: the server answers, and somebody is signed in. */

const AWAY = "Not saved: the server does not answer. Your text is here, and kept in this browser. Try again.";

/** Look before a form is sent, and send it if all is well. */
export function start(form, { session, keeper, tell }) {
  let isSure = false;
  let isLooking = false;

  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    // The page as a reader sees it goes into the frame, and nothing is left.
    if (button?.formTarget) return;
    if (isSure) {
      isSure = false;
      keeper.keep();
      keeper.leave();
      return;
    }
    event.preventDefault();
    if (isLooking) return;
    isLooking = true;
    tell("Saving …");
    try {
      const reason = await session.renew();
      isSure = !reason;
      tell(isSure ? "Saving …" : `Not saved. ${reason}`);
    } catch {
      tell(AWAY);
    }
    isLooking = false;
    if (isSure) form.requestSubmit(button);
  });
}
