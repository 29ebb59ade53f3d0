// A socket that comes back by itself: after a loss, a restart of the server, or a machine that slept.

import { Backoff } from './backoff.js';

const HEALTHY_MS = 5000;
const CONNECT_MS = 10_000;

/** Events: 'open', 'message' {data}, 'down' {code, reason, inMs}. */
export class LastingSocket extends EventTarget {
  /** @param {() => string} url asked for at every attempt */
  constructor(url) {
    super();
    this._url = url;
    this._backoff = new Backoff();
    this._wake = () => document.visibilityState !== 'hidden' && this.hurry();
  }

  get isOpen() {
    return this._socket?.readyState === WebSocket.OPEN;
  }

  /** Bytes that wait to be sent. */
  get waiting() {
    return this._socket?.bufferedAmount ?? 0;
  }

  start() {
    if (this._wanted) return;
    this._wanted = true;
    addEventListener('online', this._wake);
    document.addEventListener('visibilitychange', this._wake);
    this._connect();
  }

  stop() {
    this._wanted = false;
    removeEventListener('online', this._wake);
    document.removeEventListener('visibilitychange', this._wake);
    clearTimeout(this._timer);
    this._let();
  }

  send(text) {
    if (!this.isOpen) return false;
    this._socket.send(text);
    return true;
  }

  /** Another connection now, by plan. */
  renew() {
    if (!this._wanted) return;
    this._let();
    clearTimeout(this._timer);
    this._connect();
  }

  /** There is reason to believe that it works now: the next attempt is made at once. */
  hurry() {
    if (this._wanted && !this._socket) this.renew();
  }

  _let() {
    const socket = this._socket;
    this._socket = null;
    clearTimeout(this._patience);
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close(1000);
  }

  _connect() {
    const socket = new WebSocket(this._url());
    socket.binaryType = 'arraybuffer';
    this._socket = socket;
    this._patience = setTimeout(() => this._lost({ code: 1006, reason: 'no connection within ten seconds' }), CONNECT_MS);
    socket.onopen = () => {
      clearTimeout(this._patience);
      this._openedAt = performance.now();
      this.dispatchEvent(new Event('open'));
    };
    socket.onmessage = ({ data }) => this.dispatchEvent(new CustomEvent('message', { detail: { data } }));
    socket.onclose = (close) => this._lost(close);
  }

  _lost({ code, reason }) {
    const lived = this._openedAt ? performance.now() - this._openedAt : 0;
    this._openedAt = 0;
    this._let();
    if (!this._wanted) return;
    if (lived > HEALTHY_MS) this._backoff.reset();
    const inMs = this._backoff.next();
    this._timer = setTimeout(() => this._connect(), inMs);
    this.dispatchEvent(new CustomEvent('down', { detail: { code, reason, inMs, wasOpen: lived > 0 } }));
  }
}
