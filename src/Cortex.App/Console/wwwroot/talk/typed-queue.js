// Typed questions that are not sent yet: while there is no line, or one of them waits for its answer. They are asked one after another,
// in their order. Bounded: what does not fit is refused, aloud.

const MOST = 8;

export class TypedQueue {
  constructor(book) {
    this._book = book;
    this._waiting = [];
  }

  get isEmpty() {
    return this._waiting.length === 0;
  }

  get isFull() {
    return this._waiting.length >= MOST;
  }

  /** @param isNow it does not wait for the answer to another one @returns the question, which is sent once its message is there */
  add(turn, isNow) {
    turn.isUnsent = true;
    const one = { turn, isNow, message: null };
    this._waiting.push(one);
    return one;
  }

  /** Sends what may go now. @param {(message: object) => boolean} send @returns {boolean} whether anything went */
  flush(send, isBusy) {
    let sent = false;
    for (let one = this._waiting[0]; one?.message; one = this._waiting[0]) {
      if ((!one.isNow && (sent || isBusy)) || !send(one.message)) break;
      this._waiting.shift();
      one.turn.isUnsent = false;
      sent = true;
    }
    return sent;
  }

  /** Takes all back. @returns {number} how many there were */
  clear(at) {
    const all = this._waiting.splice(0);
    for (const { turn } of all) this._book.end(turn, at);
    return all.length;
  }
}
