// The wearer's turns: what was asked, what was said, what of it was heard, and when. Times are milliseconds of performance.now().
// Pure: who knows of an event writes it in.

const KEPT = 50;

export class TurnBook {
  constructor() {
    this.turns = [];
    this._number = 0;
    /** Called with a turn that changed. */
    this.changed = () => {};
  }

  get newest() {
    return this.turns.at(-1) ?? null;
  }

  find(number) {
    return this.turns.find((turn) => turn.turn === number) ?? null;
  }

  /** The turn whose answer comes in: the oldest that is not over; made where the model speaks unasked. */
  answering() {
    return this.turns.find(isOpen) ?? this._open('unasked');
  }

  /** The oldest turn whose answer nobody wants any more, and that the server has not closed yet; or null. */
  get left() {
    return this.turns.find((turn) => !turn.isDone && turn.isLeft) ?? null;
  }

  /** The newest question that was sent and has no answer yet, or null. */
  get unanswered() {
    const newest = this.turns.findLast((turn) => !turn.isUnsent);
    return newest && isOpen(newest) && !newest.hasAnswer ? newest : null;
  }

  /** True while a question that was sent and is still wanted is open. */
  get isAsked() {
    return this.turns.some((turn) => isOpen(turn) && turn.isAsked && !(turn.needsNone && !turn.hasAnswer));
  }

  /** True while a question has no answer yet. */
  get isWaiting() {
    const newest = this.newest;
    return Boolean(newest && !newest.isDone && !newest.isLeft && newest.isAsked && !newest.hasAnswer && !newest.needsNone);
  }

  voiceBegan(at) {
    for (const turn of this.turns) turn.isDone ||= turn.needsNone && !turn.hasAnswer;
    let turn = this.newest;
    if (!turn || turn.isDone || turn.isLeft || turn.hasAnswer || turn.isInterrupted || turn.kind !== 'voice') turn = this._open('voice');
    turn.timing.voiceStart ??= at;
    turn.voiceAt = at;
    turn.timing.voiceEnd = null;
    turn.isAsked = false;
    this._change(turn);
    return turn;
  }

  voiceEnded(at) {
    const turn = this.newest;
    if (turn?.kind !== 'voice' || !isOpen(turn) || turn.hasAnswer) return null;
    turn.timing.voiceEnd = at;
    turn.voiceMs += at - turn.voiceAt;
    turn.isAsked = true;
    this._change(turn);
    return turn;
  }

  /** It is decided that the voice has ended: by the server, or by a key that was let go. */
  endDecided(at) {
    const turn = this.newest;
    if (turn?.kind !== 'voice' || turn.hasAnswer || turn.timing.endDecided) return;
    turn.timing.endDecided = at;
    turn.isAsked = true;
    this._change(turn);
  }

  /** @param takesPlace what was asked before is not waited for any more */
  typed(text, at, takesPlace = true) {
    if (takesPlace) for (const turn of this.turns) if (isOpen(turn)) this.leave(turn);
    const turn = this._open('typed');
    Object.assign(turn, { heard: text, isAsked: true });
    turn.timing.voiceEnd = at;
    this._change(turn);
    return turn;
  }

  /**
   * What was said last was an order, or asked nothing: that no answer follows is no failure.
   * @param {'typed' | 'voice'} kind how it was said
   */
  settled(kind) {
    const turn = this.turns.findLast((one) => !one.isUnsent);
    if (turn?.kind !== kind || turn.hasAudio || turn.needsNone) return;
    turn.needsNone = true;
    this._change(turn);
  }

  /** Another question took its place, or it was taken back; it is over when the server has closed it. */
  leave(turn) {
    if (turn.isAsked || turn.hasAnswer) turn.isLeft = true;
    else turn.isDone = true;
    this._change(turn);
  }

  heard(text) {
    const turn = this.turns.find((one) => !one.isDone && !one.hasAudio && one.kind === 'voice') ?? this.newest ?? this._open('voice');
    if (turn.kind === 'typed') return;
    turn.heard = (turn.heard + text).trimStart();
    this._change(turn);
  }

