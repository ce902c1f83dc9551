/* Asking the desk for something in the writer's name, while the writer goes on writing. */

const FORBIDDEN = 403;

/** Make a function that asks an address, and asks again once a session that ended is renewed. */
export function asker(form, session) {
  return async (address, { fields = null, signal } = {}) => {
    const send = () => fetch(address, {
      method: fields ? "POST" : "GET",
      body: fields,
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual",
      signal,
    });
    const answer = await send();
    if (!mayBeSignedOut(answer) || (await session.renewQuietly())) return told(answer);
    return told(await send());
  };
}

/** Make a function of which only the newest call goes on: older ones are broken off. */
export function newest(work) {
  let running = null;
  return async (...given) => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    try {
      await work(mine.signal, ...given);
    } catch (error) {
      if (error.name !== "AbortError" && !mine.signal.aborted) throw error;
    }
  };
}

/* The desk leads those who are not signed in away, or refuses them in words. */
function mayBeSignedOut(answer) {
  return answer.type === "opaqueredirect" || answer.status === FORBIDDEN;
}

async function told(answer) {
  const isData = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
  return {
    ok: answer.ok,
    status: answer.status,
    data: isData ? await answer.json() : null,
    words: isData || !answer.headers.get("Content-Type")?.startsWith("text/plain") ? "" : (await answer.text()).slice(0, 300),
  };
}
