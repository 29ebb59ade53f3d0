// How the player meets a sound during the answer, before anybody knows what it is: lower at once, silent when it lasts, back when it
// was nothing or when nobody dropped the answer. (state, voice, now) -> level. Times are milliseconds of one clock. Pure.

export const BARGE_IN = { pauseAfter: 60, confirmWithin: 350, noiseGap: 120, holdAfterVoice: 1200, longestHold: 10_000 };

export class BargeIn {
  constructor(options = BARGE_IN) {
    this._options = options;
    this.reset();
  }

  reset() {
    this._began = null;
    this._ended = null;
  }

  /** A voice began or ended. */
  voice(isOpen, now) {
    if (isOpen && this._began === null) this._began = now;
    this._ended = isOpen || this._began === null ? null : now;
  }

  /** @returns {'full' | 'ducked' | 'paused'} */
  level(now) {
    if (this._began === null) return 'full';
    const { pauseAfter, confirmWithin, noiseGap, holdAfterVoice, longestHold } = this._options;
    const lasted = (this._ended ?? now) - this._began;
    const wait = lasted < confirmWithin ? noiseGap : holdAfterVoice;
    if ((this._ended !== null && now - this._ended >= wait) || now - this._began >= longestHold) {
      this.reset();
      return 'full';
    }
    return now - this._began >= pauseAfter ? 'paused' : 'ducked';
  }
}
