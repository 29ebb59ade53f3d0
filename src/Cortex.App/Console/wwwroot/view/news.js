// What the program tells, brought to where it is shown; and what this page tells the program of its answers.

import { letIn, whyNot } from '../link/session.js';

const REPORT_MS = 200;
const WATCHED = 50;
// What the program tells of this page alone, or of nothing that happened in the conversation, is in no log but this one.
const UNLOGGED = new Set(['refused', 'setting', 'nobody', 'pairing']);

const AWAY = {
  away: 'The program does not answer. Is cortex running? It is tried again by itself.',
  full: 'Too many pages of this program are open. Close one of them; it is tried again by itself.',
  lost: 'The line to the program was lost. It is tried again by itself.',
  out: 'The program asks who you are.',
};

export class News {
  constructor(screen) {
    this._screen = screen;
    this.programState = 'idle';
    /** The program reached what answers since this page's line is open. */
    this.wasReached = false;
    /** Turns of whoever holds the conversation, as the program measured them. */
    this.watchedTurns = [];
    this._watched = new Map();
    /** What was ordered without words, by the program's name of its turn; until its answer is here. */
    this._orders = new Map();
    this._reported = 0;
    const { events, conversation, player, book } = screen;
    events.addEventListener('up', () => screen.log.write('The program answers.'));
    events.addEventListener('down', ({ detail }) => this._down(detail));
    for (const type of ['hello', 'state', 'holder', 'rung', 'order', 'route', 'notice', 'lost', 'usage', 'wire', 'tool', 'scene', 'heard', 'said', 'turn', 'interrupted', 'setting', 'log', 'pairing']) {
      events.addEventListener(type, ({ detail }) => this[`_${type}`](detail));
    }
    player.addEventListener('position', ({ detail }) => this._played(detail));
    player.addEventListener('finished', ({ detail }) => !detail.isRepeat && this._finished(detail));
    screen.microphone.addEventListener('voice', ({ detail }) => this._isHolder && conversation.isListening && events.send('voice', { active: detail.isOpen }));
    conversation.addEventListener('usage', ({ detail }) => this._ownUsage(detail));
    this._book = book;
  }

  _hello(hello) {
    const screen = this._screen;
    this._catchUp(hello);
    screen.facts.livePath = hello.livePath ?? null;
    screen.facts.model = hello.liveModel ?? hello.model ?? '';
    screen.notices.clear('program');
    screen.engine.hello(hello);
    for (const key of ['verbosity', 'language', 'volume', 'speed']) if (hello[key] !== undefined) screen.settings.accept(key, hello[key]);
    screen.form.program({ version: hello.version, ...hello.settings });
    this._stands(hello.state ?? 'idle');
    if (this._book.turns.length === 0) this._before(hello);
    screen.desk.held(hello.role, hello.holder ?? { kind: 'none', name: '' });
    screen.conversation.link.hurry();
    screen.renewal.hello(hello.version);
    screen.tellUnfinished();
    screen.showTurns();
  }

  // The program's log, as far as it is not here yet: a program that was started anew counts anew.
  _catchUp({ at = 0, log = [] }) {
    if (at < (this._loggedAt ?? 0)) this._loggedAt = 0;
    const began = Date.now() - at;
    for (const line of log) if (line.at > (this._loggedAt ?? 0)) this._screen.log.write(line.words, line.level, new Date(began + line.at));
    this._loggedAt = Math.max(this._loggedAt ?? 0, ...log.map((line) => line.at));
  }

  // What was said before this page came.
  _before({ transcript = [], turns = [] }) {
    this._watched.clear();
    this._screen.words.clear();
    for (const one of transcript) {
      const words = this._watchedTurn(one);
      if (one.role === 'user') words.heard = one.text;
      else if (one.role === 'order') Object.assign(words, { heard: one.text, kind: 'order' });
      else Object.assign(words, { said: one.text, isInterrupted: one.interrupted, unheard: one.unheard ?? '', isDone: true });
      this._screen.words.show(words);
    }
    this.watchedTurns = [];
    for (const turn of turns) this._turn(turn);
  }

  _down({ wasOpen, code }) {
    if (code === 4001) return this._screen.notices.show('copied', { words: 'This tab was copied. The copy goes on as this page; this one watches.', level: 'warning', stands: true });
    if (wasOpen) this._screen.log.write('The program does not answer any more.', 'error');
    this._screen.update();
    this._askWhy(wasOpen);
  }

  // One at a time: the next attempt may be down before this one is known.
  _askWhy(wasOpen) {
    this._asking ??= this._tellWhy(wasOpen).finally(() => (this._asking = null));
  }

