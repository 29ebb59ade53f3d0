// What still comes of a question that another one took the place of, or that was taken back. Until the server has closed that turn,
// what comes is its rest and is dropped. Where nothing of its answer had come yet and another question waits, that is in doubt: the
// server may never have taken the old one, and closes nothing. What comes in that moment is kept: "interrupted" throws it away, a whole
// answer or the end of the moment gives it to the question that waits.

const CLOSES_WITHIN_MS = 3_000;
const DOUBT_MS = 1_000;
// An order has its end by then, or none of its own.
const ORDER_MS = 1_500;

export class OldAnswer {
  /** @param book the turns @param {(content: object) => void} give takes what was the next question's after all @param {() => void} changed */
  constructor(book, give, changed) {
    Object.assign(this, { _book: book, _give: give, _changed: changed, _kept: [], _until: 0 });
  }

  /** From now on the server has a reason to close what was left. */
  begin(at) {
    if (!this._book.left) return;
    clearTimeout(this._timer);
    this._until = at + DOUBT_MS;
    this._timer = setTimeout(() => this.end(), CLOSES_WITHIN_MS);
  }

  /** @returns {boolean} whether this content goes no further, or not yet */
  takes(content, at) {
    const turn = this._book.left;
    if (!turn) return false;
    if (!content.modelTurn && !content.outputTranscription && !content.generationComplete) return true;
    if (turn.isTaken || turn.hasAnswer || !this._book.isAsked) turn.isTaken = true;
    else if (at >= this._until || (turn.needsNone && at - turn.timing.voiceEnd > ORDER_MS)) this.end();
    else this._keep(content, at);
    return this._book.left !== null;
  }

  /** The server cut an answer. @returns {boolean} whether it was the old one */
  interrupted(at) {
    const turn = this._book.left;
    if (!turn) return false;
    this._forget();
    turn.isTaken = true;
    if (turn.hasAnswer) this._book.interrupted(turn.turn, at);
    return true;
  }

  /** The server ended a turn. @returns {boolean} whether it was the old one */
  closed(at) {
    const turn = this._book.left;
    if (!turn) return false;
    if (this._kept.length) {
      this.end();
      return false;
    }
    this._book.end(turn, at);
    if (!this._book.left) clearTimeout(this._timer);
    return true;
  }

  /** The next question was asked by voice, which takes longer than a server needs to close a turn. */
  asked() {
    if (this._book.left && !this._book.left.isTaken) this.end();
  }

  /** Nobody closes the old turns any more; what is kept is the next one's. */
  end() {
    clearTimeout(this._timer);
    const at = performance.now();
    for (let turn = this._book.left; turn; turn = this._book.left) this._book.end(turn, at);
    for (const content of this._forget()) this._give(content);
    this._changed();
  }

  /** The line is gone, and with it what was to come. */
  lost() {
    this._forget();
    if (this._book.left) this.end();
  }

  _keep(content, at) {
    this._kept.push(content);
    clearTimeout(this._doubt);
    this._doubt = setTimeout(() => this.end(), this._until - at);
  }

  _forget() {
    clearTimeout(this._doubt);
    return this._kept.splice(0);
  }
}
