// Bytes, tokens, cost.

import { byId, make } from './dom.js';

const NAMES = {
  up: 'Model: sent', down: 'Model: received', upNow: 'Model: sending', downNow: 'Model: receiving',
  pageUp: 'This page: sent', pageDown: 'This page: received',
  prompt: 'Tokens in', response: 'Tokens out', total: 'Tokens together', cost: 'Cost', lost: 'Sound lost', under: 'Answer ran dry',
};

export class NumbersView {
  constructor() {
    this._cells = {};
    for (const [key, name] of Object.entries(NAMES)) {
      this._cells[key] = make('dd', { id: `number-${key}` }, '–');
      byId('numbers').append(make('dt', {}, name), this._cells[key]);
    }
  }

  wire({ upBytes, downBytes, upBytesPerSecond, downBytesPerSecond }) {
    this._set({ up: bytes(upBytes), down: bytes(downBytes), upNow: `${bytes(upBytesPerSecond)}/s`, downNow: `${bytes(downBytesPerSecond)}/s` });
  }

  page(upBytes, downBytes, lostMs, underruns) {
    this._set({ pageUp: bytes(upBytes), pageDown: bytes(downBytes), lost: `${Math.round(lostMs)} ms`, under: `${underruns} times` });
  }

  usage({ promptTokens, responseTokens, totalTokens, cost }) {
    this._set({ prompt: `${promptTokens ?? 0}`, response: `${responseTokens ?? 0}`, total: `${totalTokens ?? 0}`, cost: cost === null || cost === undefined ? 'no prices set' : `${cost.toFixed(4)}` });
  }

  _set(values) {
    for (const [key, value] of Object.entries(values)) if (this._cells[key].textContent !== value) this._cells[key].textContent = value;
  }
}

function bytes(count = 0) {
  if (count < 1000) return `${Math.round(count)} B`;
  return count < 1e6 ? `${(count / 1000).toFixed(1)} KB` : `${(count / 1e6).toFixed(2)} MB`;
}
