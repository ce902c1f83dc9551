/* Signing in to the desk from a page that stays where it is. */

const WRONG = "That did not work. Type the password again.";

/** Return who is signed in, "" being nobody, and give every form of the page their token. */
export async function whoIsHere(address) {
  const answer = await fetch(address, { credentials: "same-origin", redirect: "manual", cache: "no-store" });
  if (answer.type === "opaqueredirect" || answer.status === 403) return "";
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}.`);
  const found = await answer.json();
  for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = found.token;
  return found.name;
}

/** Send a name and a password as the sign-in page would. Return what is in the way, or nothing. */
export async function signIn(address, form) {
  const page = parsed(await (await fetch(address, { credentials: "same-origin", cache: "no-store" })).text());
  const body = new URLSearchParams(new FormData(form));
  body.set("csrfmiddlewaretoken", page.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "");
  const answer = await fetch(address, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
  if (answer.type === "opaqueredirect") return "";
  return parsed(await answer.text()).querySelector(".errornote")?.textContent.trim() || WRONG;
}

/* Nothing of a page that is parsed in this way runs, loads or is shown. */
function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html");
}