  async _tellWhy(wasOpen) {
    const { notices, events } = this._screen;
    const why = await whyNot(wasOpen);
    if (events.isUp) return;
    this.away = AWAY[why];
    this._screen.update();
    if (why !== 'out') return notices.show('program', { words: this.away, level: 'error', stands: true });
    notices.clear('program');
    if (await letIn()) events.hurry();
  }

  _stands(state) {
    const isAway = state === 'reconnecting' || state === 'error';
    if (!this._screen.conversation.link.isReady) this.wasReached = false;
    else if (!isAway && (this.programState === 'reconnecting' || state !== 'idle')) this.wasReached = true;
    this.programState = state;
    if (isAway) this._screen.conversation.unheard();
  }

  _state({ state }) {
    this._stands(state);
    if (state === 'thinking' && this._isHolder) this._book.endDecided(performance.now());
    this._screen.update();
  }

  _holder({ kind, name, role }) {
    this._orders.clear();
    this._screen.desk.held(role, { kind, name });
  }

  _rung(step) {
    this._screen.engine.step(step);
  }

  _order({ command, source }) {
    if (!this._isHolder) return;
    // "More" is answered by the model.
    if (command !== 'more' && (source === 'text' || source === 'voice')) this._settled(source === 'text' ? 'typed' : 'voice');
    this._screen.desk.execute(command);
  }

  _route({ layer }) {
    if (layer === 0 && this._isHolder) this._settled('typed');
  }

  _settled(kind) {
    this._screen.conversation.settled(kind);
    this._screen.update();
  }

  _notice({ kind, words, level }) {
    if (UNLOGGED.has(kind)) this._screen.log.write(words, level);
    if (level !== 'info' || UNLOGGED.has(kind)) this._screen.notices.show(`program-${kind}`, { words, level });
    if (level === 'error') this._screen.fail(words);
  }

  _lost({ what, ms, why }) {
    this._screen.log.write(`Lost: ${what}${ms ? `, ${Math.round(ms)} ms` : ''} (${why}).`, 'warning');
  }

  _usage(usage) {
    this._hasUsage = true;
    this._screen.numbers.usage(usage);
  }

  // Where the program counts nothing, what the line itself says.
  _ownUsage({ promptTokenCount = 0, responseTokenCount = 0, totalTokenCount = 0 }) {
    if (this._hasUsage) return;
    this._own ??= { promptTokens: 0, responseTokens: 0, totalTokens: 0 };
    this._own.promptTokens += promptTokenCount;
    this._own.responseTokens += responseTokenCount;
    this._own.totalTokens += totalTokenCount;
    this._screen.numbers.usage(this._own);
  }

  _wire(wire) {
    this._screen.numbers.wire(wire);
  }

  _tool({ name, running, error }) {
    this._screen.log.write(error ? `Tool ${name}: ${error}.` : `Tool ${name} ${running ? 'runs' : 'is done'}.`, error ? 'warning' : 'info');
  }

  _scene(scene) {
    this._screen.pictures.scene(scene);
  }

  _heard({ turn, id, text, order }) {
    if (!this._isHolder) return this._show({ turn, id }, { heard: text, ...(order ? { kind: 'order' } : {}) });
    if (!order) return this._join({ turn, id }, text);
    this._orders.set(id, { turn, text });
    this._nameOrders();
  }

  _said({ turn, id, text, heardUpTo }) {
    if (this._isHolder) {
      this._nameOrders();
      const own = this._join({ turn, id });
      if (own && own.isInterrupted) own.heardUpTo = heardUpTo;
      if (own) this._screen.words.show(own);
      return;
    }
    this._show({ turn, id }, { said: text, heardUpTo, saidAudioMs: 1 });
  }

  _turn(turn) {
    if (this._isHolder && this._book.turns.some((own) => own.serverId === turn.id)) return;
    this._show(turn, { ...(turn.heard ? { heard: turn.heard } : {}), isInterrupted: turn.interrupted, isDone: true, heardMs: turn.saidAudioMs, saidAudioMs: turn.interrupted ? turn.saidAudioMs : 0 });
    const { timing = {} } = turn;
    const firstSound = timing.firstSoundMs;
    this.watchedTurns = [...this.watchedTurns.filter((one) => one.id !== turn.id), {
      id: turn.id,
      turn: turn.turn,
      kind: this._watched.get(turn.id)?.kind,
      heardMs: turn.saidAudioMs ?? 0,
      timing: {
        voiceStart: timing.voiceStartMs, voiceEnd: timing.voiceEndMs, endDecided: timing.turnEndSentMs ?? timing.voiceEndDecidedMs, firstAudio: timing.firstAudioMs, firstSound,
        heardEnd: firstSound ? firstSound + (turn.saidAudioMs ?? 0) : null, interrupted: turn.interrupted && firstSound ? firstSound + (turn.saidAudioMs ?? 0) : null,
      },
    }].slice(-WATCHED);
    this._screen.showTurns();
  }