  said(text) {
    const turn = this.answering();
    turn.said = (turn.said + text).trimStart();
    turn.hasAnswer = true;
    this._change(turn);
  }

  audio(ms, at) {
    const turn = this.answering();
    turn.timing.firstAudio ??= at;
    turn.hasAnswer = turn.hasAudio = true;
    turn.saidAudioMs += ms;
    return turn;
  }

  sounded(number, at) {
    const turn = this.find(number);
    if (!turn || turn.timing.firstSound) return;
    turn.timing.firstSound = at;
    this._change(turn);
  }

  played(number, ms) {
    const turn = this.find(number);
    if (turn) turn.heardMs = Math.max(turn.heardMs, ms);
    return turn;
  }

  /** The answer of a turn was cut. */
  interrupted(number, at) {
    const turn = this.find(number);
    if (!turn || turn.isInterrupted) return null;
    turn.isInterrupted = true;
    turn.timing.interrupted = at;
    this._change(turn);
    return turn;
  }

  /** A sound began while the answer of a turn was heard; how long until it was silent. */
  voiceOver(number, at) {
    const turn = this.find(number);
    if (turn) turn.timing.bargeIn ??= at;
  }

  /** Nothing more comes of the turn. */
  complete(at) {
    const turn = this.turns.find(isOpen);
    // What nobody asked and nobody answered is not over because another answer is.
    if (!turn || (!turn.hasAnswer && !turn.isInterrupted && !turn.isAsked)) return null;
    turn.isDone = true;
    turn.timing.complete = at;
    this._change(turn);
    return turn;
  }

  /** Nothing more is waited for in this turn. */
  end(turn, at) {
    if (turn.isDone) return;
    turn.isDone = true;
    turn.timing.complete = at;
    this._change(turn);
  }

  /** A noise, which is forgotten, or a question that nobody answers any more, which is kept. */
  giveUp(isKept = false) {
    const turn = this.unanswered;
    if (!turn) return;
    turn.isDone = true;
    if (!turn.heard && !isKept) this.turns.splice(this.turns.indexOf(turn), 1);
    this._change(turn);
  }

  /** What a fresh session is told: the newest turns, in the protocol's own form, and of answers only what was heard. */
  history(most = 8) {
    return this.turns.filter((turn) => turn.heard && turn.said).slice(-most).flatMap((turn) => [
      { role: 'user', parts: [{ text: turn.heard }] },
      { role: 'model', parts: [{ text: heardWords(turn).heard || '…' }] },
    ]);
  }

  _open(kind) {
    const turn = { turn: ++this._number, kind, heard: '', voiceMs: 0, said: '', saidAudioMs: 0, heardMs: 0, heardUpTo: null, isAsked: false, needsNone: false, hasAnswer: false, hasAudio: false, isInterrupted: false, isUnsent: false, isLeft: false, isDone: false, timing: {} };
    this.turns.push(turn);
    if (this.turns.length > KEPT) this.turns.shift();
    return turn;
  }

  _change(turn) {
    this.changed(turn);
  }
}

// Its answer may still come, and is wanted.
function isOpen(turn) {
  return !turn.isDone && !turn.isLeft && !turn.isUnsent;
}

/**
 * Splits what was said at the word that was heard last: by the program's count where it gave one, else by the share of the sound.
 * @returns {{heard: string, unheard: string}}
 */
export function heardWords(turn) {
  const { said } = turn;
  // Told from elsewhere, word for word.
  if (turn.unheard !== undefined) return { heard: said, unheard: turn.unheard };
  const isWhole = !turn.isInterrupted && turn.isDone && turn.heardMs >= turn.saidAudioMs - 120;
  if (isWhole || turn.saidAudioMs === 0) return { heard: said, unheard: '' };
  const share = Math.min(1, turn.heardMs / turn.saidAudioMs);
  let cut = turn.heardUpTo ?? Math.round(said.length * share);
  while (cut > 0 && cut < said.length && !/\s/.test(said[cut])) cut--;
  return { heard: said.slice(0, cut), unheard: said.slice(cut) };
}
