// How long to wait before the next attempt: a half, 1, 2, 4, 8 s, each with jitter, so that many pages do not come at once. Pure.

const LONGEST_MS = 8000;

export class Backoff {
  constructor(random = Math.random) {
    this._random = random;
    this._attempts = 0;
  }

  get attempts() {
    return this._attempts;
  }

  next() {
    const wait = Math.min(LONGEST_MS, 500 * 2 ** this._attempts++);
    return Math.round(wait * (0.7 + 0.6 * this._random()));
  }

  reset() {
    this._attempts = 0;
  }
}
