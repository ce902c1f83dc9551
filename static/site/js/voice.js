/* The browser's own voice. Only one that speaks on this device: another would send the words away. */

/** Return a voice of this device for a language, if there is one. */
export function voiceFor(language) {
  const wanted = plain(language);
  const [family] = wanted.split("-");
  const ours = (window.speechSynthesis?.getVoices() ?? []).filter(
    (voice) => voice.localService && plain(voice.lang).split("-")[0] === family,
  );
  return ours.find((voice) => plain(voice.lang) === wanted) ?? ours.find((voice) => voice.default) ?? ours[0];
}

/** Call back now if there is a voice for a language, and else once there is. */
export function whenThereIs(language, then) {
  if (voiceFor(language)) {
    then();
    return;
  }
  window.speechSynthesis?.addEventListener("voiceschanged", () => whenThereIs(language, then), { once: true });
}

// Some browsers forget an utterance that nobody holds, and then never say that it ended.
let said;
let cut;

/** Say some words, then call back; or call back when somebody else speaks instead. */
export function speak(words, language, { then, instead } = {}) {
  if (cut !== instead) cut?.();
  hush();
  const voice = voiceFor(language);
  if (!voice) return;
  cut = instead;
  const saying = Object.assign(new SpeechSynthesisUtterance(words), { voice, lang: voice.lang });
  said = saying;
  saying.onend = () => { if (said === saying) then?.(); };
  saying.onerror = saying.onend;
  window.speechSynthesis.speak(saying);
}

/** Be quiet, and do not call back. */
export function hush() {
  said = undefined;
  cut = undefined;
  window.speechSynthesis?.cancel();
}

/** Say whether anything is being said. */
export function isSpeaking() {
  return window.speechSynthesis.speaking;
}

function plain(language) {
  return language.replace("_", "-").toLowerCase();
}

// Speech goes on after its page in some browsers.
window.addEventListener("pagehide", () => { if (said) hush(); });
