// The newest turns drawn to scale, and the latency over them, each with its numbers as a table.

import { byId, draw, make } from './dom.js';

const SHOWN = 8;
const OVER = 30;
const WIDTH = 560;
const LEFT = 44;
const RIGHT = 28;
const ROW = 26;

const PARTS = [
  { name: 'voice', label: 'voice', from: 'voiceStart', to: 'voiceEnd' },
  { name: 'wait', label: 'silence wait', from: 'voiceEnd', to: 'endDecided' },
  { name: 'wire', label: 'wire and engine', from: 'endDecided', to: 'firstAudio' },
  { name: 'buffer', label: 'first audio to first sound', from: 'firstAudio', to: 'firstSound' },
  { name: 'sound', label: 'answer heard', from: 'firstSound', to: 'heardEnd' },
];

export class TimelineView {
  constructor() {
    this._drawing = make('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Drawing of the newest turns; the table below says the same' });
    this._table = make('table', {}, make('caption', { class: 'aside' }, 'Turns in milliseconds'));
    this._latency = make('div');
    this._summary = make('p', { id: 'latency-words' }, 'No turn yet.');
    const legend = make('ul', { class: 'legend', 'aria-hidden': 'true' }, ...PARTS.map((part) => make('li', {}, make('i', { class: part.name }), part.label)));
    byId('timeline').append(
      this._summary, this._drawing, legend,
      make('details', {}, make('summary', {}, 'The same as a table'), make('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Table of the newest turns' }, this._table)),
      make('h3', {}, 'Latency over turns'), this._latency,
    );
    this.show([]);
  }

  /** @param turns [{turn, isInterrupted, timing, heardMs}] in one clock of milliseconds */
  show(turns) {
    const timed = turns.map(withParts).filter((turn) => turn.parts.length);
    this._draw(timed.slice(-SHOWN));
    this._tell(timed.slice(-SHOWN));
    this._drawLatency(timed.filter((turn) => turn.response !== null).slice(-OVER));
  }

  _draw(turns) {
    const longest = Math.max(1000, ...turns.map((turn) => turn.end - turn.start));
    const scale = (WIDTH - LEFT - RIGHT) / longest;
    const height = turns.length * ROW + 24;
    const svg = draw('svg', { viewBox: `0 0 ${WIDTH} ${height}`, 'aria-hidden': 'true' });
    turns.forEach((turn, row) => {
      const y = row * ROW;
      svg.append(draw('text', { x: 0, y: y + 15 }, `#${turn.turn}`));
      for (const part of turn.parts) svg.append(draw('rect', { class: part.name, x: LEFT + (part.at - turn.start) * scale, y: y + 3, width: Math.max(1.5, part.ms * scale), height: 16 }));
      if (turn.cutAt !== null) {
        const x = LEFT + (turn.cutEnd - turn.start) * scale;
        svg.append(draw('line', { class: 'cut', x1: x, x2: x, y1: y, y2: y + 22 }), draw('text', { x: x + 4, y: y + 15 }, '✕'));
      }
    });
    axis(svg, longest, scale, turns.length * ROW + 2);
    this._drawing.replaceChildren(svg);
  }

  _tell(turns) {
    const head = make('tr', {}, ...['Turn', ...PARTS.map((part) => part.label), 'response', 'cut'].map((text) => make('th', { scope: 'col' }, text)));
    const rows = turns.map((turn) => make('tr', {}, make('th', { scope: 'row' }, `${turn.turn}`),
      ...PARTS.map(({ name }) => make('td', {}, ms(turn.parts.find((part) => part.name === name)?.ms))),
      make('td', {}, ms(turn.response)), make('td', {}, turn.cutAt === null ? 'no' : turn.bargeIn === null ? 'yes' : `${ms(turn.bargeIn)} after the voice began`)));
    this._table.replaceChildren(this._table.caption, make('thead', {}, head), make('tbody', {}, ...rows));
  }

  _drawLatency(turns) {
    if (turns.length === 0) return this._latency.replaceChildren(make('p', { class: 'hint' }, 'Nothing measured yet.'));
    this._summary.textContent = latencyWords(turns);
    const most = Math.max(1000, ...turns.map((turn) => turn.response));
    const x = (i) => LEFT + (turns.length === 1 ? 0.5 : i / (turns.length - 1)) * (WIDTH - LEFT - 10);
    const y = (value) => 100 - (value / most) * 85;
    const svg = draw('svg', { viewBox: `0 0 ${WIDTH} 110`, role: 'img', 'aria-labelledby': 'latency-words' });
    for (const value of [0, most / 2, most]) svg.append(draw('line', { class: 'axis', x1: LEFT, x2: WIDTH, y1: y(value), y2: y(value) }), draw('text', { x: 0, y: y(value) + 4 }, `${(value / 1000).toFixed(1)} s`));
    svg.append(draw('polyline', { class: 'line', points: turns.map((turn, i) => `${x(i)},${y(turn.response)}`).join(' ') }));
    turns.forEach((turn, i) => svg.append(turn.isSpoken
      ? draw('circle', { class: 'dot', cx: x(i), cy: y(turn.response), r: 4 })
      : draw('rect', { class: 'dot', x: x(i) - 4, y: y(turn.response) - 4, width: 8, height: 8 })));
    this._latency.replaceChildren(svg);
  }
}

