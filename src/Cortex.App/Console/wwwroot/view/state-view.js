// The state in a colour, a word, a sound, and for screen readers: politely, and only what lasts or matters.

import { STATES } from '../talk/state.js';
import { byId, make, setText } from './dom.js';

// A screen reader that talks into an open microphone is worse than none: what only passes is told by its sound.
const SPOKEN_AFTER_MS = { connecting: 1500, listening: 700, deaf: null, processing: 1500, speaking: null, held: null, idle: 700, watching: 700, interrupted: 0, reconnecting: 1000, error: null };
const FLASH_MS = 500;

export class StateView {
  /** @param {(name: string) => void} cue */
  constructor(cue) {
    this._cue = cue;
    this._name = null;
    this.show('connecting');
  }

  show(name, words = '') {
    const state = STATES[name];
    const more = words || state.more;
    setText(byId('state-more'), more);
    if (name === this._name) return;
    const before = this._name;
    this._name = name;
    document.body.dataset.state = name;
    document.body.dataset.colour = state.colour;
    setText(byId('state-word'), state.word);
    document.title = `${state.word} – Cortex`;
    if (before && state.cue) this._cue(state.cue);
    if (before === 'reconnecting') this._cue('online');
    if (name === 'interrupted') this._flash();
    this._speak(name, state.word, more);
  }

  _speak(name, word, more) {
    clearTimeout(this._timer);
    const wait = SPOKEN_AFTER_MS[name];
    if (wait === null) return;
    this._timer = setTimeout(() => setText(byId('spoken-state'), `${word}. ${more}`), wait);
  }

  _flash() {
    if (this._veil) return;
    this._veil = make('div', { class: 'flash', 'aria-hidden': 'true' });
    document.body.append(this._veil);
    setTimeout(() => {
      this._veil.remove();
      this._veil = null;
    }, FLASH_MS);
  }
}
