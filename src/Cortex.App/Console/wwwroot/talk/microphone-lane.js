// What the microphone gave, on its way into the conversation, in one order. While there is no connection it holds 3 s; of a question
// without an answer it keeps 15 s, to be said again to the next connection. The oldest goes first, and is counted, that of a voice apart.
// Pure.

const CHUNK_MS = 20;
const HELD = 3000 / CHUNK_MS;
const KEPT = 15_000 / CHUNK_MS;
const BEFORE = 300 / CHUNK_MS;

export class MicrophoneLane {
  /** @param {(chunk: object) => boolean} send false: not now */
  constructor(send) {
    this._send = send;
    this._held = [];
    this._before = [];
    this._last = [];
    this._utterance = null;
    this.lostMs = 0;
    this._lostVoiceMs = 0;
  }

  /** A chunk while nobody listens: kept for the beginning of a voice. */
  hold(chunk) {
    this._before.push(chunk);
    if (this._before.length > BEFORE) this._before.shift();
  }

  /** A chunk that goes out, and what was just before it. */
  push(chunk) {
    for (const one of [...this._before.splice(0), chunk]) {
      this._keep(one);
      this._held.push(one);
    }
    this.flush();
    while (this._held.length > HELD) {
      // Of an open question it is kept, and said again.
      const oldest = this._held.shift();
      if (!this._utterance?.includes(oldest)) this._lose(oldest);
    }
  }

  /** Something waits to be sent. */
  get isHolding() {
    return this._held.length > 0;
  }

  /** Sends what it can. */
  flush() {
    while (this._held.length && this._send(this._held[0])) this._held.shift().isSent = true;
  }

  /** Milliseconds of a voice that were lost since the last call. */
  takeLost() {
    const ms = this._lostVoiceMs;
    this._lostVoiceMs = 0;
    return ms;
  }

  /** A voice began: from here on the question is kept. */
  begin() {
    this._utterance ??= this._last.slice(-BEFORE);
  }

  /** An answer came, or the question was taken back. */
  answered() {
    this._utterance = null;
  }

  /** The next connection knows nothing of the open question. @returns {number} milliseconds that are said again */
  replay() {
    if (!this._utterance) return 0;
    const held = new Set(this._held);
    const again = this._utterance.filter((chunk) => !held.has(chunk));
    this._held.unshift(...again);
    this.flush();
    return again.length * CHUNK_MS;
  }

  clear() {
    this._held = [];
    this._before = [];
    this._utterance = null;
    this._last = [];
  }

  _keep(chunk) {
    this._last = [...this._last.slice(1 - BEFORE), chunk];
    if (!this._utterance) return;
    this._utterance.push(chunk);
    if (this._utterance.length > KEPT) {
      const oldest = this._utterance.shift();
      if (!oldest.isSent && !this._held.includes(oldest)) this._lose(oldest);
    }
  }

  _lose({ isVoice }) {
    this.lostMs += CHUNK_MS;
    if (isVoice) this._lostVoiceMs += CHUNK_MS;
  }
}
