// Does the microphone hear? A context that sleeps, a track that is muted, a device that stopped giving or gives only zeros look the same
// to whoever speaks: nobody listens. Looked at twice a second, so that a page that slept itself is not taken for it. Pure.

const STALLED_MS = 1_500;
const ZEROS_MS = 6_000;
const ZEROS_ONCE_HEARD_MS = 60_000;
// What sound/pcm.js makes of zeros alone is -100.
const ZERO_DB = -99.9;

export class MicrophoneWatch {
  constructor(at) {
    this._chunkAt = this._soundAt = at;
    this._patience = ZEROS_MS;
    this._looks = 0;
    /** Why it hears nothing: 'suspended', 'stalled', 'muted', 'silent'; or null. */
    this.why = null;
  }

  /** A chunk came. @param {number} level its loudest part in decibels */
  heard(level, at) {
    this._chunkAt = at;
    if (level <= ZERO_DB) return;
    // It works. What suppresses noise gives zeros whenever nobody speaks.
    this._soundAt = at;
    this._patience = ZEROS_ONCE_HEARD_MS;
  }

  /** @param {{isSuspended: boolean, isMuted: boolean}} facts @returns {boolean} whether `why` changed */
  look(at, { isSuspended, isMuted }) {
    const was = this.why;
    this._looks = at - this._chunkAt > STALLED_MS ? this._looks + 1 : 0;
    if (this._looks >= 2) this.why = isSuspended ? 'suspended' : isMuted ? 'muted' : 'stalled';
    else if (isMuted) this.why = 'muted';
    else if (this._looks === 0) this.why = at - this._soundAt > this._patience ? 'silent' : null;
    return this.why !== was;
  }
}
