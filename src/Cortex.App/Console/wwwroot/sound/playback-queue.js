// Answers on their way to the loudspeaker, chunk by chunk and take by take (a take is one answer, or its repetition). Chunks sound as
// soon as the start buffer is there; what is cut falls silent within a block and a short fade; late chunks of it are dropped. The rules
// are those of the native queue (docs/architecture.md, "A turn, as data"). Pure: no browser in it.

import { TimeStretch } from './time-stretch.js';

const FADE_MS = 5;
const REWIND_MS = 100;
const START_MS = 40;
const MOST_DOUBLINGS = 3;
const CAPACITY_S = 120;
const DUCKED = 10 ** (-24 / 20);

export class PlaybackQueue {
  constructor(rate) {
    this.rate = rate;
    this.level = 'full';
    this.volume = 1;
    this.speed = 1;
    this.droppedSamples = 0;
    /** What happened since it was last emptied: {kind: 'started' | 'ended' | 'cut' | 'dry', take, playedMs}. */
    this.happened = [];
    this._takes = [];
    this._through = 0;
    this._cutThrough = 0;
    this._fade = Math.round((FADE_MS * rate) / 1000);
    this._gain = 1;
    this._doublings = 0;
    this._isHeld = false;
    this._isSounding = false;
    this._last = 0;
    this._stretch = new TimeStretch(rate);
  }

  get startSamples() {
    return ((START_MS * this.rate) / 1000) << this._doublings;
  }

  /** True while a block holds sound of a take. */
  get isSounding() {
    return this._isSounding;
  }

  /** What waits and sounds, or null: {take, playedMs}. */
  get now() {
    const take = this._takes[0];
    return take ? { take: take.take, playedMs: this._ms(take.position) } : null;
  }

  /** Appends a chunk; takes only grow. What comes of a take that is over or cut is dropped and counted. */
  write(take, pcm) {
    const newest = this._takes.at(-1);
    const waiting = this._takes.reduce((sum, one) => sum + one.count - one.position, 0);
    if (take <= this._cutThrough || take < this._through || (newest?.take === take && newest.isEnded) || waiting + pcm.length > CAPACITY_S * this.rate) {
      this.droppedSamples += pcm.length;
      return false;
    }
    if (take > this._through) {
      if (newest) newest.isEnded = true;
      this._takes.push({ take, samples: new Int16Array(this.rate * 4), count: 0, position: 0, furthest: 0, isEnded: false, hasBegun: false, isBuffering: true, ranDry: false, waited: 0, underruns: 0, fadeIn: 0 });
      this._through = take;
    }
    const into = this._takes.at(-1);
    if (into?.take !== take) return false;
    if (into.count + pcm.length > into.samples.length) {
      const larger = new Int16Array(Math.max(into.samples.length * 2, into.count + pcm.length));
      larger.set(into.samples.subarray(0, into.count));
      into.samples = larger;
    }
    into.samples.set(pcm, into.count);
    into.count += pcm.length;
    return true;
  }

  /** No more chunks of this take will come: its end is no under-run. */
  end(take) {
    const ended = this._takes.find((one) => one.take === take);
    if (ended) ended.isEnded = true;
    else if (take > this._through) this._through = take;
  }

  /** Silences a take and all before it from the next block on, and drops what still comes of them. */
  cut(take) {
    this._cutThrough = Math.max(this._cutThrough, take);
  }

  /** @param {Float32Array} out one block, written completely */
  fill(out) {
    out.fill(0);
    const isPaused = this.level === 'paused';
    if (this._isHeld && !isPaused) this._goBack();
    let filled = 0;
    while (filled < out.length) {
      const take = this._takes[0];
      if (!take) break;
      if (take.take <= this._cutThrough) filled += this._cutShort(take, out, filled);
      else if (this._isHeld || (isPaused && !take.hasBegun)) break;
      else {
        const made = this._sound(take, out, filled);
        if (made === 0 && this._takes[0] === take) break;
        filled += made;
      }
    }
    this._declick(out, filled);
    this._isSounding = filled > 0 && !this._isHeld;
    this._shape(out);
    if (isPaused && this._gain === 0) this._isHeld = this._takes.length > 0;
    if (!isPaused) this._isHeld = false;
  }

