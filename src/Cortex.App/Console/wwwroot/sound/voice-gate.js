// Is somebody speaking? A look at the energy alone, 10 ms at a time: quick enough to lower an answer at once. What a voice means is
// decided by the server; this only tells when one may have begun and ended. Pure.

const RELEASE_BLOCKS = 30; // 300 ms: longer than a stop inside a word
const FLOOR_RISE_DB = 0.05; // a block; so a fan that was switched on is part of the room after some seconds

export class VoiceGate {
  constructor() {
    this.isOpen = false;
    /** An answer sounds: what the browser's echo canceller leaves of it is no voice. */
    this.isAnswering = false;
    this._floor = -60;
    this._loud = 0;
    this._quiet = 0;
  }

  /** @param {number} level of 10 ms, in decibels @returns {boolean} whether it opened or closed with this block */
  push(level) {
    this._floor = level < this._floor ? Math.max(-80, this._floor * 0.7 + level * 0.3) : Math.min(-30, this._floor + FLOOR_RISE_DB);
    const opens = this.isAnswering ? Math.max(-42, this._floor + 14) : Math.max(-50, this._floor + 10);
    if (!this.isOpen) {
      this._loud = level > opens ? this._loud + 1 : 0;
      if (this._loud < (this.isAnswering ? 3 : 2)) return false;
      this.isOpen = true;
      this._quiet = 0;
      return true;
    }
    this._quiet = level > Math.max(-55, this._floor + 6) ? 0 : this._quiet + 1;
    if (this._quiet < RELEASE_BLOCKS) return false;
    this.isOpen = false;
    this._loud = 0;
    return true;
  }

  /** How long it has been quiet, in milliseconds. */
  get quietMs() {
    return this._quiet * 10;
  }
}
