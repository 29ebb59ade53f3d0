// Settings: those of this browser are kept here, those of the conversation are the program's and acted upon at once.

import { readOwn, writeOwn } from '../view/own-settings.js';

/** Events: 'change' {key, value}. */
export class Settings extends EventTarget {
  constructor(player, events) {
    super();
    this._player = player;
    this._events = events;
    this.own = readOwn();
  }

  setOwn(key, value) {
    this.own = { ...this.own, [key]: value };
    writeOwn(this.own);
    this.dispatchEvent(new CustomEvent('change', { detail: { key, value } }));
  }

  /** Somebody here changed it: it acts at once, and the program is told. */
  set(key, value) {
    const rounded = key === 'volume' || key === 'speed' ? Math.round(value * 10) / 10 : value;
    this.accept(key, rounded);
    this._events.send('set', { key, value: `${key in this._ours ? this._player[key] : rounded}` });
  }

  /** The program says so. */
  accept(key, value) {
    if (key in this._ours) {
      this._player[key] = Number(value);
      value = Math.round(this._player[key] * 10) / 10;
    }
    this.dispatchEvent(new CustomEvent('change', { detail: { key, value } }));
  }

  get _ours() {
    return { volume: 1, speed: 1 };
  }
}
