// Both sides' words. What was heard, what is still to come and what was never heard are told apart by look, mark and word.

import { heardWords } from '../talk/turn-book.js';
import { byId, make } from './dom.js';

const SHOWN = 50;
const WHO = { typed: 'You wrote: ', order: 'Order: ' };

export class WordsView {
  constructor() {
    this._list = byId('words');
    this._items = new Map();
  }

  /** @param turn {key, heard, said, isInterrupted, isDone, heardMs, saidAudioMs, heardUpTo, kind} */
  show(turn) {
    const key = turn.key ?? turn.turn;
    if (!turn.heard && !turn.said && !turn.hasAudio && !turn.isAsked) return;
    const isAtEnd = this._list.scrollTop + this._list.clientHeight >= this._list.scrollHeight - 40;
    let item = this._items.get(key);
    if (!item) {
      item = make('li', { 'data-turn': key });
      this._items.set(key, item);
      this._list.append(item);
      if (this._items.size > SHOWN) this._remove(this._items.keys().next().value);
    }
    item.replaceChildren(...this._lines(turn));
    byId('no-words').hidden = true;
    if (isAtEnd) this._list.scrollTop = this._list.scrollHeight;
  }

  clear() {
    for (const key of [...this._items.keys()]) this._remove(key);
    byId('no-words').hidden = false;
  }

  _remove(key) {
    this._items.get(key).remove();
    this._items.delete(key);
  }

  _lines(turn) {
    const lines = [];
    if (turn.kind !== 'unasked') lines.push(make('p', { class: 'you' }, make('span', { class: 'who' }, WHO[turn.kind] ?? 'You: '), turn.heard || (turn.isAsked ? '(spoken; nobody wrote it down)' : '…')));
    if (turn.said || turn.hasAudio) {
      const line = make('p', { class: 'model' }, make('span', { class: 'who' }, 'Cortex: '));
      const { heard, unheard } = heardWords(turn);
      if (heard || !unheard) line.append(make('span', { class: 'heard' }, heard || '(sound without words)'));
      if (unheard) line.append(...this._rest(turn, unheard));
      else if (turn.isInterrupted && turn.unheard === '') line.append(make('strong', {}, ' [interrupted]'));
      lines.push(line);
    }
    return lines;
  }

  _rest(turn, unheard) {
    if (!turn.isInterrupted) return [make('span', { class: 'coming' }, unheard)];
    return [make('strong', {}, ' [interrupted; not heard:] '), make('s', { class: 'unheard' }, unheard.trim())];
  }
}