  _sound(take, out, at) {
    const available = take.count - take.position;
    if (available === 0 && take.isEnded) {
      this._finish(take, 'ended');
      return 0;
    }
    if (take.isBuffering && !this._isReady(take, available, out.length - at)) return 0;
    if (available === 0) {
      this._runDry(take);
      return 0;
    }
    if (!take.hasBegun) {
      take.hasBegun = true;
      this._stretch.reset();
      this.happened.push({ kind: 'started', take: take.take, playedMs: 0, atSample: at });
    }
    const made = this._stretch.read(take, out, at, this.speed);
    take.furthest = Math.max(take.furthest, take.position);
    for (let i = 0; i < made && take.fadeIn > 0; i++) out[at + i] *= 1 - take.fadeIn-- / this._fade;
    if (at + made < out.length && !take.isEnded) {
      const tail = Math.min(made, this._fade);
      for (let i = 0; i < tail; i++) out[at + made - 1 - i] *= i / tail;
    }
    return made;
  }

  _isReady(take, available, room) {
    const needed = this.startSamples;
    if (available < needed && !take.isEnded && (available === 0 || take.waited < needed)) {
      if (available > 0) take.waited += room;
      return false;
    }
    take.isBuffering = false;
    if (take.ranDry) {
      take.ranDry = false;
      take.fadeIn = this._fade;
      take.underruns++;
      this._doublings = Math.min(MOST_DOUBLINGS, this._doublings + 1);
    }
    return true;
  }

  _runDry(take) {
    take.isBuffering = true;
    take.ranDry = true;
    take.waited = 0;
    this.happened.push({ kind: 'dry', take: take.take, playedMs: this._ms(take.position) });
  }

  _cutShort(take, out, at) {
    let made = 0;
    if (take.hasBegun && this._isSounding && !this._isHeld) {
      const tail = new Float32Array(Math.min(this._fade, out.length - at));
      made = this._stretch.read(take, tail, 0, this.speed);
      for (let i = 0; i < made; i++) out[at + i] = tail[i] * (1 - (i + 1) / made);
    }
    this._finish(take, 'cut');
    return made;
  }

  _finish(take, kind) {
    this._takes.shift();
    this._stretch.reset();
    if (take.underruns === 0 && take.position >= this.rate) this._doublings = Math.max(0, this._doublings - 1);
    this.happened.push({ kind, take: take.take, playedMs: this._ms(take.position), heard: take.hasBegun });
  }

  // After a pause: to before the sample where it was, never further back than that before the furthest that was played.
  _goBack() {
    const take = this._takes[0];
    if (take?.hasBegun) take.position = Math.max(0, Math.min(take.position, take.furthest - (REWIND_MS * this.rate) / 1000));
    this._stretch.reset();
    this._isHeld = false;
  }

  // What ended elsewhere than at zero is taken there.
  _declick(out, filled) {
    if (filled > 0) this._last = out[filled - 1];
    for (let i = filled; i < out.length && this._last !== 0; i++) {
      this._last = Math.abs(this._last) < 1e-4 ? 0 : this._last * 0.9;
      out[i] = this._last;
    }
  }

  _shape(out) {
    const level = this.level === 'paused' ? 0 : this.level === 'ducked' ? DUCKED : 1;
    const aim = level * this.volume;
    const step = Math.max(1, this.volume) / this._fade;
    for (let i = 0; i < out.length; i++) {
      if (this._gain !== aim) this._gain = this._gain < aim ? Math.min(aim, this._gain + step) : Math.max(aim, this._gain - step);
      out[i] = soft(out[i] * this._gain);
    }
  }

  _ms(samples) {
    return (samples * 1000) / this.rate;
  }
}

// Too loud is limited softly and never wraps; below it nothing changes.
function soft(sample) {
  const size = Math.abs(sample);
  return size <= 0.8 ? sample : Math.sign(sample) * (0.8 + 0.2 * Math.tanh((size - 0.8) / 0.2));
}
