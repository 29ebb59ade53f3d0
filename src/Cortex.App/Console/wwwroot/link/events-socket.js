// The events beside the conversation: states, transcripts, engine, numbers; and what this page tells the program.

import { LastingSocket } from './lasting-socket.js';
import { newPageName, pageName } from './page-name.js';

const COPIED = 4001;

/** Every message of the program is an event of its type, with the message as detail; besides 'up' and 'down' {code, reason, inMs}. */
export class EventsSocket extends EventTarget {
  constructor() {
    super();
    this._socket = new LastingSocket(() => `${location.origin.replace(/^http/, 'ws')}/events?page=${pageName()}`);
    this._socket.addEventListener('open', () => this.dispatchEvent(new Event('up')));
    this._socket.addEventListener('down', ({ detail }) => this._down(detail));
    this._socket.addEventListener('message', ({ detail }) => this._read(detail.data));
  }

  get isUp() {
    return this._socket.isOpen;
  }

  start() {
    this._socket.start();
  }

  stop() {
    this._socket.stop();
  }

  /** The browser was let in: nothing is waited for. */
  hurry() {
    this._socket.hurry();
  }

  /** @returns {boolean} false while there is no connection */
  send(type, values = {}) {
    return this._socket.send(JSON.stringify({ type, ...values }));
  }

  // Another tab came with the same name: a copy of this one. It keeps the name; this one is somebody else from now on.
  _down(detail) {
    if (detail.code === COPIED) newPageName();
    this.dispatchEvent(new CustomEvent('down', { detail }));
  }

  _read(data) {
    let message;
    try {
      message = JSON.parse(typeof data === 'string' ? data : new TextDecoder().decode(data));
    } catch {
      return;
    }
    if (typeof message?.type === 'string') this.dispatchEvent(new CustomEvent(message.type, { detail: message }));
  }
}