/** What was spoken and what was written is measured from different ends. */
export function latencyWords(turns) {
  const sentence = (some, from) => {
    const sorted = some.map((turn) => turn.response).sort((a, b) => a - b);
    return `Newest ${ms(some.at(-1).response)}, middle ${ms(sorted[Math.floor(sorted.length / 2)])}, slowest ${ms(sorted.at(-1))} ms from ${from} to the first sound, over ${some.length} ${some.length === 1 ? 'turn' : 'turns'}.`;
  };
  const spoken = turns.filter((turn) => turn.isSpoken);
  const written = turns.filter((turn) => !turn.isSpoken);
  return [spoken.length ? sentence(spoken, "the voice's end") : '', written.length ? sentence(written, 'sending a written question') : ''].filter(Boolean).join(' ');
}

function axis(svg, longest, scale, y) {
  const step = [250, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000].find((one) => longest / one <= 7) ?? 120_000;
  svg.append(draw('line', { class: 'axis', x1: LEFT, x2: WIDTH, y1: y, y2: y }));
  for (let at = 0; at <= longest; at += step) svg.append(draw('text', { x: LEFT + at * scale, y: y + 16 }, `${at / 1000} s`));
}

/** A turn with its parts in milliseconds. What sounded ends at its cut, whenever this page was told. */
export function withParts(turn) {
  const { timing } = turn;
  const at = { ...timing, heardEnd: timing.heardEnd ?? (timing.firstSound ? timing.firstSound + turn.heardMs : null) };
  at.endDecided ??= at.voiceEnd;
  const parts = PARTS.filter(({ from, to }) => at[from] && at[to] && at[to] >= at[from] && at[to] > at[from]).map(({ name, from, to }) => ({ name, at: at[from], ms: at[to] - at[from] }));
  const cutAt = timing.interrupted ?? null;
  const sound = parts.find((part) => part.name === 'sound');
  const cutEnd = sound ? sound.at + sound.ms : cutAt;
  const ends = [...parts.map((part) => part.at + part.ms), ...(cutAt ? [cutEnd] : [])];
  const response = at.firstSound && at.voiceEnd ? at.firstSound - at.voiceEnd : null;
  const bargeIn = cutAt && timing.bargeIn ? cutAt - timing.bargeIn : null;
  return { turn: turn.turn, parts, cutAt, cutEnd, response, bargeIn, isSpoken: Boolean(timing.voiceStart), start: parts[0]?.at ?? 0, end: Math.max(...ends, 0) };
}

const ms = (value) => (value === undefined || value === null ? '–' : `${Math.round(value)}`);
