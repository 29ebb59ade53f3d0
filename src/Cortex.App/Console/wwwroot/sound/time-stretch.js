// Faster or slower with the pitch kept. The sound passes unchanged; now and then it goes on some milliseconds further on or back,
// cross-faded where the waves lie on each other. It never waits: where the sound further on is not there yet, it stays at the natural
// speed until it is. Pure.

export class TimeStretch {
  constructor(rate) {
    const samples = (ms) => Math.floor((ms * rate) / 1000);
    this._overlap = samples(10);
    this._range = samples(6.5);
    this._leastJump = samples(2.5);
    this._leastDebt = samples(8);
    this._cycle = samples(20);
    this._mostDebt = samples(60);
    this._leaving = new Float32Array(this._overlap);
    this.reset();
  }

  /** Something else comes next. */
  reset() {
    this._left = 0;
    this._debt = 0;
  }

  /**
   * Reads on.
   * @param {{samples: Int16Array, count: number, position: number}} from what is read; its position moves
   * @param {Float32Array} out filled from `at`
   * @returns {number} samples written; fewer only at the end of what there is
   */
  read(from, out, at, speed) {
    let written = 0;
    while (at + written < out.length && from.position < from.count) {
      let count = Math.min(from.count - from.position, out.length - at - written);
      if (speed === 1) this._debt = 0;
      else count = Math.min(count, this._untilDue(speed));
      for (let i = 0; i < count; i++) out[at + written + i] = this._blended(from.samples[from.position + i]) / 32768;
      from.position += count;
      written += count;
      this._debt = Math.max(-this._mostDebt, Math.min(this._mostDebt, this._debt + count * (speed - 1)));
      if (this._left === 0 && speed !== 1 && this._owed(speed) >= this._threshold(speed)) this._jump(from, speed > 1);
    }
    return written;
  }

  _blended(sample) {
    if (this._left === 0) return sample;
    const leaving = this._leaving[this._overlap - this._left];
    const blended = sample + (leaving - sample) * (this._left / (this._overlap + 1));
    this._left--;
    return blended;
  }

  _owed(speed) {
    return speed > 1 ? this._debt : -this._debt;
  }

  // Long jumps at high speeds rather than many: each costs a little of the sound.
  _threshold(speed) {
    return Math.max(this._leastDebt, Math.abs(speed - 1) * this._cycle);
  }

  _untilDue(speed) {
    const due = this._left > 0 ? this._left : Math.ceil((this._threshold(speed) - this._owed(speed)) / Math.abs(speed - 1));
    return Math.max(Math.floor(this._overlap / 10), due);
  }

  _jump(from, ahead) {
    const owed = Math.round(Math.abs(this._debt));
    const least = Math.max(this._leastJump, owed - this._range);
    const most = Math.min(owed + this._range, ahead ? from.count - from.position - this._overlap : from.position);
    if (most < least || from.count - from.position < this._overlap) return;
    for (let i = 0; i < this._overlap; i++) this._leaving[i] = from.samples[from.position + i];
    const start = ahead ? least : -most;
    const preferred = Math.max(0, Math.min(most - least, (ahead ? owed : -owed) - start));
    const jump = start + bestSplice(this._leaving, from.samples, from.position + start, most - least, preferred);
    this._left = this._overlap;
    this._debt -= jump;
    from.position += jump;
  }
}

/** The offset, 0 to `range`, whose samples are most like those that are left: the correlation against the energy there. */
function bestSplice(leaving, samples, start, range, preferred) {
  let best = preferred;
  let bestScore = score(leaving, samples, start + preferred);
  for (let at = 0; at <= range; at++) {
    const there = score(leaving, samples, start + at);
    if (there > bestScore) [best, bestScore] = [at, there];
  }
  return best;
}

function score(leaving, samples, start) {
  let sum = 0;
  let energy = 1;
  for (let i = 0; i < leaving.length; i += 2) {
    const there = samples[start + i];
    sum += leaving[i] * there;
    energy += there * there;
  }
  return (sum * Math.abs(sum)) / energy;
}
