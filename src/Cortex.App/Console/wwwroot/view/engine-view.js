// Who answers, the ladder's rungs and how it came there.

import { byId, make } from './dom.js';

const KEPT = 20;
// What else stands there is a model of Gemini's, and only these ask it.
const ASKED = new Set(['live', 'http', 'auto']);
const WHO = { offline: 'this device alone', embedded: 'this device alone, without Gemini', scenario: 'a script' };
const STANDS = { stands: 'answers', fell: 'fell, tried again', waits: 'ready below' };

export class EngineView {
  constructor() {
    this._facts = { engine: '', model: '', rungs: [], rungHistory: [] };
    this._show();
  }

  hello({ engine, model, rungs, rungHistory, at }) {
    this._began = performance.now() - (at ?? 0);
    this._facts = { engine, model, rungs: rungs ?? [], rungHistory: rungHistory ?? [] };
    this._show();
  }

  step(step) {
    this._facts.rungHistory = [...this._facts.rungHistory, step].slice(-KEPT);
    const names = this._facts.rungs.map((rung) => rung.name);
    const now = names.indexOf(step.to);
    this._facts.rungs = names.map((name, i) => ({ name, state: now < 0 || i < now ? 'fell' : i === now ? 'stands' : 'waits' }));
    this._show();
  }

  _show() {
    const { engine, model, rungs, rungHistory } = this._facts;
    const steps = rungHistory.map((step) => make('li', {}, `${this._time(step.at)}: ${step.from || 'start'} → ${step.to === 'none' ? 'nobody' : step.to}. ${step.why ?? ''}`));
    byId('engine').replaceChildren(
      make('p', {}, engine ? `Engine: ${engine}${model && ASKED.has(engine) ? `, model ${model}` : WHO[engine] ? `: ${WHO[engine]}` : ''}.` : 'Not known yet.'),
      make('h3', {}, 'Ladder'),
      rungs.length ? make('ol', {}, ...rungs.map(({ name, state }) => make('li', {}, make(state === 'stands' ? 'strong' : 'span', {}, `${name}: ${STANDS[state] ?? state}`)))) : make('p', { class: 'hint' }, 'No ladder.'),
      make('h3', {}, 'Its history'),
      steps.length ? make('ol', {}, ...steps) : make('p', { class: 'hint' }, 'No step so far.'),
    );
  }

  _time(at) {
    return new Date(performance.timeOrigin + (this._began ?? 0) + at).toLocaleTimeString();
  }
}
