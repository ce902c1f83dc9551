/* Counting down through parts, by the clock on the wall: people put the telephone down, and its
   screen goes dark. */

const SECOND = 1000;

export class Counter {
  #parts;
  #on;
  #at = -1;
  #ends = 0;
  #ticking;

  /** Count parts of so many seconds. `on` is told of what `begins`, each `second`, and what is `over`. */
  constructor(parts, on) {
    this.#parts = parts;
    this.#on = on;
  }

  get isCounting() {
    return this.#ends > 0;
  }

  /** Begin the next part, or the first again after the last. */
  goOn() {
    this.#begin((this.#at + 1) % this.#parts.length, Date.now());
  }

  /** Stop, and begin with the first part the next time. */
  stop() {
    this.#stand();
    this.#at = -1;
  }

  #stand() {
    clearTimeout(this.#ticking);
    this.#ends = 0;
  }

  #begin(at, when) {
    this.#at = at;
    this.#ends = when + this.#parts[at].seconds * SECOND;
    this.#on.begins(this.#parts[at]);
    this.#tick();
  }

  /* Time may have passed unseen, so several parts may be over at once. */
  #tick() {
    const part = this.#parts[this.#at];
    const left = this.#ends - Date.now();
    if (left > 0) {
      this.#on.second(part, Math.ceil(left / SECOND));
      this.#ticking = setTimeout(() => this.#tick(), left % SECOND || SECOND);
    } else if (part.isFollowed) {
      this.#begin(this.#at + 1, this.#ends);
    } else {
      this.#stand();
      this.#on.over(part);
    }
  }
}
