// Keys for everything, and the list of them behind "?". They rest while somebody writes, and can be switched off.

import { byId, make } from './dom.js';

const NAMES = { ' ': 'Space', Escape: 'Esc' };

export class Keys {
  /** @param {Array<{keys: string[], what: string, down: () => void, up?: () => void}>} bindings */
  constructor(bindings) {
    this.isOn = true;
    this._bindings = bindings;
    this._held = null;
    this._fill();
    addEventListener('keydown', (event) => this._down(event));
    addEventListener('keyup', (event) => this._up(event));
    addEventListener('blur', () => this._letGo());
  }

  /** Opens the list at its beginning; the focus goes in, stays in, and comes back when it closes. */
  help() {
    if (byId('keys').open) return;
    byId('keys').showModal();
    byId('keys-title').focus();
    byId('keys').scrollTop = 0;
  }

  _fill() {
    byId('keys').querySelector('tbody').append(...this._bindings.map(({ keys, what }) =>
      make('tr', {}, make('th', { scope: 'row' }, ...keys.flatMap((key, i) => [i ? ' or ' : '', make('kbd', {}, NAMES[key] ?? key.toUpperCase())])), make('td', {}, what))));
    byId('keys').querySelector('.close').addEventListener('click', () => byId('keys').close());
    byId('open-keys').addEventListener('click', () => this.help());
  }

  _down(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const target = event.target;
    const isWriting = target.closest?.('input:not([type="checkbox"]), select, textarea');
    if (isWriting ? event.key !== 'Escape' : !this.isOn) return;
    if ((event.key === ' ' || event.key === 'Enter') && target.closest?.('button, summary, a, input')) return;
    const binding = this._bindings.find(({ keys, easier = [] }) => [...keys, ...easier].includes(event.key.length === 1 ? event.key.toLowerCase() : event.key));
    if (!binding) return;
    event.preventDefault();
    if (event.repeat) return;
    if (binding.up) this._held = binding;
    binding.down();
  }

  _up(event) {
    if (this._held?.keys.includes(event.key.length === 1 ? event.key.toLowerCase() : event.key)) this._letGo();
  }

  _letGo() {
    this._held?.up();
    this._held = null;
  }
}