  _interrupted({ turn, id }) {
    if (this._isHolder) return;
    this._show({ turn, id }, { isInterrupted: true });
    this._screen.interrupted();
  }

  _setting({ key, value }) {
    this._screen.settings.accept(key, value);
  }

  _log({ at, level, words }) {
    this._loggedAt = Math.max(this._loggedAt ?? 0, at);
    this._screen.log.write(words, level);
  }

  _pairing({ code, validSeconds }) {
    this._screen.notices.show('pairing', { words: `Pairing code for another browser: ${code.slice(0, 4)} ${code.slice(4)}. It is good for ${Math.round(validSeconds / 60)} minutes and one browser.`, level: 'info', lastsMs: validSeconds * 1000 });
  }

  get _isHolder() {
    return this._screen.desk.role === 'holder';
  }

  // Whoever pressed a key asked nothing that this page knows of; and what answers it may come later than what it answers.
  _nameOrders() {
    for (const [id, { turn: number, text }] of this._orders) {
      const own = this._book.turns.find((turn) => turn.kind === 'unasked' && (turn.serverId === id || !turn.serverTurn));
      if (!own) continue;
      this._orders.delete(id);
      this._screen.words.show(Object.assign(own, { serverTurn: number, serverId: id, heard: text, kind: 'order' }));
    }
  }

  // The program counts turns in its own way, anew in each conversation; both sides speak of them in the same order.
  _join({ turn: number, id }, text) {
    const known = this._book.turns.find((turn) => turn.serverId === id);
    if (known || this._orders.has(id)) return known ?? null;
    // An order that cut an answer has no turn of its own there; a question that another one took the place of may have none.
    const isOver = (turn) => (turn.needsNone || turn.isLeft) && !turn.hasAnswer && turn !== this._book.newest;
    const written = text && this._book.turns.find((turn) => !turn.serverTurn && turn.kind === 'typed' && turn.heard === text);
    const own = written || this._book.turns.find((turn) => !turn.serverTurn && !isOver(turn) && (turn.hasAnswer || turn.isAsked || !turn.isDone));
    if (own) Object.assign(own, { serverTurn: number, serverId: id });
    return own ?? null;
  }

  _watchedTurn({ turn: number, id }) {
    if (!this._watched.has(id)) {
      this._watched.set(id, { key: `program-${id}`, turn: number, kind: 'voice', heard: '', said: '', saidAudioMs: 0, heardMs: 0, heardUpTo: null, isAsked: true, timing: {} });
      if (this._watched.size > WATCHED) this._watched.delete(this._watched.keys().next().value);
    }
    return this._watched.get(id);
  }

  _show(which, values) {
    const turn = Object.assign(this._watchedTurn(which), values);
    this._screen.words.show(turn);
  }

  _played({ turn, playedMs, isRepeat }) {
    if (turn === null || isRepeat || performance.now() - this._reported < REPORT_MS) return;
    this._reported = performance.now();
    this._tellPlayed(turn, playedMs);
  }

  _finished({ turn, playedMs }) {
    const own = this._book.find(turn);
    if (own) this._timing(own);
    this._tellPlayed(turn, playedMs);
  }

  _tellPlayed(number, ms) {
    this._nameOrders();
    if (this._isHolder) this._screen.events.send('played', { turn: this._book.find(number)?.serverTurn, ms: Math.round(ms) });
  }

  _timing(turn) {
    if (!turn.serverTurn || !this._isHolder) return;
    const { timing } = turn;
    const opened = this._screen.conversation.link.openedAt;
    const since = (at) => (at ? Math.round(at - opened) : undefined);
    this._screen.events.send('turnTiming', {
      turn: turn.serverTurn, voiceStartMs: since(timing.voiceStart), voiceEndMs: since(timing.voiceEnd), voiceEndDecidedMs: since(timing.endDecided),
      firstAudioMs: since(timing.firstAudio), firstSoundMs: since(timing.firstSound), interruptedMs: since(timing.interrupted), doneMs: since(timing.complete),
    });
  }
}
