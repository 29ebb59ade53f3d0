// What needs somebody: in plain words, where they look, with what to do. One of a kind at a time.

import { byId, make, setText } from './dom.js';

const LASTS_MS = 20_000;

/**
 * A notice goes when the next turn succeeds; unless it is an error, after some seconds, too. What can be acted upon, and what somebody
 * says stands, stays until it is cleared.
 */
export class Notices {
  constructor() {
    this._shown = new Map();
  }

  /**
   * @param {string} kind one notice of a kind is shown
   * @param {{words: string, level?: 'info' | 'warning' | 'error', action?: {label: string, run: () => void}, lastsMs?: number, stands?: boolean}} notice
   */
  show(kind, { words, level = 'info', action, lastsMs, stands = Boolean(action ?? lastsMs) }) {
    const shown = this._shown.get(kind);
    if (shown?.words === words) return;
    this.clear(kind);
    const element = make('div', { class: 'told', 'data-level': level, 'data-kind': kind }, make('p', {}, words));
    if (action) element.append(this._button(action.label, () => action.run()));
    element.append(this._button('Dismiss', () => this.clear(kind)));
    byId('notices').append(element);
    const ms = lastsMs ?? (stands || level === 'error' ? 0 : LASTS_MS);
    const timer = ms ? setTimeout(() => this.clear(kind), ms) : 0;
    this._shown.set(kind, { words, element, timer, stands });
    setText(byId(level === 'info' ? 'spoken-state' : 'spoken-alert'), words);
  }

  /** A turn had its answer: what was said of earlier ones is over. */
  succeeded() {
    for (const [kind, { stands }] of [...this._shown]) if (!stands) this.clear(kind);
  }

  clear(kind) {
    const shown = this._shown.get(kind);
    if (!shown) return;
    clearTimeout(shown.timer);
    this._shown.delete(kind);
    const hadFocus = shown.element.contains(document.activeElement);
    shown.element.remove();
    if (byId('spoken-alert').textContent === shown.words) setText(byId('spoken-alert'), '');
    if (hadFocus) byId('talk').focus();
  }

  _button(label, run) {
    const button = make('button', { type: 'button' }, label);
    button.addEventListener('click', run);
    return button;
  }
}
