// The conversation itself: the page is a client of the Live endpoint like any other. It comes back by itself, and goes on where it was:
// with the newest handle where the program still knows it, else with what was said before.

import { LastingSocket } from './lasting-socket.js';
import { pageName } from './page-name.js';

const PATH = '/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent';
const HANDLE = 'cortex.handle';
const HANDLE_LASTS_MS = 2 * 60 * 60 * 1000;

/**
 * Events: 'ready' {isResumed, isAgain}, 'message' (a server message), 'down' {code, reason, inMs}, 'refused' {code, reason},
 * 'taken' (another device holds the conversation), 'going' {leftMs}.
 */
export class LiveLink extends EventTarget {
  /**
   * @param {() => object} setup the setup without its handle
   * @param {() => object[]} history contents that a fresh session is told
   * @param {() => string | null} path where the program wants this page
   */
  constructor(setup, history, path) {
    super();
    this._setup = setup;
    this._history = history;
    this._socket = new LastingSocket(() => location.origin.replace(/^http/, 'ws') + (path() ?? `${PATH}?page=${pageName()}`));
    this._socket.addEventListener('open', () => this._introduce());
    this._socket.addEventListener('message', ({ detail }) => this._read(detail.data));
    this._socket.addEventListener('down', ({ detail }) => this._down(detail));
    this.isReady = false;
    this.isWanted = false;
    this.upBytes = 0;
    this.downBytes = 0;
    this._times = 0;
    this._decoder = new TextDecoder();
  }

  /** Bytes that the browser still holds. */
  get waiting() {
    return this._socket.waiting;
  }

  start() {
    if (this.isWanted) return;
    this.isWanted = true;
    this._refusals = 0;
    this._socket.start();
  }

  stop() {
    this.isWanted = this.isReady = false;
    this._socket.stop();
  }

  /** Another connection now, with the handle; for a pause, before a server goes away. */
  renew() {
    this.isReady = false;
    this._socket.renew();
  }

  /** The program is there: nothing is waited for. */
  hurry() {
    this._socket.hurry();
  }

  /** Nothing of what was said is known to the next connection. */
  forget() {
    this._keep(null);
  }

  send(message) {
    if (!this.isReady) return false;
    return this._write(message);
  }

  _write(message) {
    const text = JSON.stringify(message);
    this.upBytes += text.length;
    return this._socket.send(text);
  }

  _introduce() {
    this._handle = this._kept();
    const setup = { ...this._setup(), sessionResumption: this._handle ? { handle: this._handle } : {} };
    this._seed = this._handle ? [] : this._history();
    if (this._seed.length) setup.historyConfig = { initialHistoryInClientContent: true };
    this.openedAt = performance.now();
    this._write({ setup });
  }

  _read(data) {
    this.downBytes += data.byteLength ?? data.length;
    let message;
    try {
      message = JSON.parse(typeof data === 'string' ? data : this._decoder.decode(data));
    } catch {
      return;
    }
    if (message.setupComplete) this._ready();
    const update = message.sessionResumptionUpdate;
    if (update?.resumable && update.newHandle) this._keep(update.newHandle);
    if (message.goAway) this.dispatchEvent(new CustomEvent('going', { detail: { leftMs: 1000 * parseFloat(message.goAway.timeLeft ?? '0') } }));
    this.dispatchEvent(new CustomEvent('message', { detail: message }));
  }

  _ready() {
    this.isReady = true;
    this._refusals = 0;
    if (this._seed.length) this._write({ clientContent: { turns: this._seed, turnComplete: true } });
    const isAgain = this._times++ > 0;
    this.dispatchEvent(new CustomEvent('ready', { detail: { isResumed: Boolean(this._handle), isAgain } }));
  }

  _down(detail) {
    const wasReady = this.isReady;
    this.isReady = false;
    if (detail.reason.startsWith('taken over:')) {
      this.stop();
      this.dispatchEvent(new CustomEvent('taken', { detail }));
      return;
    }
    if (!wasReady && detail.wasOpen && detail.code !== 1006 && detail.code !== 1001) {
      // Refused, not lost. A handle is never tried twice; a setup that is refused without one will be refused again.
      const hadHandle = Boolean(this._handle);
      this._keep(null);
      if (!hadHandle && ++this._refusals >= 3) {
        this.stop();
        this.dispatchEvent(new CustomEvent('refused', { detail }));
        return;
      }
    }
    this.dispatchEvent(new CustomEvent('down', { detail: { ...detail, wasReady } }));
  }

  _kept() {
    const kept = JSON.parse(sessionStorage.getItem(HANDLE) ?? 'null');
    return kept && Date.now() - kept.at < HANDLE_LASTS_MS ? kept.handle : null;
  }

  _keep(handle) {
    if (handle) sessionStorage.setItem(HANDLE, JSON.stringify({ handle, at: Date.now() }));
    else sessionStorage.removeItem(HANDLE);
  }
}
